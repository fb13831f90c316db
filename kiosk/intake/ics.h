/* The parts of the iCalendar parser (RFC 5545). libical reads the properties; what it may be asked to compute
 * is bounded here, because some rules of a hundred bytes keep it busy for minutes. */
#pragma once

#include <libical/ical.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/compiler.h"
#include "intake/feed_write.h"
#include "intake/intake.h"

enum {
    ICS_EVENTS_MAX = 20000,
    ICS_ZONES_MAX = 32,
    ICS_INSTANCES_MAX = 500, /* of one rule, inside the window */
    ICS_STEPS_MAX = 400000,  /* of all rules together */
    ICS_RULE_STEPS_MAX = 60000,
};

/* Exactly one complete VCALENDAR, every BEGIN with its END, to the last byte. */
bool ics_whole(const char *text, struct fail *fail) MUST_CHECK;

/* The zones a calendar names, found once each. */
struct ics_zones {
    struct {
        const char *name;
        const struct zone *zone; /* NULL: `own` */
        icaltimezone *own;       /* made from the calendar's VTIMEZONE */
    } items[ICS_ZONES_MAX];
    size_t count;
    icalcomponent *calendar;
    const struct zone *local; /* of floating times */
};
void ics_zones_finish(struct ics_zones *zones);

/* A time as written. `days` since 1970 of its wall clock; `utc_ms` of a date is its local midnight. */
struct ics_time {
    icaltimetype wall;
    const char *zone_name; /* TZID, or NULL: UTC or floating */
    int64_t days, utc_ms;
    bool is_date;
};
/* False when the year is out of 1970–2100. */
bool ics_time_read(struct ics_zones *zones, icalproperty *property, icaltimetype wall,
                   struct ics_time *time) MUST_CHECK;
/* The same wall clock and zone on another date and time. */
bool ics_time_at(struct ics_zones *zones, const struct ics_time *like, icaltimetype wall,
                 struct ics_time *time) MUST_CHECK;

/* Calls `each` for every start of `rule` that begins before `to_ms` and whose end may reach `from_ms`. False
 * when the rule is not allowed (more often than daily) or over the budget. */
struct ics_rule_walk {
    struct ics_zones *zones;
    struct ics_time start;
    int64_t length_ms, from_ms, to_ms;
    size_t *steps; /* used up so far */
    bool (*each)(void *context, const struct ics_time *start);
    void *context;
};
bool ics_rule_walk(struct icalrecurrencetype rule, const struct ics_rule_walk *walk) MUST_CHECK;
