/* The picture compiled into the program: the last rung of the safety ladder. No disk, no fonts, no clock. */
#pragma once

#include "core/draw/draw.h"
#include "core/draw/pixels.h"

/* A calm evening over a town hall, `width` × `height` px, opaque. The caller finishes it. */
bool builtin_paint(int width, int height, struct pixels *out) MUST_CHECK;
/* The same into `box` of a list. */
void builtin_draw(struct draw_list *list, struct box box);
