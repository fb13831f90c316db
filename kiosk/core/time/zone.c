#include "core/time/zone.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ucal.h>
#include <unicode/ustring.h>

#define SECOND_MS INT64_C(1000)

enum { ID_MAX = 64, TRANSITIONS_MAX = 2000 };

struct offset_change {
    int64_t at_ms; /* from this instant on … */
    int offset_s;  /* … local time is UTC plus this */
};

/* transitions[0] holds from the beginning of time. */
struct zone {
    size_t count;
    struct offset_change *transitions;
};

static int64_t floor_div(int64_t a, int64_t b) {
    return a / b - (a % b < 0);
}

int64_t civil_days(int year, int month, int day) {
    int64_t months = (int64_t)year * 12 + (month - 1);
    int64_t m = months - floor_div(months, 12) * 12; /* 0 = January */
    /* The year starts in March here, so that the leap day is its last. */
    int64_t y = floor_div(months, 12) - (m < 2);
    int64_t era = floor_div(y, 400);
    int64_t year_of_era = y - era * 400;
    int64_t day_of_year = (153 * (m + (m < 2 ? 10 : -2)) + 2) / 5;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468 + day - 1;
}

struct civil civil_from_days(int64_t days) {
    int64_t z = days + 719468;
    int64_t era = floor_div(z, 146097);
    int64_t doe = z - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153;
    int64_t month = mp < 10 ? mp + 3 : mp - 9;
    return (struct civil){
        .year = (int)(yoe + era * 400 + (month <= 2)),
        .month = (int)month,
        .day = (int)(doy - (153 * mp + 2) / 5 + 1),
        .weekday = (int)(days + 3 - floor_div(days + 3, 7) * 7) + 1,
    };
}

bool civil_valid_date(int year, int month, int day) {
    if (month < 1 || month > 12 || day < 1 || day > 31)
        return false;
    struct civil back = civil_from_days(civil_days(year, month, day));
    return back.year == year && back.month == month && back.day == day;
}

static bool known(const UChar *id) {
    UChar canonical[ID_MAX];
    UBool system = 0;
    UErrorCode status = U_ZERO_ERROR;
    ucal_getCanonicalTimeZoneID(id, -1, canonical, ID_MAX, &system, &status);
    return U_SUCCESS(status) && system;
}

static int offset_of(UCalendar *calendar, int64_t utc_ms, UErrorCode *status) {
    ucal_setMillis(calendar, (UDate)utc_ms, status);
    return (ucal_get(calendar, UCAL_ZONE_OFFSET, status) + ucal_get(calendar, UCAL_DST_OFFSET, status)) /
           1000;
}

/* Makes the table for 1900–2100. False when out of memory or ICU fails. */
static bool fill(struct zone *zone, UCalendar *calendar) {
    int64_t end_ms = civil_days(2101, 1, 1) * DAY_MS;
    UErrorCode status = U_ZERO_ERROR;
    int64_t begin_ms = civil_days(1900, 1, 1) * DAY_MS;
    zone->transitions[0] = (struct offset_change){INT64_MIN, offset_of(calendar, begin_ms, &status)};
    zone->count = 1;
    ucal_setMillis(calendar, (UDate)begin_ms, &status);
    UDate at = 0;
    while (zone->count < TRANSITIONS_MAX &&
           ucal_getTimeZoneTransitionDate(calendar, UCAL_TZ_TRANSITION_NEXT, &at, &status) &&
           U_SUCCESS(status) && (int64_t)at < end_ms) {
        int offset_s = offset_of(calendar, (int64_t)at, &status);
        if (offset_s != zone->transitions[zone->count - 1].offset_s)
            zone->transitions[zone->count++] = (struct offset_change){(int64_t)at, offset_s};
    }
    return U_SUCCESS(status);
}

struct zone *zone_create(const char *id) {
    UChar name[ID_MAX];
    UErrorCode status = U_ZERO_ERROR;
    u_strFromUTF8(name, ID_MAX, NULL, id, -1, &status);
    if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING || !known(name))
        return NULL;
    UCalendar *calendar = ucal_open(name, -1, "en", UCAL_GREGORIAN, &status);
    if (U_FAILURE(status))
        return NULL;
    struct zone *zone = calloc(1, sizeof *zone);
    if (zone)
        zone->transitions = calloc(TRANSITIONS_MAX, sizeof *zone->transitions);
    if (!zone || !zone->transitions || !fill(zone, calendar)) {
        zone_destroy(zone);
        zone = NULL;
    }
    ucal_close(calendar);
    if (!zone)
        return NULL;
    struct offset_change *tight = realloc(zone->transitions, zone->count * sizeof *tight);
    if (tight)
        zone->transitions = tight;
    return zone;
}

void zone_destroy(struct zone *zone) {
    if (!zone)
        return;
    free(zone->transitions);
    free(zone);
}

/* The row of the table that holds at an instant. */
static size_t row_at(const struct zone *zone, int64_t utc_ms) {
    size_t low = 0, high = zone->count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (zone->transitions[middle].at_ms <= utc_ms)
            low = middle;
        else
            high = middle;
    }
    return low;
}

int zone_offset_s(const struct zone *zone, int64_t utc_ms) {
    return zone->transitions[row_at(zone, utc_ms)].offset_s;
}

/* Seconds since 1970 on the wall. */
static int64_t wall_s(const struct zone *zone, int64_t utc_ms) {
    return floor_div(utc_ms, SECOND_MS) + zone_offset_s(zone, utc_ms);
}

struct civil zone_local(const struct zone *zone, int64_t utc_ms) {
    int64_t local_s = wall_s(zone, utc_ms);
    int64_t days = floor_div(local_s, DAY_S);
    int of_day = (int)(local_s - days * DAY_S);
    struct civil local = civil_from_days(days);
    local.hour = of_day / 3600;
    local.minute = of_day / 60 % 60;
    local.second = of_day % 60;
    return local;
}

static int64_t instant(const struct zone *zone, int64_t wall_ms) {
    size_t before = row_at(zone, wall_ms - DAY_MS);
    int before_s = zone->transitions[before].offset_s;
    int64_t by_before = wall_ms - before_s * SECOND_MS;
    if (before + 1 == zone->count || zone->transitions[before + 1].at_ms > wall_ms + DAY_MS)
        return by_before; /* no change is near */
    int after_s = zone_offset_s(zone, wall_ms + DAY_MS);
    int64_t by_after = wall_ms - after_s * SECOND_MS;
    /* The offset from before the change comes first: it gives the first of two occurrences. */
    if (zone_offset_s(zone, by_before) == before_s)
        return by_before;
    if (zone_offset_s(zone, by_after) == after_s)
        return by_after;
    return by_before; /* in the gap: as far behind the change as it would have been */
}

int64_t zone_utc(const struct zone *zone, struct civil local) {
    return instant(zone, (civil_days(local.year, local.month, local.day) * DAY_S +
                          (int64_t)local.hour * 3600 + (int64_t)local.minute * 60 + local.second) *
                             SECOND_MS);
}

int64_t zone_day_minute(const struct zone *zone, int64_t day, int minute) {
    return instant(zone, (day * DAY_S + (int64_t)minute * 60) * SECOND_MS);
}

int32_t zone_day(const struct zone *zone, int64_t utc_ms) {
    return (int32_t)floor_div(wall_s(zone, utc_ms), DAY_S);
}

int64_t zone_day_start(const struct zone *zone, int64_t day) {
    return zone_day_minute(zone, day, 0);
}
