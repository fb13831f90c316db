#include "core/base/retry.h"

enum { RETRY_FLOOR_MS = 500 };

int64_t retry_delay_ms(unsigned failures, double random, int64_t retry_after_s) {
    int64_t ceiling = RETRY_BASE_MS;
    for (unsigned i = 1; i < failures && ceiling < RETRY_CAP_MS; i++)
        ceiling *= 2;
    if (ceiling > RETRY_CAP_MS)
        ceiling = RETRY_CAP_MS;
    int64_t delay = (int64_t)((double)ceiling * random);
    if (delay < RETRY_FLOOR_MS)
        delay = RETRY_FLOOR_MS;
    if (retry_after_s > 0) {
        if (retry_after_s < RETRY_AFTER_MIN_S)
            retry_after_s = RETRY_AFTER_MIN_S;
        if (retry_after_s > RETRY_AFTER_MAX_S)
            retry_after_s = RETRY_AFTER_MAX_S;
        if (retry_after_s * 1000 > delay)
            delay = retry_after_s * 1000;
    }
    return delay;
}

int64_t retry_poll_ms(int64_t period_ms, double random) {
    return period_ms - (int64_t)((double)period_ms * 0.2 * random);
}
