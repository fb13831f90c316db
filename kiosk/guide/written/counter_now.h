/* Which languages are spoken at a counter now, and when others are. Pure. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/feed/opening_now.h"
#include "guide/written/guide.h"

enum { COUNTER_NEXT_MAX = 8, COUNTER_DAYS_AHEAD = 14 };

struct counter_now {
    struct opening_now opening; /* of its house; OPENING_NOT_KNOWN: not said */
    bool staffed;               /* somebody may be there: the house is not known to be without staff */
    const char *languages[GUIDE_LANGUAGES_MAX]; /* tags of those spoken now; none while it is closed */
    size_t language_count;
    struct counter_next {
        const char *language; /* one that is not spoken now */
        int64_t day;          /* since 1970, local */
        int from_min, to_min; /* to_min may be 1440 */
    } next[COUNTER_NEXT_MAX]; /* the soonest first, each language once, within COUNTER_DAYS_AHEAD */
    size_t next_count;
};

/* `feeds` may be NULL. Where the house's hours are not known, those of the counter alone decide. */
void counter_now(const struct guide_counter *counter, const struct site *site, const struct feeds *feeds,
                 int64_t now_ms, struct counter_now *out);
