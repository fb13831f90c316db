/* How long from a touch to the frame that answers it: the last hundred. */
#pragma once

#include <stdint.h>

enum { LATENCY_KEPT = 100 };
/* Zero-initialise. */
struct latency {
    int32_t us[LATENCY_KEPT]; /* a ring */
    uint64_t count;           /* of all */
};
void latency_add(struct latency *latency, int64_t ns);
/* ms; 0 when there are none. */
double latency_median(const struct latency *latency);
double latency_max(const struct latency *latency);
