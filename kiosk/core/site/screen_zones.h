/* The zones of a picture: where they lie, which is the largest, which are strips. See also layout_zones. */
#pragma once

#include "core/site/site.h"

/* The zone of that name, or NULL. */
const struct screen_zone *zones_find(const struct screen_zone *zones, size_t count, const char *name);

/* The largest by area of those that count, the first of equals; `counts` (may be NULL: all do) has an entry
 * for each. NULL when none does. */
const struct screen_zone *zones_largest(const struct screen_zone *zones, size_t count, const bool *counts);
/* The zone that leads the picture: the largest of those with playlists of this screen. Its language is the
 * screen's, it stands still under a visitor's finger, and render --slide means it. NULL: there is none. */
const struct screen_zone *zones_leading(const struct screen *screen, const struct screen_zone *zones,
                                        size_t count);
/* Is the zone a strip (scale_is_strip) on a picture of width × height px? */
bool zone_is_strip(const struct screen_zone *zone, int width, int height);
