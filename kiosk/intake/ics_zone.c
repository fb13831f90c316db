#include "intake/ics_zone.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unicode/ucal.h>
#include <unicode/ustring.h>

#include "intake/ics_observance.h"

enum { NAME_MAX_ = 200 };

struct ics_zone {
    char *name;
    uint32_t calendar; /* whose VTIMEZONE this is, or ANY */
    struct zone *known;
    struct ics_observances own;
    bool is_utc, is_local;
};

static const uint32_t ANY = UINT32_MAX;

/* "Romance Standard Time" → the IANA name, preferring Denmark's (CLDR windowsZones). */
static struct zone *windows_zone(const char *name) {
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

/* "/softwarestudio.org/Tzfile/Europe/Berlin" ends in a name ICU may know: an area and a place. */
static struct zone *prefixed_zone(const char *name) {
    const char *at = strchr(name, '/');
    struct zone *zone = NULL;
    for (; at && !zone; at = strchr(at + 1, '/'))
        if (strchr(at + 1, '/') || strcasecmp(at + 1, "UTC") == 0 || strcasecmp(at + 1, "GMT") == 0)
            zone = zone_create(at + 1);
    return zone;
}

static struct zone *known_zone(const char *name) {
    struct zone *zone = *name ? zone_create(name) : NULL;
    zone = zone ? zone : windows_zone(name);
    return zone ? zone : prefixed_zone(name);
}

/* The VTIMEZONE `name` of a calendar, else of another one in the same file; SIZE_MAX: none. */
static size_t block(const struct ics_file *file, const char *name, uint32_t calendar) {
    size_t found = SIZE_MAX;
    for (size_t i = 0; i < file->component_count; i++) {
        const struct ics_component *at = &file->components[i];
        const struct ics_property *id = at->kind == ICS_ZONE ? ics_first(file, at, ICS_TZID) : NULL;
        if (!id || strcmp(id->value, name) != 0)
            continue;
        if (at->parent == calendar)
            return i;
        found = found == SIZE_MAX ? i : found;
    }
    return found;
}

static void fill(struct ics_zones *zones, struct ics_zone *zone, uint32_t calendar) {
    const struct ics_file *file = zones->file;
    zone->calendar = ANY;
    zone->is_utc = strcasecmp(zone->name, "tzone://Microsoft/Utc") == 0;
    if (zone->is_utc || (zone->known = known_zone(zone->name)))
        return;
    size_t at = block(file, zone->name, calendar);
    if (at != SIZE_MAX) {
        const struct ics_property *place = ics_first(file, &file->components[at], ICS_ZONE_LOCATION);
        zone->calendar = calendar;
        zone->known = place ? known_zone(place->value) : NULL;
        if (zone->known || ics_observances_init(&zone->own, file, at, zones->looked_at))
            return;
    }
    zone->is_local = true;
}

static struct ics_zone *zone_new(struct ics_zones *zones, const char *name, uint32_t calendar) {
    struct ics_zone **items = realloc(zones->items, (zones->count + 1) * sizeof(struct ics_zone *));
    if (!items)
        return NULL;
    zones->items = items;
    struct ics_zone *zone = calloc(1, sizeof(*zone));
    if (!zone || !(zone->name = strdup(name))) {
        free(zone);
        return NULL;
    }
    fill(zones, zone, calendar);
    zones->last = zones->count;
    return zones->items[zones->count++] = zone;
}

static bool is(const struct ics_zone *zone, const char *name, uint32_t calendar) {
    return (zone->calendar == ANY || zone->calendar == calendar) && strcmp(zone->name, name) == 0;
}

const struct ics_zone *ics_zone_find(struct ics_zones *zones, const char *name, uint32_t calendar) {
    size_t i = zones->last;
    if (i >= zones->count || !is(zones->items[i], name, calendar))
        for (i = 0; i < zones->count && !is(zones->items[i], name, calendar);)
            i++;
    if (i < zones->count)
        zones->last = i;
    struct ics_zone *zone = i < zones->count               ? zones->items[i]
                            : zones->count < ICS_ZONES_MAX ? zone_new(zones, name, calendar)
                                                           : NULL;
    return zone && !zone->is_local ? zone : NULL;
}

void ics_zones_finish(struct ics_zones *zones) {
    for (size_t i = 0; i < zones->count; i++) {
        free(zones->items[i]->name);
        zone_destroy(zones->items[i]->known);
        ics_observances_finish(&zones->items[i]->own);
        free(zones->items[i]);
    }
    free(zones->items);
    zones->items = NULL;
    zones->count = 0;
}

int64_t ics_zone_utc_ms(const struct ics_zones *zones, const struct ics_zone *zone, struct ics_wall wall) {
    int64_t wall_s = wall.day * DAY_S + wall.second;
    if (!wall.is_date && (wall.utc || (zone && zone->is_utc)))
        return wall_s * 1000;
    if (!wall.is_date && zone && !zone->known)
        return (wall_s - ics_observances_offset(&zone->own, wall_s)) * 1000;
    struct civil civil = civil_from_days(wall.day);
    civil.hour = wall.second / 3600;
    civil.minute = wall.second / 60 % 60;
    civil.second = wall.second % 60;
    return zone_utc(zone && !wall.is_date ? zone->known : zones->local, civil);
}

bool ics_time_read(struct ics_zones *zones, const struct ics_property *property, uint32_t calendar,
                   const char *text, size_t length, struct ics_time *time) {
    struct ics_time read = {0};
    char name[NAME_MAX_], kind[16];
    if (!ics_wall_parse(text, length, &read.wall))
        return false;
    if (!read.wall.is_date && read.wall.second == 0 && ics_parameter(property, "VALUE", kind, sizeof(kind)) &&
        strcasecmp(kind, "DATE") == 0)
        read.wall.is_date = true; /* said to be a date, and nothing against it */
    if (read.wall.is_date)
        read.wall.utc = false;
    else if (!read.wall.utc && ics_parameter(property, "TZID", name, sizeof(name)))
        read.zone = ics_zone_find(zones, name, calendar);
    read.utc_ms = ics_zone_utc_ms(zones, read.zone, read.wall);
    *time = read;
    return true;
}

struct ics_wall ics_time_local(const struct ics_zones *zones, int64_t utc_ms) {
    struct civil civil = zone_local(zones->local, utc_ms);
    return (struct ics_wall){.day = civil_days(civil.year, civil.month, civil.day),
                             .second = (civil.hour * 60 + civil.minute) * 60 + civil.second};
}
