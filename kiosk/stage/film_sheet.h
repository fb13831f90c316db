/* Frames of a film on the panel: turned into the window's pixels on the CPU, or given to the renderer as they
 * are. Main thread only. */
#pragma once

#include <stdbool.h>

#include "show/film_place.h"
#include "stage/film_client.h"
#include "stage/window.h"

struct SDL_Texture;

/* Zero-initialise; finish frees. For the films of one zone, one after the other. */
struct film_sheet {
    struct SDL_Texture *texture; /* of a renderer's: planes of the film's size, or pixels of the box's */
    int width, height;           /* of the texture, px */
    bool planes;
    uint8_t *bytes; /* planes on their way */
    size_t size;
};

/* The frame as it is seen in `place`, scaled, cut and turned, into `target` with its upper left corner at
 * (x, y): opaque. It lies inside the target. False: no memory. */
bool film_sheet_paint(struct film_sheet *sheet, const struct film_frame *frame,
                      const struct film_place *place, const struct blit_target *target, int x,
                      int y) MUST_CHECK;
/* The same onto the window (between window_begin and window_present), at (x, y) of the panel. `fresh`: it is
 * another frame than the last one drawn. False: no memory, or the renderer failed. */
bool film_sheet_draw(struct film_sheet *sheet, const struct film_frame *frame, const struct film_place *place,
                     const struct window *window, int x, int y, bool fresh) MUST_CHECK;
void film_sheet_finish(struct film_sheet *sheet);
