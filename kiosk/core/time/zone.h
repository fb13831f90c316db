/* Local time: a time zone as a table of its transitions, made once from ICU's data, then pure look-ups.
 * Safe to share between threads. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/compiler.h"

#define DAY_S INT64_C(86400)
#define DAY_MS INT64_C(86400000) /* a day without a change of clocks */

/* A date and time of day on a wall clock. month 1–12, day 1–31, hour 0–23; weekday 1 = Monday … 7 = Sunday
 * (ISO 8601), filled by look-ups and ignored on input. */
struct civil {
    int year, month, day;
    int hour, minute, second;
    int weekday;
};

struct zone;

/* The zone `id` (IANA name, "Europe/Copenhagen"), for 1900–2100; before, as on the first of those days. NULL
 * when ICU does not know the name. Caller owns it. */
struct zone *zone_create(const char *id) MUST_CHECK;
void zone_destroy(struct zone *zone);

/* Instants are UTC milliseconds since 1970 throughout the product. */
struct civil zone_local(const struct zone *zone, int64_t utc_ms);
int zone_offset_s(const struct zone *zone, int64_t utc_ms);

/* The instant of a wall-clock time. A time that DST skips is moved forward by the gap (02:30 → 03:30); a time
 * that occurs twice is its first occurrence. RFC 5545 §3.3.5. Out-of-range fields are normalised (day 32 →
 * next month). */
int64_t zone_utc(const struct zone *zone, struct civil local);

/* The local day of an instant, in days since 1970-01-01, and the instant at which a local day begins. */
int32_t zone_day(const struct zone *zone, int64_t utc_ms);
int64_t zone_day_start(const struct zone *zone, int64_t day);
/* zone_utc of so many minutes after the midnight with which that day begins on the wall; 1440 and more: the
 * days behind it. */
int64_t zone_day_minute(const struct zone *zone, int64_t day, int minute);

/* Days since 1970-01-01 of a civil date, and back (proleptic Gregorian). */
int64_t civil_days(int year, int month, int day);
struct civil civil_from_days(int64_t days);
bool civil_valid_date(int year, int month, int day);
