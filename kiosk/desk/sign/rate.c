#include "desk/sign/rate.h"

struct rate rate_init(int most, int64_t span_ms) {
    return (struct rate){.each_ms = span_ms / most, .span_ms = span_ms, .full_at_ms = INT64_MIN};
}

bool rate_take(struct rate *rate, int64_t now_ms, int64_t *wait_ms) {
    int64_t full_at_ms = (rate->full_at_ms > now_ms ? rate->full_at_ms : now_ms) + rate->each_ms;
    if (full_at_ms > now_ms + rate->span_ms) {
        *wait_ms = full_at_ms - rate->span_ms - now_ms;
        return false;
    }
    rate->full_at_ms = full_at_ms;
    return true;
}
