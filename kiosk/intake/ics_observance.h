/* A VTIMEZONE: the instants at which its offset changes (RFC 5545 §3.6.5). */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "intake/ics_lines.h"

struct ics_observances {
    struct ics_onset *onsets; /* owned, by time */
    size_t count;
};

/* From the component with the index `zone`. False when it has no observance that can be read. */
bool ics_observances_init(struct ics_observances *observances, const struct ics_file *file, size_t zone,
                          size_t *looked_at) MUST_CHECK;
void ics_observances_finish(struct ics_observances *observances);
/* What local time is ahead of UTC, in seconds, at `wall_s` on the wall clock (seconds since 1970). A time
 * that is skipped or comes twice has the offset before the change (§3.3.5). */
int ics_observances_offset(const struct ics_observances *observances, int64_t wall_s);
