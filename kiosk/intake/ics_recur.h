/* The days and times of a recurrence rule (RFC 5545 §3.3.10), on a wall clock without a zone. Pure and
 * bounded: it begins near the days asked for, and counts each day it looks at. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "intake/ics_rule.h"

enum {
    ICS_DAYS_MAX = 20000000, /* looked at and instances given, of all rules together */
    ICS_RULE_DAYS_MAX = 400000,
};

struct ics_recur {
    const struct ics_rule *rule;
    int64_t start_day; /* DTSTART; nothing comes before it, and it is no instance unless the rule gives it */
    int32_t start_second;
    int64_t from_day, to_day; /* the days wanted, both inclusive; those before count, but are not given */
    size_t *looked_at;        /* days so far, of all rules */
    /* In order of time; false ends the walk. */
    bool (*each)(void *context, int64_t day, int32_t second);
    void *context;
};

/* Does the rule ask for more than ICS_TIMES_MAX times of a day? */
bool ics_recur_too_often(const struct ics_rule *rule);
/* False when the limits were reached before the end. UNTIL is the caller's: it needs a zone. */
bool ics_recur_walk(const struct ics_recur *recur) MUST_CHECK;
