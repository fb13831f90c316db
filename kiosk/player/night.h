/* When a panel is dark: at the hours that its settings name, unless somebody is there or something must be
 * seen. Pure. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/time/schedule.h"

enum {
    NIGHT_LIT_S = 120,    /* for whoever touched it, and for what is new */
    NIGHT_WAKES_MS = 3000 /* what was due meanwhile is waited for no longer before it is lit */
};

enum night_phase {
    NIGHT_LIT,
    NIGHT_DARK,
    NIGHT_WAKING /* still dark: what is to be seen is being painted */
};
struct night {
    struct hours_window hours; /* dark; from = to: never */
    enum night_phase phase;
    int64_t lit_until_ms, waking_ms; /* steady */
};
struct night_facts {
    int64_t steady_ms;
    bool scheduled; /* night_scheduled, and the clock can be believed */
    bool busy;      /* somebody is here, or something moves: it does not go dark now */
    bool ready;     /* what the clock wants to be seen is there */
};

/* "22:00-06:30", also over midnight. False: it is not written like that, or is no time at all. */
bool night_parse(const char *text, struct hours_window *hours) MUST_CHECK;
bool night_scheduled(const struct night *night, const struct zone *zone, int64_t now_ms);
/* It is lit, or stays so, for NIGHT_LIT_S from `steady_ms` on. */
void night_light(struct night *night, int64_t steady_ms);
/* One turn; true when the phase has changed. */
bool night_turn(struct night *night, const struct night_facts *facts);
