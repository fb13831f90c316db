#include "core/feed/departure_words.h"

#include <stdio.h>
#include <string.h>

#include "core/text/paragraph.h"
#include "core/text/plain_text.h"

enum { NAME_MAX = 360, PART_MAX = 500 };

static void clock_words(const struct event_reader *reader, int64_t at_ms, char out[DEPARTURE_TIME_MAX]) {
    struct civil at = zone_local(reader->zone, at_ms);
    words_time(at.hour * 60 + at.minute, reader->language, out, DEPARTURE_TIME_MAX);
}

/* Names keep their own direction in a text that runs the other way. */
static void isolated(const char *name, char out[PART_MAX]) {
    char cut[NAME_MAX];
    snprintf(cut, sizeof cut, "%.*s", (int)text_cut(name, NAME_MAX - 1), name);
    text_isolate(cut, out, PART_MAX);
}

static void add_part(char out[DEPARTURE_NOTE_MAX], const char *part) {
    size_t used = strlen(out), length = strlen(part);
    if (length > 0 && used + length + 5 < DEPARTURE_NOTE_MAX)
        snprintf(out + used, DEPARTURE_NOTE_MAX - used, "%s%s", used ? " · " : "", part);
}

static void add_filled(const struct event_reader *reader, char out[DEPARTURE_NOTE_MAX], enum word id,
                       const char *value) {
    char part[PART_MAX + WORD_BYTES_MAX];
    word_fill(word(reader->words, id, reader->language), value, NULL, part, sizeof part);
    add_part(out, part);
}

static void add_vehicle(const struct event_reader *reader, char out[DEPARTURE_NOTE_MAX],
                        enum vehicle vehicle) {
    static const enum word words[] = {[VEHICLE_TRAIN] = WORD_TRAIN,
                                      [VEHICLE_METRO] = WORD_METRO,
                                      [VEHICLE_TRAM] = WORD_LIGHT_RAIL,
                                      [VEHICLE_BUS] = WORD_BUS,
                                      [VEHICLE_FERRY] = WORD_FERRY};
    if (vehicle != VEHICLE_OTHER)
        add_part(out, word(reader->words, words[vehicle], reader->language));
}

void departure_words(const struct event_reader *reader, const struct departure_now *departure, bool stop,
                     struct departure_words *out) {
    const struct departure *of = departure->of;
    char value[PART_MAX];
    *out = (struct departure_words){.off = of->state == DEPARTURE_CANCELLED};
    clock_words(reader, departure->leaves_ms, out->time);
    if (out->off || of->state == DEPARTURE_PART_CANCELLED || departure->late)
        out->label = word(reader->words,
                          out->off                                ? WORD_CANCELLED
                          : of->state == DEPARTURE_PART_CANCELLED ? WORD_PART_CANCELLED
                                                                  : WORD_DELAYED,
                          reader->language);
    if (departure->late) {
        clock_words(reader, of->planned_ms, value);
        add_filled(reader, out->note, WORD_PLANNED_AT, value);
    } else if (!departure->expected && !out->off) {
        add_part(out->note, word(reader->words, WORD_TIMETABLE, reader->language));
    }
    add_vehicle(reader, out->note, of->vehicle);
    if (of->track && !out->off) {
        isolated(of->track, value);
        word_fill(word(reader->words, WORD_TRACK, reader->language), value, NULL, out->track,
                  sizeof out->track);
        add_part(out->note, out->track);
    }
    if (of->stop && stop) {
        isolated(of->stop, value);
        add_part(out->note, value);
    }
}

void departure_title(const struct event_reader *reader, const struct departure *departure,
                     char out[DEPARTURE_TITLE_MAX]) {
    char line[PART_MAX], direction[PART_MAX], towards[DEPARTURE_TITLE_MAX];
    isolated(departure->line, line);
    isolated(departure->direction, direction);
    word_fill(word(reader->words, WORD_TOWARDS, reader->language), direction, NULL, towards, sizeof towards);
    snprintf(out, DEPARTURE_TITLE_MAX, "%s %.*s", line,
             (int)text_cut(towards, DEPARTURE_TITLE_MAX - PART_MAX - 1), towards);
}
