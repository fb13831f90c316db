/* Events: as a list, as a poster for one of them, in a strip. */
#include <stdio.h>
#include <string.h>

#include "core/feed/feed_select.h"
#include "core/scene/scene_event_parts.h"
#include "core/scene/scene_kind.h"

static void strip(struct scene *scene, const struct event *event) {
    struct event_reader reader = reader_of(scene);
    char day[WORDS_MAX], time[EVENT_TIME_MAX], label[WORDS_MAX + EVENT_TIME_MAX + 2], text[700],
        place[EVENT_PLACE_MAX];
    struct event_days days = event_days(&reader, event);
    struct event_label labels[EVENT_LABELS];
    size_t count = event_labels(&reader, event, labels);
    words_day(&scene->request->site->words, days.shown, days.today, scene->language, day, sizeof day);
    event_time(&reader, event, time, sizeof time);
    event_place(event, place, sizeof place);
    snprintf(label, sizeof label, "%s %s", day, time);
    snprintf(text, sizeof text, "%s%s%.400s%s%.200s", count && labels[0].strong ? labels[0].text : "",
             count && labels[0].strong ? ": " : "", event->title, *place ? " · " : "", place);
    scene_line(scene, label, NULL, text, event_language(&reader, event));
}

static void build(struct scene *scene) {
    const struct scene_request *request = scene->request;
    const struct slide_events *shown = &request->slide->events;
    const struct event *events[QUERY_LIMIT_MAX];
    size_t count = feed_select_events(&shown->query, request->screen, request->feeds, request->now_ms, events,
                                      QUERY_LIMIT_MAX);
    size_t at = count ? (size_t)request->item % count : 0;
    if (scene->scale.low && count) {
        strip(scene, events[at]);
    } else if (scene->scale.low) {
        scene_line(scene, NULL, NULL, part_word(scene, WORD_NO_EVENTS), NULL);
    } else if (shown->style == EVENTS_POSTER && count) {
        scene_event_poster(scene, events[at]);
    } else {
        struct box box = scene_frame(scene, part_word(scene, WORD_EVENTS));
        if (count)
            scene_event_list(scene, events, count, box);
        else
            scene_sentence(scene, part_word(scene, WORD_NO_EVENTS), box);
    }
}

/* Posters, and the lines of a strip, one by one. */
static size_t items_at(const struct scene_moment *moment, const void **items, size_t max) {
    const struct slide_events *shown = &moment->slide->events;
    const struct event *events[QUERY_LIMIT_MAX];
    bool each = shown->style == EVENTS_POSTER || moment->strip;
    max = !each ? 1 : max < QUERY_LIMIT_MAX ? max : QUERY_LIMIT_MAX;
    size_t count =
        feed_select_events(&shown->query, moment->screen, moment->feeds, moment->now_ms, events, max);
    for (size_t i = 0; i < count; i++)
        items[i] = each ? (const void *)events[i] : moment->slide;
    return count;
}

const struct scene_kind scene_kind_events = {
    .build = build, .items_at = items_at, .next_edge = scene_query_edge};
