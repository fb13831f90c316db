#include "core/feed/meeting_words.h"

#include <stdio.h>
#include <string.h>

#include "core/text/paragraph.h"
#include "core/text/plain_text.h"

enum { PART_MAX = 240, CLOCK_MAX = 24 };

static void clock_words(const struct event_reader *reader, int64_t at_ms, char out[CLOCK_MAX]) {
    struct civil at = zone_local(reader->zone, at_ms);
    words_time(at.hour * 60 + at.minute, reader->language, out, CLOCK_MAX);
}

/* What lasts over a midnight, or until nobody knows when, as events say it. */
static bool is_plain(const struct event_reader *reader, const struct meeting *meeting) {
    if (!meeting->event)
        return true;
    struct event_days days = event_days(reader, meeting->event);
    return !meeting->event->all_day && !days.running && days.last == days.shown &&
           meeting->end_ms > meeting->start_ms;
}

static void time_words(const struct event_reader *reader, const struct meeting *meeting,
                       char out[EVENT_TIME_MAX]) {
    char from[CLOCK_MAX], to[CLOCK_MAX];
    if (!is_plain(reader, meeting)) {
        event_time(reader, meeting->event, out, EVENT_TIME_MAX);
        return;
    }
    clock_words(reader, meeting->start_ms, from);
    clock_words(reader, meeting->end_ms, to);
    /* isolated: the times keep their order in a text that runs from right to left (UAX #9) */
    snprintf(out, EVENT_TIME_MAX, "\u2066%s–%s\u2069", from, to);
}

static void add_part(char out[MEETING_PLACE_MAX], const char *part) {
    char isolated[PART_MAX + 8], cut[PART_MAX];
    size_t used = strlen(out);
    if (!part)
        return;
    snprintf(cut, sizeof cut, "%.*s", (int)text_cut(part, PART_MAX - 1), part);
    text_isolate(cut, isolated, sizeof isolated);
    snprintf(out + used, MEETING_PLACE_MAX - used, "%s%s", used ? " · " : "", isolated);
}

static const struct localized_entry *pick(const struct event_reader *reader, const struct site *site,
                                          const struct localized *text) {
    return localized_pick(text, reader->language, site->languages, site->language_count);
}

static const char *pick_text(const struct event_reader *reader, const struct site *site,
                             const struct localized *text) {
    const struct localized_entry *entry = pick(reader, site, text);
    return entry ? entry->text : NULL;
}

static void add_room(const struct event_reader *reader, const struct site *site,
                     const struct meeting_room *room, char out[MEETING_PLACE_MAX]) {
    add_part(out, pick_text(reader, site, &room->name));
    add_part(out, pick_text(reader, site, &room->floor));
}

static void written_words(const struct event_reader *reader, const struct site *site,
                          const struct written_meeting *written, struct meeting_words *out) {
    const struct localized_entry *title = pick(reader, site, &written->title);
    out->title = title ? title->text : "";
    out->title_language = title ? title->language : reader->language;
    if (written->is_private) {
        out->title = word(reader->words, WORD_MEETING_PRIVATE, reader->language);
        out->title_language = text_language(out->title, NULL, reader->language);
    }
    add_part(out->place, pick_text(reader, site, &written->host));
}

void meeting_words(const struct event_reader *reader, const struct site *site, const struct meeting *meeting,
                   struct meeting_words *out) {
    *out = (struct meeting_words){.off = meeting_cancelled(meeting)};
    time_words(reader, meeting, out->time);
    if (meeting->room)
        add_room(reader, site, meeting->room, out->place);
    else
        event_place(meeting->event, out->place, sizeof out->place);
    if (meeting->written) {
        written_words(reader, site, meeting->written, out);
    } else {
        out->title = meeting->event->title;
        out->title_language = event_language(reader, meeting->event);
    }
    out->strong = out->off || meeting->stage == MEETING_NOW;
    if (out->off || meeting->stage != MEETING_LATER)
        out->label = word(reader->words,
                          out->off                        ? WORD_CANCELLED
                          : meeting->stage == MEETING_NOW ? WORD_MEETING_NOW
                                                          : WORD_MEETING_NEXT,
                          reader->language);
}
