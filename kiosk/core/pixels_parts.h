/* Shared by the parts of pixels. Not for others. */
#pragma once

#include "core/pixels.h"

void pixels_force_opaque(struct pixels *pixels); /* A = 255 everywhere */
