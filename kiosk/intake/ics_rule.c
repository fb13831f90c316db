#include "intake/ics.h"

/* A date that comes in no year makes libical search to the year 2582; times of day inside a rule multiply the
 * work. Neither is needed for events. */
static bool allowed(const struct icalrecurrencetype *rule) {
    static const int longest[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (rule->freq < ICAL_DAILY_RECURRENCE || rule->freq > ICAL_YEARLY_RECURRENCE || rule->interval < 1 ||
        rule->count < 0 || rule->by_second[0] != ICAL_RECURRENCE_ARRAY_MAX ||
        rule->by_minute[0] != ICAL_RECURRENCE_ARRAY_MAX || rule->by_hour[0] != ICAL_RECURRENCE_ARRAY_MAX)
        return false;
    if (rule->by_month[0] == ICAL_RECURRENCE_ARRAY_MAX || rule->by_month_day[0] == ICAL_RECURRENCE_ARRAY_MAX)
        return true;
    for (int m = 0; rule->by_month[m] != ICAL_RECURRENCE_ARRAY_MAX; m++)
        for (int d = 0; rule->by_month_day[d] != ICAL_RECURRENCE_ARRAY_MAX; d++) {
            int month = rule->by_month[m], day = rule->by_month_day[d];
            if (month >= 1 && month <= 12 && (day < 0 ? -day : day) <= longest[month - 1])
                return true;
        }
    return false;
}

/* UNTIL in UTC is compared as an instant, a date as the end of that day (RFC 5545 §3.3.10). */
static bool past_until(const struct icalrecurrencetype *rule, const struct ics_time *at) {
    icaltimetype until = rule->until;
    if (icaltime_is_null_time(until))
        return false;
    int64_t days = civil_days(until.year, until.month, until.day);
    if (until.is_date || at->is_date)
        return at->days > days;
    int64_t wall_s = days * 86400 + until.hour * 3600 + until.minute * 60 + until.second;
    if (icaltime_is_utc(until))
        return at->utc_ms > wall_s * 1000;
    return at->days * 86400 + at->wall.hour * 3600 + at->wall.minute * 60 + at->wall.second > wall_s;
}

bool ics_rule_walk(struct icalrecurrencetype rule, const struct ics_rule_walk *walk) {
    if (!allowed(&rule))
        return false;
    struct icalrecurrencetype open = rule;
    open.until = icaltime_null_time();
    icaltimetype start = walk->start.wall;
    start.zone = NULL;
    start.is_date = 0; /* a wall clock without a zone: days are never skipped or doubled */
    icalrecur_iterator *iterator = icalrecur_iterator_new(open, start);
    if (!iterator)
        return false;
    bool ok = true;
    size_t steps = 0, instances = 0;
    for (;;) {
        icaltimetype next = icalrecur_iterator_next(iterator);
        struct ics_time at;
        if (icaltime_is_null_time(next) || !ics_time_at(walk->zones, &walk->start, next, &at))
            break;
        if (++*walk->steps > ICS_STEPS_MAX || ++steps > ICS_RULE_STEPS_MAX) {
            ok = false;
            break;
        }
        if (at.utc_ms >= walk->to_ms || past_until(&rule, &at))
            break;
        /* a day more, because daylight saving moves the ends of days */
        if (at.utc_ms + walk->length_ms + DAY_MS < walk->from_ms)
            continue;
        if (++instances > ICS_INSTANCES_MAX || !(ok = walk->each(walk->context, &at)))
            break;
    }
    icalrecur_iterator_free(iterator);
    return ok;
}
