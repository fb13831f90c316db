#include "system/clock.h"

#include <time.h>

#define HOUR_NS 3600000000000LL
#define MARGIN_NS 1000 /* rounding must not end a sleep before the millisecond it was for */

static int64_t read_clock_ns(clockid_t id) {
    struct timespec now;
    clock_gettime(id, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

struct clock clock_system(void) {
    return (struct clock){.speed = 1};
}

struct clock clock_at(int64_t at_ms, double speed) {
    return (struct clock){
        .virtual_ = true, .base_ms = at_ms, .base_ns = read_clock_ns(CLOCK_MONOTONIC), .speed = speed};
}

struct instant clock_sample(const struct clock *clock) {
    struct instant now = {.mono_ns = read_clock_ns(CLOCK_MONOTONIC)};
    if (clock->virtual_) {
        int64_t passed_ms = (int64_t)((double)(now.mono_ns - clock->base_ns) * clock->speed / 1e6);
        now.wall_ms = clock->base_ms + passed_ms;
        now.steady_ms = clock->base_ns / 1000000 + passed_ms;
    } else {
        now.wall_ms = read_clock_ns(CLOCK_REALTIME) / 1000000;
        now.steady_ms = now.mono_ns / 1000000;
    }
    return now;
}

bool clock_stepped(struct clock *clock, struct instant now) {
    int64_t apart_ms = now.wall_ms - now.steady_ms, off_ms = apart_ms - clock->apart_ms;
    bool stepped = clock->turned && (off_ms > CLOCK_STEP_MS || off_ms < -CLOCK_STEP_MS);
    if (stepped || !clock->turned)
        clock->apart_ms = apart_ms;
    clock->turned = true;
    return stepped;
}

struct instant clock_turn(struct clock *clock) {
    struct instant now = clock_sample(clock);
    now.stepped = clock_stepped(clock, now);
    return now;
}

static int64_t until_ns(const struct clock *clock, int64_t now_ms, int64_t due_ms) {
    if (due_ms <= now_ms)
        return 0;
    double ns = (double)(due_ms - now_ms) * 1e6 / clock->speed;
    return ns > HOUR_NS ? HOUR_NS : (int64_t)ns + MARGIN_NS;
}

int64_t clock_until_ns(const struct clock *clock, struct instant now, int64_t due_ms) {
    return until_ns(clock, now.wall_ms, due_ms);
}

int64_t clock_until_steady_ns(const struct clock *clock, struct instant now, int64_t due_ms) {
    return until_ns(clock, now.steady_ms, due_ms);
}
