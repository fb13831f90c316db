/* Events: as a list, as a poster for one of them, in a strip. */
#include <stdio.h>
#include <string.h>

#include "core/scene_event.h"
#include "core/timeline.h"

enum { EVENTS_MAX = 50 };

struct event_reader reader_of(const struct scene *scene) {
    return (struct event_reader){scene->request->site->zone, scene->request->now_ms, scene->language};
}

int event_pills(struct scene *scene, const struct event *event, int x, int middle_y, int px, bool draw) {
    struct event_reader reader = reader_of(scene);
    const struct theme *theme = scene->theme;
    struct event_label labels[EVENT_LABELS];
    size_t count = event_labels(&reader, event, labels);
    int start = x;
    for (size_t i = 0; i < count; i++)
        x += part_pill(scene, labels[i].text, x, middle_y, px,
                       labels[i].strong ? theme->accent : theme->primary,
                       labels[i].strong ? theme->on_accent : theme->on_primary, draw) +
             px / 2;
    return x - start;
}

static void strip(struct scene *scene, const struct event *event) {
    struct event_reader reader = reader_of(scene);
    char day[WORDS_MAX], time[EVENT_TIME_MAX], label[WORDS_MAX + EVENT_TIME_MAX + 2], text[700],
        place[EVENT_PLACE_MAX];
    struct event_days days = event_days(&reader, event);
    struct event_label labels[EVENT_LABELS];
    size_t count = event_labels(&reader, event, labels);
    words_day(days.shown, days.today, scene->language, day, sizeof day);
    event_time(&reader, event, time, sizeof time);
    event_place(event, place, sizeof place);
    snprintf(label, sizeof label, "%s %s", day, time);
    snprintf(text, sizeof text, "%s%s%.400s%s%.200s", count && labels[0].strong ? labels[0].text : "",
             count && labels[0].strong ? ": " : "", event->title, *place ? " · " : "", place);
    scene_line(scene, label, scene->language, text, event_language(&reader, event));
}

void scene_events(struct scene *scene) {
    const struct scene_request *request = scene->request;
    const struct event *events[EVENTS_MAX];
    size_t count = feed_select_events(request->slide, request->screen, request->feeds, request->now_ms,
                                      events, EVENTS_MAX);
    size_t at = count ? (size_t)request->item % count : 0;
    if (scene->scale.low && count) {
        strip(scene, events[at]);
    } else if (scene->scale.low) {
        scene_line(scene, NULL, scene->language, word(WORD_NO_EVENTS, scene->language), scene->language);
    } else if (request->slide->events_style == EVENTS_POSTER && count) {
        scene_event_poster(scene, events[at]);
    } else {
        struct box box = scene_frame(scene, word(WORD_EVENTS, scene->language));
        if (count)
            scene_event_list(scene, events, count, box);
        else
            scene_sentence(scene, word(WORD_NO_EVENTS, scene->language), box);
    }
}
