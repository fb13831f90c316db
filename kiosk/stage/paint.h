/* Executes a draw list on a CPU surface: the same pixels on every machine, with or without a GPU. */
#pragma once

#include <stdbool.h>

#include "core/draw/draw.h"
#include "core/draw/pixels.h"
#include "show/painter.h"
#include "stage/fonts.h"
#include "stage/scaled.h"

struct paint_tools {
    struct fonts *fonts;
    const struct paint_source *pictures; /* NULL: there are none */
    struct scaled *scaled;               /* keeps what was scaled; NULL: nothing is kept */
    bool ahead;                          /* a picture that will not be kept is not decoded */
};

/* Paints into `target` (width × height; whatever is in it is covered, with black where the list leaves room;
 * its memory may be exchanged for that of a picture of its size). Pictures that cannot be loaded are left out
 * and counted in *missing (may be NULL). */
void paint(const struct draw_list *list, const struct paint_tools *tools, struct pixels *target,
           int *missing);
/* A job into new pixels, or none when it is done ahead. False: out of memory. */
bool paint_turned(const struct paint_job *job, const struct paint_tools *tools, struct pixels *out,
                  int *missing) MUST_CHECK;
/* Turns `source` clockwise by 0, 90, 180 or 270 degrees into `out`. */
bool paint_rotate(const struct pixels *source, int degrees, struct pixels *out) MUST_CHECK;
