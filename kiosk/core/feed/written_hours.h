/* Opening hours that people wrote, of a house that no feed knows. Pure. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "core/feed/opening_week.h"
#include "core/time/schedule.h"

enum { WRITTEN_ROWS_MAX = 24, CLOSED_DAYS_MAX = 24 };

/* A day on which it is closed every year. */
struct yearly_day {
    int month, day;
};
struct written_row {
    struct schedule schedule; /* what stands in it without hours opens nothing */
    enum service service;
};
struct written_hours {
    const struct written_row *rows;
    size_t count;
    const struct yearly_day *closed;
    size_t closed_count;
};

/* Is `day`, local, one on which it is closed every year? */
bool written_closed(const struct written_hours *hours, int64_t day);
/* The week from `today` on; every day of it is known. Hours over midnight go on in the day after. */
void written_week(const struct written_hours *hours, int64_t today, struct opening_week *week);
