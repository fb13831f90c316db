/* first_sight.h's words as a picture: the built-in town hall above, the words below. Pure. */
#pragma once

#include "core/draw/draw.h"
#include "core/text/paragraph.h"
#include "player/first_sight.h"

/* `sight` is a struct first_sight; `width` × `height` px upright. For paint_request. False: out of memory. */
bool first_sight_draw(const void *sight, const struct measure *measure, int width, int height,
                      struct draw_list *list) MUST_CHECK;
