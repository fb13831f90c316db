#include "player/clock.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define HOUR_NS 3600000000000LL

static int64_t read_clock_ns(clockid_t id) {
    struct timespec now;
    clock_gettime(id, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

struct clock clock_system(void) {
    return (struct clock){.speed = 1};
}

struct clock clock_at(int64_t at_ms, double speed) {
    return (struct clock){true, at_ms, read_clock_ns(CLOCK_MONOTONIC), speed};
}

struct instant clock_sample(const struct clock *clock) {
    struct instant now = {.mono_ns = read_clock_ns(CLOCK_MONOTONIC)};
    if (clock->virtual_)
        now.wall_ms = clock->base_ms + (int64_t)((double)(now.mono_ns - clock->base_ns) * clock->speed / 1e6);
    else
        now.wall_ms = read_clock_ns(CLOCK_REALTIME) / 1000000;
    return now;
}

int64_t clock_until_ns(const struct clock *clock, struct instant now, int64_t due_ms) {
    if (due_ms <= now.wall_ms)
        return 0;
    double ns = (double)(due_ms - now.wall_ms) * 1e6 / clock->speed;
    return ns > HOUR_NS ? HOUR_NS : (int64_t)ns + 1;
}

bool clock_parse(const char *text, const struct zone *zone, int64_t *ret_ms) {
    struct civil at = {0};
    int used = 0;
    if (sscanf(text, "%4d-%2d-%2d%n", &at.year, &at.month, &at.day, &used) != 3 || used != 10 ||
        !civil_valid_date(at.year, at.month, at.day))
        return false;
    const char *rest = text + used;
    if (*rest == 'T' || *rest == ' ') {
        used = 0;
        if (sscanf(rest + 1, "%2d:%2d%n", &at.hour, &at.minute, &used) != 2 || used != 5)
            return false;
        rest += 1 + used;
        if (*rest == ':' && (sscanf(rest + 1, "%2d%n", &at.second, &used) != 1 || used != 2))
            return false;
        rest += *rest == ':' ? 3 : 0;
    }
    if (at.hour < 0 || at.hour > 23 || at.minute < 0 || at.minute > 59 || at.second < 0 || at.second > 59)
        return false;
    int64_t utc_s =
        civil_days(at.year, at.month, at.day) * 86400 + at.hour * 3600 + at.minute * 60 + at.second;
    char sign = *rest;
    int hours, minutes;
    if (!sign)
        *ret_ms = zone_utc(zone, at);
    else if (strcmp(rest, "Z") == 0)
        *ret_ms = utc_s * 1000;
    else if ((sign == '+' || sign == '-') && sscanf(rest + 1, "%2d:%2d%n", &hours, &minutes, &used) == 2 &&
             used == 5 && rest[6] == '\0' && hours < 24 && minutes < 60)
        *ret_ms = (utc_s - (sign == '+' ? 1 : -1) * (hours * 3600 + minutes * 60)) * 1000;
    else
        return false;
    return true;
}
