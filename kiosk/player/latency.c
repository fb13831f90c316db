#include "player/latency.h"

#include <stdlib.h>
#include <string.h>

static int kept(const struct latency *latency) {
    return latency->count < LATENCY_KEPT ? (int)latency->count : LATENCY_KEPT;
}

void latency_add(struct latency *latency, int64_t ns) {
    int64_t us = ns / 1000;
    latency->us[latency->count++ % LATENCY_KEPT] = us < 0 ? 0 : us > INT32_MAX ? INT32_MAX : (int32_t)us;
}

static int compare(const void *a, const void *b) {
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

double latency_median(const struct latency *latency) {
    int32_t sorted[LATENCY_KEPT];
    int count = kept(latency);
    if (count == 0)
        return 0;
    memcpy(sorted, latency->us, sizeof sorted);
    qsort(sorted, (size_t)count, sizeof *sorted, compare);
    int32_t middle = sorted[count / 2];
    return middle / 1000.0;
}

double latency_max(const struct latency *latency) {
    int32_t max = 0;
    for (int i = 0; i < kept(latency); i++)
        max = latency->us[i] > max ? latency->us[i] : max;
    return max / 1000.0;
}
