/* How regularly frames came while something moved. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { FRAMES_KEPT = 1024 };
/* Zero-initialise. */
struct frames {
    int32_t gaps_us[FRAMES_KEPT]; /* the newest, in a ring */
    size_t count;                 /* of all gaps */
    uint64_t presented;
    int64_t last_ns; /* of a moving picture; 0: the one before stood still */
};

/* A frame was presented at `now_ns`; `moving`: more will follow at once. */
void frames_add(struct frames *frames, int64_t now_ns, bool moving);
struct frame_times {
    double p50_ms, p99_ms, max_ms;
};
struct frame_times frames_times(const struct frames *frames);
