/* The words of one departure: when, which line, where to, from where, and what is out of order. A slide and
 * the guide say the same. Pure. */
#pragma once

#include "core/feed/departures_now.h"
#include "core/feed/event_words.h"

enum {
    DEPARTURE_TIME_MAX = 24,
    DEPARTURE_NOTE_MAX = 900,
    DEPARTURE_TITLE_MAX = 900,
    DEPARTURE_TRACK_MAX = 300
};

struct departure_words {
    char time[DEPARTURE_TIME_MAX];   /* "12:07": when it leaves, as far as is known */
    char note[DEPARTURE_NOTE_MAX];   /* "planned 12:04 · Train · Track 2"; what is only planned says so */
    char track[DEPARTURE_TRACK_MAX]; /* "Track 2"; "": not known */
    const char *label;               /* "Cancelled", "Delayed", "Runs only part of the way"; NULL: none */
    bool off;                        /* cancelled */
};
/* Texts live as long as the reader's words. `stop`: where it leaves is said, too. */
void departure_words(const struct event_reader *reader, const struct departure_now *departure, bool stop,
                     struct departure_words *out);
/* "C towards Klampenborg St.", names isolated (UAX #9). */
void departure_title(const struct event_reader *reader, const struct departure *departure,
                     char out[DEPARTURE_TITLE_MAX]);
