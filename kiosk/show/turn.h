/* Rotation: between the picture as a viewer sees it (upright) and the panel it is drawn on. */
#pragma once

#include "core/draw/draw.h"

/* Panel size → size of the upright picture, and back (the same swap). `degrees` is 0, 90, 180 or 270, the
 * angle the picture is turned clockwise on the panel. */
void turn_size(int degrees, int panel_width, int panel_height, int *width, int *height);

/* Where a box of the upright picture (`width` × `height` px) lies on the panel. */
struct box turn_box(struct box upright, int width, int height, int degrees);

/* A touch at panel coordinates 0–1 → upright coordinates 0–1, clamped. */
void turn_touch(double panel_x, double panel_y, int degrees, double *x, double *y);

/* The upright box of fractions x, y, w, h (0–1) of a `width` × `height` picture in whole px; neighbours share
 * an edge. */
struct box turn_fraction(double x, double y, double w, double h, int width, int height);
