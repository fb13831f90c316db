/* Codes that say where they were scanned: on hosts that the site names, "?src=" with the screen and what it
 * showed, the same for everybody. Those servers count; the screen learns nothing. What is printed beside a
 * code stays short. */
#pragma once

#include <stddef.h>

#include "core/site/site.h"

enum { COUNTED_BYTES = 2200 };
/* What a code stands in. */
enum counted_in { COUNTED_IN_GUIDE /* src=SCREEN.PAGE */, COUNTED_IN_SLIDE /* src=SCREEN~SLIDE */ };

/* `url` with its "src" (in the place of one it has), where its host is below one of site->visitors.counted;
 * else, or without room, `url` itself. */
const char *counted_address(const struct site *site, const struct screen *screen, enum counted_in in,
                            const char *shown, const char *url, char out[COUNTED_BYTES]);
