/* When something is shown: dates, weekdays, daily hours, holidays, exceptions. Windows are half-open [from,
 * to), in the site's local time. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/time/zone.h"

/* Of public holidays, and of all days by which offices close (calendar_days). */
enum holiday_rule { HOLIDAYS_ANY, HOLIDAYS_ONLY, HOLIDAYS_NEVER, HOLIDAYS_CLOSED, HOLIDAYS_OPEN };

/* Minutes since local midnight. to_min <= from_min: over midnight, belonging to the day it starts on. */
struct hours_window {
    int16_t from_min, to_min;
};
/* Days since 1970, half-open: one single day is {d, d + 1}. */
struct day_range {
    int32_t from_day, to_day;
};

struct schedule {
    bool has_from, has_to;
    struct civil from, to; /* local date and time */
    uint8_t weekdays;      /* bit 0 Monday … bit 6 Sunday; 0: every day */
    enum holiday_rule holidays;
    uint32_t named_days;              /* only on these (1u << enum calendar_day); 0: any day */
    const struct hours_window *hours; /* count 0: all day */
    size_t hours_count;
    const struct day_range *dates; /* only on these days; count 0: any day */
    size_t date_count;
    const struct day_range *except; /* never on these days */
    size_t except_count;
};

/* Is it shown at `now_ms`? All conditions must hold. A schedule of zeroes is always on. Weekday, holiday,
 * dates and exceptions are those of the day the window started on. DST: a window edge in the missing hour
 * moves forward by the gap, one in the doubled hour is its first occurrence (see zone_utc). */
bool schedule_active(const struct schedule *schedule, const struct zone *zone, int64_t now_ms);

/* Is it one of zeroes, which nothing limits? */
bool schedule_is_free(const struct schedule *schedule);

/* The first instant after `now_ms` and not after `until_ms` at which the answer may change, else `until_ms`.
 */
int64_t schedule_next_edge(const struct schedule *schedule, const struct zone *zone, int64_t now_ms,
                           int64_t until_ms);

/* May windows start on the local day `day`, by date, weekday, holidays and exceptions? `from` and `to` count
 * with their dates; a `to` at midnight ends with the day before. */
bool schedule_on_day(const struct schedule *schedule, int64_t day);

/* Why a schedule is never on, at no time: the one condition without which it would be. */
enum schedule_never {
    NEVER_NOT,   /* it is on at some time */
    NEVER_ORDER, /* it ends before it begins */
    NEVER_WEEKDAYS,
    NEVER_HOLIDAYS,
    NEVER_NAMED_DAYS,
    NEVER_HOURS,
    NEVER_EXCEPT,
    NEVER_DATES,
    NEVER_TOGETHER /* no single one: all of them together */
};
enum schedule_never schedule_never(const struct schedule *schedule, const struct zone *zone);
/* False when one is over before the other can begin: what has both is never shown. */
bool schedule_may_meet(const struct schedule *a, const struct schedule *b, const struct zone *zone);
