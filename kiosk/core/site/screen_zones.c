#include "core/site/screen_zones.h"

#include <math.h>
#include <string.h>

#include "core/site/scale.h"

const struct screen_zone *zones_find(const struct screen_zone *zones, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(zones[i].name, name) == 0)
            return &zones[i];
    return NULL;
}

const struct screen_zone *zones_largest(const struct screen_zone *zones, size_t count, const bool *counts) {
    const struct screen_zone *best = NULL;
    for (size_t i = 0; i < count; i++)
        if ((!counts || counts[i]) && (!best || zones[i].w * zones[i].h > best->w * best->h))
            best = &zones[i];
    return best;
}

const struct screen_zone *zones_leading(const struct screen *screen, const struct screen_zone *zones,
                                        size_t count) {
    bool counts[SITE_ZONES_MAX];
    for (size_t i = 0; i < count; i++)
        counts[i] = zones[i].kind == ZONE_PLAYLIST && screen_content(screen, zones[i].name);
    return zones_largest(zones, count, counts);
}

bool zone_is_strip(const struct screen_zone *zone, int width, int height) {
    int left = (int)lround(zone->x * width), right = (int)lround((zone->x + zone->w) * width);
    int top = (int)lround(zone->y * height), bottom = (int)lround((zone->y + zone->h) * height);
    return scale_is_strip(right - left, bottom - top, height);
}
