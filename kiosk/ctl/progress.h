/* One line on a terminal that says what is being done, and goes when it is done. Elsewhere silent. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/compiler.h"

struct progress {
    bool on;         /* standard error is a terminal */
    int64_t next_ms; /* not written again before, monotonic */
    bool shown;
};

void progress_init(struct progress *progress);
/* `progress` may be NULL. Cheap: most calls write nothing. */
void progress_say(struct progress *progress, const char *format, ...) PRINTF_LIKE(2, 3);
/* Before anything else is written. */
void progress_clear(struct progress *progress);
