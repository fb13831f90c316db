/* What is pressed: a calm tint over a thing to touch and a line inside its edge, laid over the painted frame.
 * Nothing below is painted anew for it. */
#pragma once

#include "stage/window.h"

struct mark {
    struct box box;       /* px of the panel */
    int radius, line;     /* px: of its corners, and how thick the line is */
    struct colour colour; /* of what is written on the thing: so the line has at least its contrast, 4.5:1 */
};

/* Between window_begin and window_present, over what lies below. False: no memory, or the renderer failed. */
bool mark_draw(const struct mark *mark, const struct window *window) MUST_CHECK;
