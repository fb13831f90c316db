/* What to show → draw list, for one zone. Pure: (site, screen, slide, feeds, now, size) → items. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/draw/draw.h"
#include "core/feed/feed.h"
#include "core/feed/opening_week.h"
#include "core/site/site.h"
#include "core/text/paragraph.h"

struct scene_request {
    const struct site *site;
    const struct screen *screen;
    const struct screen_zone *zone;
    const struct slide
        *slide; /* NULL in a ZONE_HEADER; NULL elsewhere: the calm empty picture with the site's name */
    const char *language;
    int item; /* see struct timeline_entry */
    const struct feeds *feeds;
    struct house_weeks houses;
    int64_t now_ms;
    int64_t position_ms; /* since the slide came on: now_ms − start_ms of its timeline_entry */
    bool clock_wrong;    /* it is known to be later than that: nothing is said of what day or time it is */
    int width, height;   /* px of the zone */
    int screen_width,
        screen_height; /* px of the whole picture as a viewer sees it; sets the type scale with width_mm */
    const struct measure *measure;
    void *picture_context;
    /* Size in px of an asset; false when there is none that can be shown. */
    bool (*picture_size)(void *context, const char *asset, int *width, int *height);
    bool translations_checked; /* missing ones are known already: do not report them */
};

/* Fills `list` (initialised, empty). `report` (may be NULL) gets what does not fit, misses a translation or a
 * picture, with the slide's file and line: the same checks `kioskctl check` makes. False: out of memory or
 * overflow. */
bool scene_build(const struct scene_request *request, struct draw_list *list,
                 struct report *report) MUST_CHECK;

/* The first instant after now_ms at which the same request could draw something else (the header's clock:
 * next minute; an event list: when the next event ends or midnight); INT64_MAX when never. */
int64_t scene_next_change(const struct scene_request *request);
