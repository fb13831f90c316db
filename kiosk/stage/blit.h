/* Rows of opaque pixels copied into memory, whole or mixed: what a software window's frame is made of. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "core/draw/draw.h"
#include "core/draw/pixels.h"

/* Memory to draw on; `stride` in px. */
struct blit_target {
    uint32_t *data;
    size_t stride;
    int width, height;
};

/* `source` with its upper left corner at (x, y), as much as is inside `clip` and the target. */
void blit_copy(const struct blit_target *target, const struct pixels *source, int x, int y, struct box clip);
/* The same with `part` (0–256) 256ths of `above` and the rest of `below`, which are of one size. */
void blit_mix(const struct blit_target *target, const struct pixels *below, const struct pixels *above,
              int part, int x, int y, struct box clip);
/* `source`, whose alpha is not premultiplied, over what is there, as much as is inside the target. */
void blit_blend(const struct blit_target *target, const struct pixels *source, int x, int y);
void blit_fill(const struct blit_target *target, struct box box, uint32_t colour);
