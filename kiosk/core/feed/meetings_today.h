/* The meetings of a house on one day: what is written on a slide and what its calendars have, in the order in
 * which they begin. A slide and the guide say the same. Pure. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/feed/feed.h"
#include "core/site/site.h"

enum { MEETINGS_TODAY_MAX = 100 };

enum meeting_stage {
    MEETING_NOW,
    MEETING_NEXT, /* of those still to come the first, and all that begin with it */
    MEETING_LATER
};
struct meeting {
    int64_t start_ms, end_ms;              /* UTC; equal: nobody knows when it ends */
    const struct written_meeting *written; /* NULL: out of a calendar */
    const struct event *event;             /* NULL: written */
    const struct meeting_room *room;       /* NULL: the calendar's own place, which the site does not know */
    enum meeting_stage stage;
};

/* Those of the local day of `now_ms` that are not over, at most MEETINGS_TODAY_MAX; returns how many. Of a
 * calendar only what is meant for this screen. `feeds` may be NULL. */
size_t meetings_today(const struct slide_meetings *shown, const struct zone *zone,
                      const struct screen *screen, const struct feeds *feeds, int64_t now_ms,
                      struct meeting out[MEETINGS_TODAY_MAX]);
/* The first instant after `now_ms` and not after `until_ms`, which lies on the same local day or ends it, at
 * which that may change, else `until_ms`. */
int64_t meetings_next_edge(const struct slide_meetings *shown, const struct zone *zone,
                           const struct screen *screen, const struct feeds *feeds, int64_t now_ms,
                           int64_t until_ms);
/* The room that a calendar means by `place`, "Town Hall; room 2": it, or a part of it between commas or
 * semicolons, is one of the room's names, with a–z in any case. NULL: none.
 */
const struct meeting_room *meetings_room(const struct slide_meetings *shown, const char *place);
bool meeting_cancelled(const struct meeting *meeting);
