/* The numbers in an SVG's attributes, written again so that every reader takes them for the same. */
#pragma once

#include <stdbool.h>
#include <stdio.h>

#include "core/base/compiler.h"

/* Each writes what `text` says to `out` and returns false when it is not understood to its end. */
bool svg_path(const char *text, FILE *out) MUST_CHECK;   /* path data; arc flags get spaces (SVG 2 §9.3) */
bool svg_points(const char *text, FILE *out) MUST_CHECK; /* pairs, for polygons */
bool svg_transform(const char *text,
                   FILE *out) MUST_CHECK; /* matrix, translate, scale, rotate, skewX, skewY */
bool svg_length(const char *text,
                FILE *out) MUST_CHECK; /* a number and px, pt, pc, mm, cm, in, em, ex or % */
/* The length of the number at `text` (SVG 2 §9.3.9), 0 when there is none. */
size_t svg_number(const char *text);
