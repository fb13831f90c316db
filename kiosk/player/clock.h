/* What time it is for the player: the wall clock, or one set and sped up by --at and --speed. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct clock {
    bool virtual_;
    int64_t base_ms, base_ns; /* virtual time `base_ms` was at monotonic `base_ns` */
    double speed;
};
/* One sample; never mix an old one with a fresh one. */
struct instant {
    int64_t wall_ms;   /* UTC */
    int64_t mono_ns;   /* what hands, frames and disks take: never sped up */
    int64_t steady_ms; /* monotonic, as fast as the wall clock: how long nobody has touched the screen */
};

struct clock clock_system(void);
struct clock clock_at(int64_t at_ms, double speed); /* starts now */
struct instant clock_sample(const struct clock *clock);
/* How long to sleep from `now` until wall time `due_ms`; 0 when past. At most an hour. */
int64_t clock_until_ns(const struct clock *clock, struct instant now, int64_t due_ms);
/* The same for a time of steady_ms. */
int64_t clock_until_steady_ns(const struct clock *clock, struct instant now, int64_t due_ms);
