/* What time it is for the player: the wall clock, or one set and sped up by --at and --speed. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct clock {
    bool virtual_;
    int64_t base_ms, base_ns; /* virtual time `base_ms` was at monotonic `base_ns` */
    double speed;
    int64_t apart_ms; /* wall − steady when it was set last: what a step is told by */
    bool turned;      /* apart_ms is known */
};
/* One sample; never mix an old one with a fresh one. */
struct instant {
    int64_t wall_ms;   /* UTC */
    int64_t mono_ns;   /* what hands, frames and disks take: never sped up */
    int64_t steady_ms; /* monotonic, as fast as the wall clock: how long nobody has touched the screen */
    bool stepped;      /* clock_turn only: the wall clock was set since the turn before */
};
enum { CLOCK_STEP_MS = 1000 }; /* what is slewed is less, and followed as it goes */

struct clock clock_system(void);
struct clock clock_at(int64_t at_ms, double speed); /* starts now */
struct instant clock_sample(const struct clock *clock);
/* The sample of a turn of the loop: also tells when the wall clock and the steady one have come apart by more
 * than CLOCK_STEP_MS. All that is due at a wall time is then to be reckoned anew. */
struct instant clock_turn(struct clock *clock);
/* clock_turn's judgement on a given sample. */
bool clock_stepped(struct clock *clock, struct instant now);
/* How long to sleep from `now` until wall time `due_ms`; 0 when past. At most an hour. */
int64_t clock_until_ns(const struct clock *clock, struct instant now, int64_t due_ms);
/* The same for a time of steady_ms. */
int64_t clock_until_steady_ns(const struct clock *clock, struct instant now, int64_t due_ms);
