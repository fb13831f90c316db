/* An SVG's size, and whether it is one we render: self-contained, without scripts. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/compiler.h"
#include "core/fail.h"

enum { SVG_BYTES_MAX = 4 << 20 };

/* The ratio comes from width and height, else from the viewBox. */
bool picture_svg_check(const char *bytes, size_t size, double *width, double *height,
                       struct fail *fail) MUST_CHECK;
