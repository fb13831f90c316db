#include "core/time/schedule.h"

#include "core/time/calendar.h"

enum { MINUTES_A_DAY = 1440, DAYS_AHEAD_MAX = 400, DAY_LAST = 47847 /* the first of 2101 */ };

static bool in_ranges(const struct day_range *ranges, size_t count, int64_t day) {
    for (size_t i = 0; i < count; i++)
        if (day >= ranges[i].from_day && day < ranges[i].to_day)
            return true;
    return false;
}

static bool holiday_counts(enum holiday_rule rule, int64_t day) {
    switch (rule) {
    case HOLIDAYS_ONLY:
        return calendar_public_holiday(day);
    case HOLIDAYS_NEVER:
        return !calendar_public_holiday(day);
    case HOLIDAYS_CLOSED:
        return calendar_days(day) != 0;
    case HOLIDAYS_OPEN:
        return calendar_days(day) == 0;
    case HOLIDAYS_ANY:
        break;
    }
    return true;
}

/* Is this a day on which windows may start? */
static bool day_counts(const struct schedule *schedule, int64_t day) {
    int weekday = (int)(((day + 3) % 7 + 7) % 7); /* 1970-01-01 was a Thursday; 0 is Monday */
    if (schedule->weekdays && !(schedule->weekdays >> weekday & 1))
        return false;
    if (!holiday_counts(schedule->holidays, day))
        return false;
    if (schedule->named_days && !(calendar_days(day) & schedule->named_days))
        return false;
    if (schedule->date_count > 0 && !in_ranges(schedule->dates, schedule->date_count, day))
        return false;
    return !in_ranges(schedule->except, schedule->except_count, day);
}

bool schedule_on_day(const struct schedule *schedule, int64_t day) {
    const struct civil *from = &schedule->from, *to = &schedule->to;
    if (schedule->has_from && day < civil_days(from->year, from->month, from->day))
        return false;
    if (schedule->has_to && day >= civil_days(to->year, to->month, to->day) + (to->hour || to->minute))
        return false;
    return day_counts(schedule, day);
}

/* The window `index` that starts on `day`; without hours, the day itself. */
static void window(const struct schedule *schedule, const struct zone *zone, int64_t day, size_t index,
                   int64_t *from_ms, int64_t *to_ms) {
    int from = 0, to = MINUTES_A_DAY;
    if (schedule->hours_count > 0) {
        from = schedule->hours[index].from_min;
        to = schedule->hours[index].to_min;
        if (to <= from)
            to += MINUTES_A_DAY;
    }
    *from_ms = zone_day_minute(zone, day, from);
    *to_ms = zone_day_minute(zone, day, to);
}

static size_t window_count(const struct schedule *schedule) {
    return schedule->hours_count > 0 ? schedule->hours_count : 1;
}

static bool by_day(const struct schedule *schedule) {
    return schedule->weekdays || schedule->holidays != HOLIDAYS_ANY || schedule->named_days ||
           schedule->hours_count || schedule->date_count || schedule->except_count;
}

bool schedule_active(const struct schedule *schedule, const struct zone *zone, int64_t now_ms) {
    if (schedule->has_from && now_ms < zone_utc(zone, schedule->from))
        return false;
    if (schedule->has_to && now_ms >= zone_utc(zone, schedule->to))
        return false;
    if (!by_day(schedule))
        return true;
    int64_t today = zone_day(zone, now_ms);
    for (int64_t day = today - 1; day <= today; day++) { /* yesterday's window may reach over midnight */
        if (!day_counts(schedule, day))
            continue;
        for (size_t i = 0; i < window_count(schedule); i++) {
            int64_t from_ms, to_ms;
            window(schedule, zone, day, i, &from_ms, &to_ms);
            if (now_ms >= from_ms && now_ms < to_ms)
                return true;
        }
    }
    return false;
}

static int64_t earlier(int64_t edge_ms, int64_t now_ms, int64_t until_ms) {
    return edge_ms > now_ms && edge_ms < until_ms ? edge_ms : until_ms;
}

bool schedule_is_free(const struct schedule *schedule) {
    return !schedule->has_from && !schedule->has_to && !schedule->weekdays &&
           schedule->holidays == HOLIDAYS_ANY && !schedule->named_days && schedule->hours_count == 0 &&
           schedule->date_count == 0 && schedule->except_count == 0;
}

int64_t schedule_next_edge(const struct schedule *schedule, const struct zone *zone, int64_t now_ms,
                           int64_t until_ms) {
    if (schedule->has_from)
        until_ms = earlier(zone_utc(zone, schedule->from), now_ms, until_ms);
    if (schedule->has_to)
        until_ms = earlier(zone_utc(zone, schedule->to), now_ms, until_ms);
    if (!by_day(schedule))
        return until_ms;
    int64_t today = zone_day(zone, now_ms);
    for (int64_t day = today - 1; day <= today + DAYS_AHEAD_MAX; day++) {
        int64_t start_ms = zone_day_minute(zone, day, 0);
        if (start_ms >= until_ms)
            break;
        until_ms = earlier(start_ms, now_ms, until_ms);
        for (size_t i = 0; i < window_count(schedule); i++) {
            int64_t from_ms, to_ms;
            window(schedule, zone, day, i, &from_ms, &to_ms);
            until_ms = earlier(from_ms, now_ms, until_ms);
            until_ms = earlier(to_ms, now_ms, until_ms);
        }
    }
    return until_ms;
}

/* The instants between which it may be on, and the days on which its windows may start: no closer than
 * needed. */
struct span {
    int64_t from_ms, to_ms;
    int64_t first_day, last_day;
};

static struct span span_of(const struct schedule *schedule, const struct zone *zone) {
    struct span span = {INT64_MIN, INT64_MAX, 0, DAY_LAST};
    if (schedule->date_count > 0) {
        span.first_day = DAY_LAST;
        span.last_day = 0;
    }
    for (size_t i = 0; i < schedule->date_count; i++) {
        const struct day_range *dates = &schedule->dates[i];
        span.first_day = dates->from_day < span.first_day ? dates->from_day : span.first_day;
        span.last_day = dates->to_day - 1 > span.last_day ? dates->to_day - 1 : span.last_day;
    }
    if (schedule->date_count > 0) {
        span.from_ms = zone_day_minute(zone, span.first_day, 0);
        span.to_ms = zone_day_minute(zone, span.last_day + 2, 0); /* a window may reach over midnight */
    }
    if (schedule->has_from && zone_utc(zone, schedule->from) > span.from_ms) {
        span.from_ms = zone_utc(zone, schedule->from);
        int64_t day = zone_day(zone, span.from_ms) - 1;
        span.first_day = day > span.first_day ? day : span.first_day;
    }
    if (schedule->has_to && zone_utc(zone, schedule->to) < span.to_ms) {
        span.to_ms = zone_utc(zone, schedule->to);
        int64_t day = zone_day(zone, span.to_ms);
        span.last_day = day < span.last_day ? day : span.last_day;
    }
    return span;
}

static bool ever(const struct schedule *schedule, const struct zone *zone) {
    struct span span = span_of(schedule, zone);
    if (span.from_ms >= span.to_ms)
        return false;
    if (!by_day(schedule))
        return true;
    for (int64_t day = span.first_day; day <= span.last_day; day++) {
        if (!day_counts(schedule, day))
            continue;
        for (size_t i = 0; i < window_count(schedule); i++) {
            int64_t from_ms, to_ms;
            window(schedule, zone, day, i, &from_ms, &to_ms);
            from_ms = from_ms > span.from_ms ? from_ms : span.from_ms;
            to_ms = to_ms < span.to_ms ? to_ms : span.to_ms;
            if (from_ms < to_ms)
                return true;
        }
    }
    return false;
}

enum schedule_never schedule_never(const struct schedule *schedule, const struct zone *zone) {
    if (ever(schedule, zone))
        return NEVER_NOT;
    if (schedule->has_from && schedule->has_to &&
        zone_utc(zone, schedule->from) >= zone_utc(zone, schedule->to))
        return NEVER_ORDER;
    for (enum schedule_never why = NEVER_WEEKDAYS; why < NEVER_TOGETHER; why++) {
        struct schedule without = *schedule;
        without.weekdays = why == NEVER_WEEKDAYS ? 0 : without.weekdays;
        without.holidays = why == NEVER_HOLIDAYS ? HOLIDAYS_ANY : without.holidays;
        without.named_days = why == NEVER_NAMED_DAYS ? 0 : without.named_days;
        without.hours_count = why == NEVER_HOURS ? 0 : without.hours_count;
        without.date_count = why == NEVER_DATES ? 0 : without.date_count;
        without.except_count = why == NEVER_EXCEPT ? 0 : without.except_count;
        if (ever(&without, zone))
            return why;
    }
    return NEVER_TOGETHER;
}

bool schedule_may_meet(const struct schedule *a, const struct schedule *b, const struct zone *zone) {
    struct span one = span_of(a, zone), other = span_of(b, zone);
    return one.from_ms < other.to_ms && other.from_ms < one.to_ms;
}
