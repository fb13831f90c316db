/* Times as feeds write them. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/compiler.h"
#include "core/zone.h"

/* RFC 3339 and the ISO 8601 around it: "2026-12-03T16:30:00+01:00", seconds and offset optional, a bare date
 * is its midnight; local times are of `zone`. Years 1970–2100. */
bool time_parse_iso(const char *text, const struct zone *zone, int64_t *utc_ms) MUST_CHECK;
/* RFC 5322 §3.3 with the old zone names: "Mon, 23 Nov 2026 09:00:00 +0100". The weekday is not believed. */
bool time_parse_mail(const char *text, int64_t *utc_ms) MUST_CHECK;
/* The local midnight that begins the day of `utc_ms`, `days` later. */
int64_t time_midnight(const struct zone *zone, int64_t utc_ms, int days);
