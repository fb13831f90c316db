/* Memory for whole pictures in huge pages where the system has them: a full-HD picture is then brought by 4
 * page faults instead of 2 025. */
#pragma once

#include "core/draw/pixels.h"

/* As pixels_alloc. */
bool large_pixels(struct pixels *pixels, int width, int height) MUST_CHECK;
