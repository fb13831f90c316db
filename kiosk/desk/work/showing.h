/* Is a slide shown now, later, or no more? As the schedule says; that another one of higher priority is in
 * its way is not looked at. Pure. */
#pragma once

#include "core/site/site.h"

enum showing_state {
    SHOWING_ON,
    SHOWING_COMING,
    SHOWING_OVER,
    SHOWING_ALWAYS, /* nothing limits it */
    SHOWING_UNUSED  /* no screen shows its playlist, or it cannot be read */
};
const char *showing_name(enum showing_state state); /* "on" */

struct showing {
    enum showing_state state;
    int64_t from_ms;  /* COMING: when it begins; else 0 */
    int64_t until_ms; /* ON: when it ends next; 0: not within a year */
};
struct showing showing_at(const struct site *site, const struct playlist *playlist, const struct slide *slide,
                          int64_t now_ms);
