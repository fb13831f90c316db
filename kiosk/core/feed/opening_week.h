/* The opening hours of a week as the feeds know them, for the slide and for the guide. Pure.
 *
 * A day without a row is closed only between the first and the last day the feeds have rows for; outside,
 * they say nothing, and nobody may be told that it is closed. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/feed/feed.h"
#include "core/site/feed_query.h"
#include "core/site/site.h"

enum { OPENING_DAYS = 7, OPENINGS_A_DAY = 12 };

/* How somebody is served, as far as the site says which categories of its feeds mean that. */
enum service { SERVICE_AS_NAMED, SERVICE_STAFFED, SERVICE_SELF };
enum service service_of(const struct service_names *names, const char *category); /* NULL: as named */

struct day_opening {
    int from_min, to_min; /* local minutes; to_min may be 1440 */
    enum service service;
    const char
        *name; /* the category as the staff wrote it, "" when there is none; lives as long as the feed */
};
/* Do both say what is on at that time in the same words? */
bool same_service(const struct day_opening *a, const struct day_opening *b);

struct opening_day {
    int64_t day; /* since 1970, local */
    bool known;  /* without openings: closed; false: the feeds say nothing of it */
    size_t count;
    struct day_opening openings[OPENINGS_A_DAY]; /* by from_min */
};
struct opening_week {
    struct opening_day days[OPENING_DAYS]; /* today first */
};

/* Whoever knows when houses are open, by their names. */
struct house_weeks {
    const void *context;
    /* False: it knows no such house. *sample: no named office has checked what it says. NULL: nobody knows
     * any. `feeds` may be NULL. */
    bool (*week)(const void *context, const char *house, const struct site *site, const struct feeds *feeds,
                 int64_t now_ms, struct opening_week *week, bool *sample);
};

/* Adds what is open on a day, in order; two equal ones of the same service are one, and what is beyond
 * OPENINGS_A_DAY is left out. */
void opening_day_add(struct opening_day *day, const struct day_opening *opening);

/* Is anything known of `from_day` or later, at the query's branch? `feeds` may be NULL. */
bool opening_known(const struct feed_query *query, const struct feeds *feeds, int32_t from_day);

/* The week from `today` on, of the query's branch (its id or its ISIL, ISO 15511; none: all), from its feeds
 * that are hours and known. Two equal openings of the same service are one; what is beyond OPENINGS_A_DAY in
 * a day is left out. `feeds` may be NULL. */
void opening_week(const struct feed_query *query, const struct service_names *names,
                  const struct feeds *feeds, int64_t today, struct opening_week *week);
