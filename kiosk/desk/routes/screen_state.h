/* How a device is, in words for staff, and what to do about it. Pure. */
#pragma once

#include "desk/data/publications.h"
#include "desk/data/screen_status.h"
#include "desk/http/language.h"
#include "desk/routes/devices.h"

struct screen_state {
    const char *name;                           /* "ok", "wait", "warn" or "unknown" */
    int rank;                                   /* how much it wants somebody: 0 least */
    const char *words[LOCALES], *todo[LOCALES]; /* todo NULL: nothing */
};
struct screen_facts {
    const struct screen_status *status; /* NULL: it has not reported yet */
    const struct device_said *said;     /* NULL: not since the desk began */
    const struct publication *published;
    bool absent;                 /* what is published has no such screen */
    int64_t enrolled_ms, now_ms; /* UTC of the desk; when it was let in */
};
/* NULL: there is no device. */
const struct screen_state *screen_state_of(const struct screen_facts *facts);
