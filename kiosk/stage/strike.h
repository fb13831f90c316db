/* Fonts that hold pictures in one size (CBDT: emoji), shown in another. */
#pragma once

struct SDL_Surface;

/* A length of the font, whose em is `em` px, at an em of `px`; em 0: the font knows all sizes itself. */
int strike_px(int length, int em, int px);
/* `drawn` (ARGB8888, may be NULL) at another size, and *ascent with it; `drawn` is freed. NULL when it is too
 * small to be seen, or memory runs out. */
struct SDL_Surface *strike_scaled(struct SDL_Surface *drawn, int em, int px, int *ascent);
