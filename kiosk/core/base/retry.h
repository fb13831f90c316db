/* When to try again: exponential back-off with full jitter, and the polling phase of a screen. Pure: the
 * caller brings the random number. */
#pragma once

#include <stdint.h>

enum {
    RETRY_BASE_MS = 5000,
    RETRY_CAP_MS = 15 * 60 * 1000,
    RETRY_AFTER_MIN_S = 30,
    RETRY_AFTER_MAX_S = 6 * 3600
};

/* Delay in ms before attempt number `failures` + 1, `failures` ≥ 1 in a row so far: uniform in
 * [0, min(cap, base × 2^(failures - 1))), never under 500 ms. `random` is in [0, 1). A server's Retry-After
 * in seconds (0: none; RFC 9110 §10.2.3) is honoured inside [30 s, 6 h] when it is longer. */
int64_t retry_delay_ms(unsigned failures, double random, int64_t retry_after_s);

/* The next regular poll: `period_ms` less up to a fifth, so that screens do not march in step. */
int64_t retry_poll_ms(int64_t period_ms, double random);
