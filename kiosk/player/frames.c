#include "player/frames.h"

#include <stdlib.h>
#include <string.h>

void frames_add(struct frames *frames, int64_t now_ns, bool moving) {
    frames->presented++;
    if (frames->last_ns)
        frames->gaps_us[frames->count++ % FRAMES_KEPT] = (int32_t)((now_ns - frames->last_ns) / 1000);
    frames->last_ns = moving ? now_ns : 0;
}

static int compare(const void *a, const void *b) {
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

struct frame_times frames_times(const struct frames *frames) {
    int32_t sorted[FRAMES_KEPT];
    size_t kept = frames->count < FRAMES_KEPT ? frames->count : FRAMES_KEPT;
    if (kept == 0)
        return (struct frame_times){0};
    memcpy(sorted, frames->gaps_us, kept * sizeof *sorted);
    qsort(sorted, kept, sizeof *sorted, compare);
    size_t middle = kept / 2, high = kept * 99 / 100;
    return (struct frame_times){sorted[middle] / 1000.0, sorted[high] / 1000.0, sorted[kept - 1] / 1000.0};
}
