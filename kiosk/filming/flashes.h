/* How often a film flashes (WCAG 2.2, 2.3.1): a flash is a pair of opposing changes of relative luminance by
 * at least 0.1, the darker one below 0.8; more than three within a second, on a quarter of the picture, can
 * start a seizure. Red flashes are not told apart. Pure. */
#pragma once

#include <stddef.h>
#include <stdint.h>

enum {
    FLASHES_CELLS = 8, /* a side: the picture is looked at in so many by so many */
    FLASHES_FRAME = FLASHES_CELLS * FLASHES_CELLS, /* bytes of a frame: the grey of each cell, 0–255 */
    FLASHES_MAX = 3,                               /* within a second */
};
struct flashes {
    int most;      /* within a second, on a quarter of the picture */
    int64_t frame; /* the first of that second */
};
/* `frames` frames of FLASHES_FRAME bytes, fps_num / fps_den a second. */
struct flashes flashes_count(const uint8_t *greys, int64_t frames, int fps_num, int fps_den);
