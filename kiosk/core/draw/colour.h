/* Colours as people write them, and how well one is read on another. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/compiler.h"

struct colour {
    uint8_t r, g, b, a; /* straight alpha, sRGB */
};

/* Contrast that is asked for: of text over its ground (WCAG 2.1 SC 1.4.3), and where a page promises more
 * than the rule (SC 1.4.6). */
#define CONTRAST_TEXT 4.5
#define CONTRAST_ENHANCED 7.0

/* "#RRGGBB", opaque. */
bool colour_parse(const char *text, struct colour *out) MUST_CHECK;

/* Contrast ratio 1–21 of two opaque colours (WCAG 2.1, "contrast ratio" and "relative luminance"). */
double colour_contrast(struct colour a, struct colour b);
