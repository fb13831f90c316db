/* Colours of CSS (CSS Color 4 §5–§7): names, #rgb to #rrggbbaa, rgb(), rgba(), hsl(), hsla(). */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/compiler.h"

/* `text` up to its end; white space around it does not count. 0xRRGGBB and 0–1. */
bool svg_colour(const char *text, uint32_t *rgb, double *alpha) MUST_CHECK;
