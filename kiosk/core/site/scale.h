/* Type sizes of one zone, from millimetres: how large letters must be to be read from where people stand, and
 * how much room the zone has. Everything a scene sizes comes from here. */
#pragma once

#include <stdbool.h>

#include "core/site/site.h"

/* The rule that decides whether letters can be read at a distance (EN 301 549 V4 table 5.1): x-height at
 * least this share of it; fonts here have an x-height of this many em or more. */
#define SCALE_X_HEIGHT 0.00595
#define SCALE_X_HEIGHT_EM 0.53

/* px; em sizes unless said. A text starts at its max and shrinks to its min. */
struct scale {
    int width, height;      /* of the zone */
    int body_min, body_max; /* what must be read */
    int head_min, head_max; /* headline above other text */
    int display_max;        /* a few words alone on the slide */
    int small;              /* place, source, web address: for one who has come closer */
    int tiny;               /* credits and marks */
    int code;        /* side of a QR code's modules: a tenth of the distance, so that phones read it there */
    int margin, gap; /* space to the zone's edge; between blocks */
    bool low;        /* a strip: one line of text */
    bool narrow;     /* higher than wide: pictures stand above the words */
    bool columns;    /* room for several columns of text beside each other */
};

/* The smallest em at which lower-case letters subtend 0.341° at `distance_mm`. */
double scale_floor_px(double px_per_mm, double distance_mm);

/* Is a zone of width × height px on a picture of screen_height px a strip: so low and long that one thing
 * stands in it at a time? Scenes and the timeline ask the same. */
bool scale_is_strip(int width, int height, int screen_height);

/* The scale of a zone of width × height px on a picture of screen_width px. Where a zone has no room for the
 * floor (fewer than 13 em across or 10 em down, one line in a strip) the zone's size decides. */
struct scale scale_make(const struct screen *screen, int screen_width, int screen_height, int width,
                        int height);
