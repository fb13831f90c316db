#include "core/feed/event_words.h"

#include <stdio.h>
#include <string.h>

#include "core/feed/link.h"
#include "core/site/scene_words.h"
#include "core/text/paragraph.h"
#include "core/text/plain_text.h"

static int64_t day_of(const struct event_reader *reader, int64_t instant) {
    struct civil at = zone_local(reader->zone, instant);
    return civil_days(at.year, at.month, at.day);
}

struct event_days event_days(const struct event_reader *reader, const struct event *event) {
    int64_t start = day_of(reader, event->start_ms);
    int64_t today = reader->clock_wrong ? DAY_UNKNOWN : day_of(reader, reader->now_ms);
    int64_t end = event->end_ms > event->start_ms ? event->end_ms - 1 : event->end_ms;
    bool running = start < today;
    return (struct event_days){running ? today : start, day_of(reader, end), today, running};
}

void event_time(const struct event_reader *reader, const struct event *event, char *out, size_t size) {
    struct event_days days = event_days(reader, event);
    struct civil start = zone_local(reader->zone, event->start_ms);
    char value[WORDS_MAX];
    if ((days.running || event->all_day) && days.last > days.shown) {
        words_date(days.last, "dMMM", reader->language, value, sizeof value);
        word_fill(word(reader->words, WORD_UNTIL_DATE, reader->language), value, NULL, out, size);
    } else if (event->all_day) {
        snprintf(out, size, "%s", word(reader->words, WORD_ALL_DAY, reader->language));
    } else {
        struct civil end = zone_local(reader->zone, event->end_ms);
        const struct civil *at = days.running ? &end : &start;
        words_time(at->hour * 60 + at->minute, reader->language, value, sizeof value);
        if (days.running)
            word_fill(word(reader->words, WORD_UNTIL_TIME, reader->language), value, NULL, out, size);
        else
            snprintf(out, size, "%s", value);
    }
}

void event_place(const struct event *event, char *out, size_t size) {
    const char *place = event->place ? event->place : event->address, *room = event->room;
    char whole[EVENT_PLACE_MAX] = "";
    bool both = place && room && !strstr(place, room);
    if (!place)
        place = room ? room : "";
    snprintf(whole, sizeof whole, "%.*s%s%.*s", (int)text_cut(place, 300), place, both ? ", " : "",
             both ? (int)text_cut(room, 200) : 0, both ? room : "");
    if (*whole)
        text_isolate(whole, out, size);
    else if (size > 0)
        *out = '\0';
}

size_t event_labels(const struct event_reader *reader, const struct event *event,
                    struct event_label out[EVENT_LABELS]) {
    static const int words[] = {[EVENT_ACTIVE] = -1,
                                [EVENT_CANCELLED] = WORD_CANCELLED,
                                [EVENT_SOLD_OUT] = WORD_SOLD_OUT,
                                [EVENT_NOT_OPEN] = WORD_NOT_OPEN};
    size_t count = 0;
    if (words[event->state] >= 0)
        out[count++] =
            (struct event_label){word(reader->words, (enum word)words[event->state], reader->language),
                                 event->state != EVENT_NOT_OPEN};
    if (event->price == PRICE_FREE && event->state != EVENT_CANCELLED)
        out[count++] = (struct event_label){word(reader->words, WORD_FREE, reader->language), false};
    return count;
}

const char *event_language(const struct event_reader *reader, const struct event *event) {
    return text_language(event->title, event->language, reader->language);
}

const char *event_link(const struct site *site, const struct event *event) {
    const struct feed *feed = event->feed_id ? site_feed(site, event->feed_id) : NULL;
    return event->state != EVENT_CANCELLED && link_allowed(feed, event->url) ? event->url : NULL;
}
