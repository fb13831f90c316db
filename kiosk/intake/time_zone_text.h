/* Parts of reading times, for time_text and time_words alone. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/time/zone.h"

/* A date and time of 1970–2100 that exists; 24:00 is one. */
bool time_valid(const struct civil *at);
int64_t time_instant(const struct civil *at, int offset_s);
/* All of `text`: "Z", "+1", "+01", "+100", "+0100", "+01:00", "GMT", "GMT+0100", "CET", "+0100 (CET)". */
bool time_zone_parse(const char *text, int *offset_s) MUST_CHECK;
