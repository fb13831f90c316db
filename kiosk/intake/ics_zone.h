/* The time zones a calendar names: what ICU knows (IANA, Windows, names with a maker's prefix), else the
 * calendar's own VTIMEZONE, else the site's zone. Nothing is opened. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/time/zone.h"
#include "intake/ics_lines.h"
#include "intake/ics_value.h"

enum { ICS_ZONES_MAX = 1000 };

struct ics_zone;

struct ics_zones {
    const struct ics_file *file;
    const struct zone *local; /* of floating times */
    struct ics_zone **items;  /* owned; a pointer to one holds until finish */
    size_t count, last;
    size_t *looked_at; /* days, for ics_recur */
};
void ics_zones_finish(struct ics_zones *zones);

/* The zone `name` in the VCALENDAR `calendar`; NULL when nobody knows it: then it is the site's. */
const struct ics_zone *ics_zone_find(struct ics_zones *zones, const char *name, uint32_t calendar);

/* A time as written, and when that is. */
struct ics_time {
    struct ics_wall wall;
    const struct ics_zone *zone; /* NULL: the site's, or UTC */
    int64_t utc_ms;              /* of a date: its midnight at the site */
};
int64_t ics_zone_utc_ms(const struct ics_zones *zones, const struct ics_zone *zone, struct ics_wall wall);

/* `length` bytes of a value of `property`, which stands in `calendar`. */
bool ics_time_read(struct ics_zones *zones, const struct ics_property *property, uint32_t calendar,
                   const char *text, size_t length, struct ics_time *time) MUST_CHECK;
/* The wall clock of the site at that instant. */
struct ics_wall ics_time_local(const struct ics_zones *zones, int64_t utc_ms);
