/* One picture of a zone, ready to be shown: a texture, or, in a window without a renderer, its very pixels.
 * Main thread only. */
#pragma once

#include <stdbool.h>

#include "core/draw/pixels.h"
#include "stage/window.h"

struct SDL_Texture;

struct sheet {
    struct SDL_Texture *texture; /* of a renderer's; kept for the next picture of this size */
    struct pixels pixels; /* without a renderer: the picture; with one: what is still to be taken over */
    int uploaded;         /* rows */
    bool ready;
};

/* Takes `pixels` (moved: emptied), of w × h px. Without a renderer the sheet is ready at once. False: no
 * memory. */
bool sheet_take(struct sheet *sheet, const struct window *window, struct pixels *pixels) MUST_CHECK;
/* Takes up to `rows` rows to the renderer; true while some are left. */
bool sheet_upload(struct sheet *sheet, int rows);
/* Puts the part `piece` (px of the sheet) of `source`, whose upper left corner is at (x, y) of the sheet,
 * over what is there. The sheet is ready, and `piece` lies inside of both. */
void sheet_paste(struct sheet *sheet, const struct pixels *source, int x, int y, struct box piece);
/* Its picture is dropped; a renderer's texture is kept for the next one. */
void sheet_drop(struct sheet *sheet);
void sheet_finish(struct sheet *sheet);

/* Draws the sheet with its upper left corner at (x, y), as much as is inside `clip` (px of the panel). */
bool sheet_draw(const struct sheet *sheet, const struct window *window, int x, int y, struct box clip);
/* Draws `part` (0–1) of `above` over the rest of `below`. */
bool sheet_draw_mixed(const struct sheet *below, const struct sheet *above, const struct window *window,
                      double part, struct box at);
