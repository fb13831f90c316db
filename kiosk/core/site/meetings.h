/* The rooms of a house and what is in them when, as people wrote it: a slide of type "meetings". What that
 * means at a moment is answered by core/feed/meetings_today.h. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/text/localized.h"
#include "core/time/schedule.h"

enum { MEETING_ROOMS_MAX = 60, MEETING_NAMES_MAX = 8, MEETINGS_WRITTEN_MAX = 200 };

struct meeting_room {
    const char *id;
    struct localized name, floor; /* floor: count 0: not said */
    const char *const *calendar;  /* what calendars call it besides its names */
    size_t calendar_count;
    const char *house, *spot; /* of the guide: where its plan has it; NULL: not said */
    int line, column;
};
struct written_meeting {
    const struct meeting_room *room;
    struct localized title, host; /* host: count 0: not said; of a private one nothing is known */
    bool is_private;
    struct schedule schedule; /* has hours; each is a meeting of its own */
    int line, column;
};
