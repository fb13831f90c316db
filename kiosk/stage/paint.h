/* Executes a draw list on a CPU surface: the same pixels on every machine, with or without a GPU. */
#pragma once

#include <stdbool.h>

#include "core/draw/draw.h"
#include "core/draw/pixels.h"
#include "stage/fonts.h"
#include "stage/scaled.h"

/* Where pictures come from: the .pic of an asset, as it is in its file, malloc'd; false when there is none.
 */
struct paint_source {
    void *context;
    bool (*read)(void *context, const char *asset, char **bytes, size_t *size);
    struct scaled *scaled; /* keeps what was scaled; NULL: nothing is kept */
};

/* Paints into `target` (width × height; whatever is in it is covered, with black where the list leaves room;
 * its memory may be exchanged for that of a picture of its size). Pictures that cannot be loaded are left out
 * and counted in *missing (may be NULL). */
void paint(const struct draw_list *list, struct fonts *fonts, const struct paint_source *source,
           struct pixels *target, int *missing);
/* The same into new pixels of width × height, turned clockwise by 0, 90, 180 or 270 degrees. False: out of
 * memory. */
bool paint_turned(const struct draw_list *list, struct fonts *fonts, const struct paint_source *source,
                  int width, int height, int degrees, struct pixels *out, int *missing) MUST_CHECK;
/* Turns `source` clockwise by 0, 90, 180 or 270 degrees into `out`. */
bool paint_rotate(const struct pixels *source, int degrees, struct pixels *out) MUST_CHECK;
bool paint_save_png(const struct pixels *pixels, const char *path, struct fail *fail) MUST_CHECK;
