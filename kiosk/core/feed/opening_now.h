/* Whether a house is open, and when that changes: "Open now · closes at 18:00". Pure. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/feed/opening_week.h"
#include "core/site/scene_words.h"

enum opening_state {
    OPENING_NOT_KNOWN, /* nothing may be said */
    OPENING_OPEN,
    OPENING_CLOSED
};
/* Where a house is open without staff, too: when there are people. */
enum opening_staff { STAFF_NOT_SAID, STAFF_UNTIL, STAFF_FROM, STAFF_NONE };

struct opening_now {
    enum opening_state state;
    bool changes; /* it is known when it closes or opens next */
    int64_t day;  /* that day, since 1970 */
    int at_min;   /* local minutes; 1440 when it closes at midnight */
    enum opening_staff staff;
    int staff_min; /* of today; may be 1440 */
};

/* At `minute` (0–1439) of the week's first day. Services that the site does not know ("telephone hours") open
 * no door: where nothing else is known of today, nothing is said. */
struct opening_now opening_now(const struct opening_week *week, int minute);

/* The sentence; "" when nothing may be said. `today` is the week's first day. Cut at `size`, for which
 * OPENING_WORDS_MAX is enough. */
enum { OPENING_WORDS_MAX = 600 };
void opening_now_words(const struct words *words, const struct opening_now *now, int64_t today,
                       const char *language, char *out, size_t size);
