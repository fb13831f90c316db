/* So many in a time and no more: a token bucket, full at the start, refilled evenly. Pure. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/compiler.h"

struct rate {
    int64_t each_ms;    /* one comes back in */
    int64_t span_ms;    /* all come back in */
    int64_t full_at_ms; /* monotonic */
};
struct rate rate_init(int most, int64_t span_ms);
/* Takes one. False: there is none; *wait_ms until there is. */
bool rate_take(struct rate *rate, int64_t now_ms, int64_t *wait_ms) MUST_CHECK;
