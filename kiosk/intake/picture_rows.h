/* Takes a picture row by row, as decoders give it, and makes it upright and as small as wanted on the way, so
 * that a large one is never whole in memory. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/draw/pixels.h"

struct picture_rows {
    struct pixels *out;
    int orientation;   /* EXIF 1–8 */
    int width, height; /* of `out` before it is made upright */
    int source_width, source_height;
    int row, done;      /* rows taken, and given */
    float *sums, *line; /* of the row being made and of one source row: B,G,R times A, and A */
    uint32_t all;
};

/* `out` becomes width × height px, or height × width where the orientation turns it; 0 × 0 is left when out
 * of memory. */
bool picture_rows_init(struct picture_rows *rows, int width, int height, int orientation,
                       struct pixels *out) MUST_CHECK;
/* How large the rows are that come now; each side at least as large as what is made of it. */
bool picture_rows_begin(struct picture_rows *rows, int source_width, int source_height) MUST_CHECK;
/* The next row, 0xAARRGGBB. */
void picture_rows_put(struct picture_rows *rows, const uint32_t *row);
/* True when all rows came. */
bool picture_rows_finish(struct picture_rows *rows);
