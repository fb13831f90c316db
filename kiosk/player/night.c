#include "player/night.h"

#include <stdio.h>
#include <string.h>

#include "core/time/instant.h"

bool night_parse(const char *text, struct hours_window *hours) {
    char from[6], to[6];
    int from_min, to_min, used = 0;
    if (sscanf(text, "%5[0-9:]-%5[0-9:]%n", from, to, &used) != 2 || text[used] ||
        !minutes_parse(from, &from_min) || !minutes_parse(to, &to_min) || from_min == 1440 ||
        from_min == to_min)
        return false;
    *hours = (struct hours_window){(int16_t)from_min, (int16_t)to_min};
    return true;
}

bool night_scheduled(const struct night *night, const struct zone *zone, int64_t now_ms) {
    const struct schedule schedule = {.hours = &night->hours, .hours_count = 1};
    return night->hours.from_min != night->hours.to_min && schedule_active(&schedule, zone, now_ms);
}

void night_light(struct night *night, int64_t steady_ms) {
    night->lit_until_ms = steady_ms + NIGHT_LIT_S * 1000;
}

static enum night_phase next(const struct night *night, const struct night_facts *facts) {
    bool wanted = facts->scheduled && facts->steady_ms >= night->lit_until_ms;
    switch (night->phase) {
    case NIGHT_LIT:
        return wanted && !facts->busy ? NIGHT_DARK : NIGHT_LIT;
    case NIGHT_DARK:
        return wanted ? NIGHT_DARK : NIGHT_WAKING;
    case NIGHT_WAKING:
        break;
    }
    return facts->ready || facts->steady_ms - night->waking_ms >= NIGHT_WAKES_MS ? NIGHT_LIT : NIGHT_WAKING;
}

bool night_turn(struct night *night, const struct night_facts *facts) {
    enum night_phase before = night->phase;
    night->phase = next(night, facts);
    if (night->phase == NIGHT_WAKING && before == NIGHT_DARK)
        night->waking_ms = facts->steady_ms;
    return night->phase != before;
}
