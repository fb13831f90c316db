/* The words of one meeting: its time, what, where, and whether it is on. A slide and the guide say the same.
 * Pure. */
#pragma once

#include "core/feed/event_words.h"
#include "core/feed/meetings_today.h"

enum { MEETING_PLACE_MAX = 800 };

struct meeting_words {
    char time[EVENT_TIME_MAX];     /* "17:00–19:00" */
    char place[MEETING_PLACE_MAX]; /* "Council chamber · 1st floor · Culture committee"; "": nothing is known
                                    */
    const char *title, *title_language;
    const char *label; /* "Now", "Next", "Cancelled"; NULL: none */
    bool strong;       /* of the label: on now, or a warning */
    bool off;          /* cancelled */
};
/* Texts live as long as the meeting, the site and the reader's language and words. */
void meeting_words(const struct event_reader *reader, const struct site *site, const struct meeting *meeting,
                   struct meeting_words *out);
