/* The words of one event: its day, time, place and labels. A slide and the guide say the same. Pure. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/feed/feed.h"
#include "core/site/scene_words.h"
#include "core/site/site.h"

/* Who reads it: where, when, in which language (BCP 47). */
struct event_reader {
    const struct zone *zone;
    int64_t now_ms; /* UTC */
    const char *language;
    const struct words *words; /* of the site; NULL: what is compiled in */
    bool clock_wrong;          /* it is known to be later than now_ms: nothing is said of today */
};

/* Local days since 1970 of the day it is listed under (today for one that runs already) and its last day;
 * with a wrong clock `today` is DAY_UNKNOWN, and nothing runs. */
struct event_days {
    int64_t shown, last, today;
    bool running; /* began on an earlier day */
};
struct event_days event_days(const struct event_reader *reader, const struct event *event);

/* "16:30", "All day", "until 24 December", "until 12:00"; cut at `size`, for which EVENT_TIME_MAX is enough.
 */
enum { EVENT_TIME_MAX = 160, EVENT_PLACE_MAX = 520 };
void event_time(const struct event_reader *reader, const struct event *event, char *out, size_t size);
/* Place and room, or the address, isolated as one (UAX #9); "" when none is known. Cut between characters, to
 * no more than EVENT_PLACE_MAX bytes. */
void event_place(const struct event *event, char *out, size_t size);

/* The address to be shown as a code: none of what does not take place, and only one that its feed may show
 * (link.h). Or NULL. */
const char *event_link(const struct site *site, const struct event *event);

/* Cancelled, sold out, not open, free. An unknown or paid price says nothing. */
enum { EVENT_LABELS = 2 };
struct event_label {
    const char *text; /* as long as the words */
    bool strong;      /* a warning, not a service */
};
size_t event_labels(const struct event_reader *reader, const struct event *event,
                    struct event_label out[EVENT_LABELS]);

/* Its title's: text_language. Lives as long as the event and the reader's language. */
const char *event_language(const struct event_reader *reader, const struct event *event);
