/* Events: as a list, as a poster for one of them, in a strip. */
#include <stdio.h>
#include <string.h>

#include <unicode/ubidi.h>
#include <unicode/ustring.h>

#include "core/scene_event.h"
#include "core/timeline.h"

enum { EVENTS_MAX = 50 };

static int64_t day_of(const struct scene *scene, int64_t instant) {
    struct civil at = zone_local(scene->request->site->zone, instant);
    return civil_days(at.year, at.month, at.day);
}

struct event_days event_days(const struct scene *scene, const struct event *event) {
    int64_t start = day_of(scene, event->start_ms), today = day_of(scene, scene->request->now_ms);
    int64_t end = event->end_ms > event->start_ms ? event->end_ms - 1 : event->end_ms;
    bool running = start < today;
    return (struct event_days){running ? today : start, day_of(scene, end), today, running};
}

void event_time(const struct scene *scene, const struct event *event, char *out, size_t size) {
    struct event_days days = event_days(scene, event);
    struct civil start = zone_local(scene->request->site->zone, event->start_ms);
    char value[WORDS_MAX];
    if ((days.running || event->all_day) && days.last > days.shown) {
        words_date(days.last, "dMMM", scene->language, value, sizeof value);
        word_fill(WORD_UNTIL_DATE, scene->language, value, NULL, out, size);
    } else if (event->all_day) {
        snprintf(out, size, "%s", word(WORD_ALL_DAY, scene->language));
    } else {
        struct civil end = zone_local(scene->request->site->zone, event->end_ms);
        const struct civil *at = days.running ? &end : &start;
        words_time(at->hour * 60 + at->minute, scene->language, value, sizeof value);
        if (days.running)
            word_fill(WORD_UNTIL_TIME, scene->language, value, NULL, out, size);
        else
            snprintf(out, size, "%s", value);
    }
}

void event_place(const struct event *event, char *out, size_t size) {
    const char *place = event->place ? event->place : event->address, *room = event->room;
    char first[300] = "", second[200] = "";
    if (place)
        text_isolate(place, first, sizeof first);
    if (room && (!place || !strstr(place, room)))
        text_isolate(room, second, sizeof second);
    snprintf(out, size, "%s%s%s", first, *first && *second ? ", " : "", second);
}

size_t event_labels(const struct scene *scene, const struct event *event,
                    struct event_label out[EVENT_LABELS]) {
    static const int words[] = {[EVENT_ACTIVE] = -1,
                                [EVENT_CANCELLED] = WORD_CANCELLED,
                                [EVENT_SOLD_OUT] = WORD_SOLD_OUT,
                                [EVENT_NOT_OPEN] = WORD_NOT_OPEN};
    size_t count = 0;
    if (words[event->state] >= 0)
        out[count++] = (struct event_label){word((enum word)words[event->state], scene->language),
                                            event->state != EVENT_NOT_OPEN};
    if (event->price == PRICE_FREE && event->state != EVENT_CANCELLED)
        out[count++] = (struct event_label){word(WORD_FREE, scene->language), false};
    return count;
}

int event_pills(struct scene *scene, const struct event *event, int x, int middle_y, int px, bool draw) {
    const struct theme *theme = scene->theme;
    struct event_label labels[EVENT_LABELS];
    size_t count = event_labels(scene, event, labels);
    int start = x;
    for (size_t i = 0; i < count; i++)
        x += part_pill(scene, labels[i].text, x, middle_y, px,
                       labels[i].strong ? theme->accent : theme->primary,
                       labels[i].strong ? theme->on_accent : theme->on_primary, draw) +
             px / 2;
    return x - start;
}

/* Few feeds say: then letters tell at least the direction, or a full stop would stand before its sentence. */
const char *event_language(const struct scene *scene, const struct event *event) {
    UChar title[200];
    int32_t length = 0;
    UErrorCode status = U_ZERO_ERROR;
    if (event->language || !scene->rtl)
        return event->language ? event->language : scene->language;
    u_strFromUTF8WithSub(title, (int32_t)LENGTH(title), &length, event->title, -1, 0xfffd, NULL, &status);
    length = length < (int32_t)LENGTH(title) ? length : (int32_t)LENGTH(title);
    return ubidi_getBaseDirection(title, length) == UBIDI_LTR ? "en" : scene->language;
}

static void strip(struct scene *scene, const struct event *event) {
    char day[WORDS_MAX], time[WORDS_MAX + 20], label[2 * WORDS_MAX + 40], text[700], place[520];
    struct event_days days = event_days(scene, event);
    struct event_label labels[EVENT_LABELS];
    size_t count = event_labels(scene, event, labels);
    words_day(days.shown, days.today, scene->language, day, sizeof day);
    event_time(scene, event, time, sizeof time);
    event_place(event, place, sizeof place);
    snprintf(label, sizeof label, "%s %s", day, time);
    snprintf(text, sizeof text, "%s%s%.400s%s%.200s", count && labels[0].strong ? labels[0].text : "",
             count && labels[0].strong ? ": " : "", event->title, *place ? " · " : "", place);
    scene_line(scene, label, scene->language, text, event_language(scene, event));
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
