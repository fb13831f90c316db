/* Dates, times, durations and texts as iCalendar writes them (RFC 5545 §3.3), and as its exporters do. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"

/* What stands on a wall clock. */
struct ics_wall {
    int64_t day;    /* since 1970-01-01 */
    int32_t second; /* of the day */
    bool is_date, utc;
};

/* "20261201", "20261201T100000Z", also without seconds, in lower case, with a day's end as 240000, or with
 * the marks of ISO 8601; years 1–9999. A date with a Z is a date. `length` bytes; white space around is
 * allowed. */
bool ics_wall_parse(const char *text, size_t length, struct ics_wall *wall) MUST_CHECK;

/* Days are nominal (a day across a clock change may have 23 hours), the rest is exact; §3.3.6. */
struct ics_duration {
    int64_t days, seconds;
};
/* Not negative, at most 10 000 years. */
bool ics_duration_parse(const char *text, size_t length, struct ics_duration *duration) MUST_CHECK;

/* "+0100", "-05:30", "+013015" → seconds. */
bool ics_offset_parse(const char *text, int *seconds) MUST_CHECK;

/* The words of a TEXT value, `length` bytes: escapes undone, references like &amp; decoded, UTF-8; bytes that
 * are no UTF-8 are taken for windows-1252. With `markup`, HTML is dropped as well. malloc'd; NULL only when
 * out of memory. */
char *ics_text(const char *value, size_t length, bool markup) MUST_CHECK;
