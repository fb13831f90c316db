/* The instances of all entries that share a UID: rules, extra dates, exceptions and changes put together
 * (RFC 5545 §3.8.5). */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/base/compiler.h"
#include "intake/ics_entry.h"
#include "intake/ics_keep.h"
#include "intake/intake.h"

enum { ICS_INSTANCES_MAX = 500 }; /* of one series, inside the window */

struct ics_reader {
    const struct intake_options *options;
    const struct ics_file *file;
    struct ics_zones zones;
    struct ics_keep keep;
    size_t looked_at; /* days, by rules */
    size_t unusable;  /* entries whose date or rule cannot be used */
    size_t used;      /* entries that could */
};

/* `entries` are in the order of ics_entry_compare, which this may change. False when out of memory. */
bool ics_series_read(struct ics_reader *reader, struct ics_entry *entries, size_t count) MUST_CHECK;
