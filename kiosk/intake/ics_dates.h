/* The dates of one series inside a window: what its rules and extra dates give, without its exceptions. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "intake/ics_entry.h"
#include "intake/intake.h"

struct ics_date {
    struct ics_time at; /* its wall clock is the series' */
    int64_t end_ms;
    bool gone; /* replaced by a change */
};

struct ics_dates {
    struct ics_date *items; /* owned; by time, none twice */
    size_t count, left_out; /* beyond `max` */
    bool repeats;           /* a rule or extra dates */
    bool refused;           /* a rule that is not for events, or takes too long: then there are none */
    bool broken;            /* a rule that is none: then there is only its first date */
};

/* Those that overlap [from, to) of `options`, and those a day before and behind: a change may name them.
 * False when out of memory. */
bool ics_dates_init(struct ics_dates *dates, struct ics_zones *zones, const struct ics_entry *series,
                    const struct intake_options *options, size_t max) MUST_CHECK;
void ics_dates_finish(struct ics_dates *dates);
