/* What leaves next: of the departures that feeds know, those still to come at a moment. A slide and the guide
 * say the same. Pure. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/feed/feed.h"
#include "core/site/feed_query.h"

enum {
    DEPARTURES_LIVE_MIN = 10,   /* a feed older than this says nothing but its timetable */
    DEPARTURES_KEPT_HOURS = 3,  /* and one older than this nothing */
    DEPARTURES_AHEAD_HOURS = 12 /* a time of day alone is enough to say when */
};

struct departure_now {
    const struct departure *of;
    int64_t leaves_ms; /* UTC: as expected, where that is known and of now; else as planned */
    bool expected;     /* known, and of now */
    bool late;         /* by a minute or more */
};

/* Those that have not left, sorted by when they leave, from all the query's feeds; at most `max` and
 * query->limit. One is gone when the minute in which it leaves is over. Returns how many. `feeds` may be
 * NULL.
 */
size_t departures_now(const struct feed_query *query, const struct feeds *feeds, int64_t now_ms,
                      struct departure_now *out, size_t max);
/* The first instant after `now_ms` and not after `until_ms` at which that may change, else `until_ms`. */
int64_t departures_next_edge(const struct feed_query *query, const struct feeds *feeds, int64_t now_ms,
                             int64_t until_ms);
