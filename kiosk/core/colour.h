/* Colours as people write them, and how well one is read on another. */
#pragma once

#include <stdbool.h>

#include "core/compiler.h"
#include "core/site.h"

/* "#RRGGBB", opaque. */
bool colour_parse(const char *text, struct colour *out) MUST_CHECK;

/* Contrast ratio 1–21 of two opaque colours (WCAG 2.1, "contrast ratio" and "relative luminance"). */
double colour_contrast(struct colour a, struct colour b);
