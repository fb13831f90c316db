/* Times as feeds write them. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/time/zone.h"

/* RFC 3339 and the ISO 8601 around it: "2026-12-03T16:30:00+01:00", seconds and offset optional, with spaces
 * or without punctuation too, a bare date is its midnight; local times are of `zone`. Years 1970–2100. */
bool time_parse_iso(const char *text, const struct zone *zone, int64_t *utc_ms) MUST_CHECK;
/* A date with its month in words, in English, Danish, Swedish, Norwegian or German, in any order that is not
 * ambiguous: RFC 5322 "Mon, 23 Nov 2026 09:00:00 +0100", RFC 850, asctime, "Nov 26, 2026 10:00 AM", "26.
 * november 2026 kl. 10.00". Without a zone English times are UTC, as RFC 5322 means it, all others of `zone`;
 * so is a bare date, which is its midnight. The weekday is not believed. False for whatever is not understood
 * to its end: a wrong date is worse than none. */
bool time_parse_words(const char *text, const struct zone *zone, int64_t *utc_ms) MUST_CHECK;
/* The local midnight that begins the day of `utc_ms`, `days` later. */
int64_t time_midnight(const struct zone *zone, int64_t utc_ms, int days);
