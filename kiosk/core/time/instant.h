/* Dates and times as people write them: the profile of ISO 8601 that the site files and the command line use.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/time/zone.h"

/* "2026-12-01", "2026-12-01T08:00" or "2026-12-01T08:00:30" with real dates of 1970–2100; *has_time tells
 * them apart (may be NULL: then a time is refused). */
bool civil_parse(const char *text, struct civil *out, bool *has_time) MUST_CHECK;

/* "08:00" → minutes since midnight; "24:00" is 1440. */
bool minutes_parse(const char *text, int *minutes) MUST_CHECK;

/* The same with an optional fraction of the second, in ms at the finest ("2026-12-01T08:00:30.04"), and an
 * optional "Z" or "+01:00"; local to `zone` when it has none. A bare date is its midnight. Result in UTC ms.
 */
bool instant_parse(const char *text, const struct zone *zone, int64_t *utc_ms) MUST_CHECK;

/* "2026-12-01T08:00:00+01:00"; returns `out` (at least 32 bytes). */
const char *instant_format(int64_t utc_ms, const struct zone *zone, char *out, size_t size);
