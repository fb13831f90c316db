#include <stdlib.h>
#include <string.h>
#include <unicode/ucal.h>
#include <unicode/ustring.h>

#include "intake/ics.h"

/* "Romance Standard Time" → the IANA name, preferring Denmark's (CLDR windowsZones). */
static const struct zone *windows_zone(const char *name) {
    UChar windows[64], id[64];
    char iana[64];
    UErrorCode status = U_ZERO_ERROR;
    int32_t length = 0;
    u_strFromUTF8(windows, 64, &length, name, -1, &status);
    length = ucal_getTimeZoneIDForWindowsID(windows, length, "DK", id, 64, &status);
    if (U_FAILURE(status) || length == 0)
        return NULL;
    u_strToUTF8(iana, sizeof(iana), NULL, id, length, &status);
    return U_SUCCESS(status) ? zone_create(iana) : NULL;
}

/* "/softwarestudio.org/Tzfile/Europe/Berlin" ends in a name ICU may know. */
static const struct zone *prefixed_zone(const char *name) {
    const char *last = strrchr(name, '/');
    if (*name != '/' || !last)
        return NULL;
    while (last > name && last[-1] != '/')
        last--;
    return zone_create(last);
}

static icalcomponent *vtimezone(icalcomponent *calendar, const char *name) {
    icalcomponent *found = icalcomponent_get_first_component(calendar, ICAL_VTIMEZONE_COMPONENT);
    for (; found; found = icalcomponent_get_next_component(calendar, ICAL_VTIMEZONE_COMPONENT)) {
        icalproperty *id = icalcomponent_get_first_property(found, ICAL_TZID_PROPERTY);
        const char *text = id ? icalproperty_get_tzid(id) : NULL;
        if (text && strcmp(text, name) == 0)
            return found;
    }
    return NULL;
}

/* Only rules like the real ones ("last Sunday in March") are handed to libical. */
static bool harmless(icalcomponent *zone) {
    int parts = 0;
    icalcomponent *part = icalcomponent_get_first_component(zone, ICAL_ANY_COMPONENT);
    for (; part; part = icalcomponent_get_next_component(zone, ICAL_ANY_COMPONENT)) {
        icalproperty *at = icalcomponent_get_first_property(part, ICAL_RRULE_PROPERTY);
        if (++parts > 64 || icalcomponent_count_properties(part, ICAL_RRULE_PROPERTY) > 1)
            return false;
        if (!at)
            continue;
        struct icalrecurrencetype rule = icalproperty_get_rrule(at);
        if (rule.freq != ICAL_YEARLY_RECURRENCE || rule.interval != 1 ||
            rule.by_second[0] != ICAL_RECURRENCE_ARRAY_MAX ||
            rule.by_minute[0] != ICAL_RECURRENCE_ARRAY_MAX || rule.by_hour[0] != ICAL_RECURRENCE_ARRAY_MAX ||
            rule.by_week_no[0] != ICAL_RECURRENCE_ARRAY_MAX ||
            rule.by_year_day[0] != ICAL_RECURRENCE_ARRAY_MAX ||
            rule.by_month_day[0] != ICAL_RECURRENCE_ARRAY_MAX ||
            rule.by_month[0] == ICAL_RECURRENCE_ARRAY_MAX)
            return false;
    }
    return parts > 0;
}

static size_t zone_find(struct ics_zones *zones, const char *name) {
    for (size_t i = 0; i < zones->count; i++)
        if (strcmp(zones->items[i].name, name) == 0)
            return i;
    if (zones->count == ICS_ZONES_MAX)
        return SIZE_MAX;
    const struct zone *zone = zone_create(name);
    zone = zone ? zone : windows_zone(name);
    zone = zone ? zone : prefixed_zone(name);
    icalcomponent *own = zone ? NULL : vtimezone(zones->calendar, name);
    icalproperty *at = own ? icalcomponent_get_first_property(own, ICAL_X_PROPERTY) : NULL;
    for (; at && !zone; at = icalcomponent_get_next_property(own, ICAL_X_PROPERTY))
        if (icalproperty_get_x_name(at) && strcmp(icalproperty_get_x_name(at), "X-LIC-LOCATION") == 0 &&
            icalproperty_get_x(at))
            zone = zone_create(icalproperty_get_x(at));
    icaltimezone *made = NULL;
    if (!zone && own && harmless(own) && (made = icaltimezone_new())) {
        icalcomponent *copy = icalcomponent_new_clone(own);
        if (!icaltimezone_set_component(made, copy)) {
            icaltimezone_free(made, 1);
            made = NULL;
        }
    }
    zones->items[zones->count].name = name;
    zones->items[zones->count].zone = zone;
    zones->items[zones->count].own = made;
    return zones->count++;
}

void ics_zones_finish(struct ics_zones *zones) {
    for (size_t i = 0; i < zones->count; i++) {
        zone_destroy((struct zone *)zones->items[i].zone);
        if (zones->items[i].own)
            icaltimezone_free(zones->items[i].own, 1);
    }
    zones->count = 0;
}

static int64_t to_utc(struct ics_zones *zones, const char *name, icaltimetype wall) {
    struct civil local = {wall.year, wall.month, wall.day, wall.hour, wall.minute, wall.second, 0};
    int64_t as_utc =
        ((civil_days(wall.year, wall.month, wall.day) * 24 + wall.hour) * 60 + wall.minute) * 60 +
        wall.second;
    if (!wall.is_date && icaltime_is_utc(wall))
        return as_utc * 1000;
    size_t i = !wall.is_date && name ? zone_find(zones, name) : SIZE_MAX;
    if (i != SIZE_MAX && zones->items[i].zone)
        return zone_utc(zones->items[i].zone, local);
    if (i != SIZE_MAX && zones->items[i].own) {
        icaltimetype floating = wall;
        floating.zone = NULL;
        return (as_utc - icaltimezone_get_utc_offset(zones->items[i].own, &floating, NULL)) * 1000;
    }
    return zone_utc(zones->local, local); /* floating, or a zone nobody knows */
}

static bool fill(struct ics_zones *zones, const char *name, icaltimetype wall, struct ics_time *time) {
    if (icaltime_is_null_time(wall) || wall.year < 1970 || wall.year > 2100 ||
        !civil_valid_date(wall.year, wall.month, wall.day) || wall.hour < 0 || wall.hour > 23 ||
        wall.minute < 0 || wall.minute > 59 || wall.second < 0 || wall.second > 60)
        return false;
    if (wall.is_date)
        wall.hour = wall.minute = wall.second = 0;
    *time = (struct ics_time){.wall = wall,
                              .zone_name = name,
                              .days = civil_days(wall.year, wall.month, wall.day),
                              .utc_ms = to_utc(zones, name, wall),
                              .is_date = wall.is_date};
    return true;
}

bool ics_time_read(struct ics_zones *zones, icalproperty *property, icaltimetype wall,
                   struct ics_time *time) {
    icalparameter *parameter = icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER);
    return fill(zones, parameter ? icalparameter_get_tzid(parameter) : NULL, wall, time);
}

bool ics_time_at(struct ics_zones *zones, const struct ics_time *like, icaltimetype wall,
                 struct ics_time *time) {
    wall.is_date = like->is_date;
    wall.zone = like->wall.zone;
    return fill(zones, like->zone_name, wall, time);
}
