/* Fonts: finds the theme's and the fallback families in Debian's font packages and in the site, measures and
 * renders runs with SDL_ttf. One thread at a time. */
#pragma once

#include "core/site/site.h"
#include "core/text/paragraph.h"

struct fonts;

/* `theme` may be NULL (the default families). `file` opens a site's own font by name and returns a path,
 * malloc'd, or NULL. Missing families are reported with the Debian package that has them. NULL only when no
 * font at all is found. */
struct fonts *fonts_create(const struct theme *theme, char *(*file)(void *context, const char *name),
                           void *context, struct report *report) MUST_CHECK;
void fonts_destroy(struct fonts *fonts);
struct measure fonts_measure(struct fonts *fonts);

struct SDL_Surface;
/* One run, a DRAW_TEXT, as an alpha mask tinted in its colour, or as pictures in their own (ARGB8888, caller
 * frees); *ascent: its rows above the baseline. Its left edge is the pen. NULL for an empty run. */
struct SDL_Surface *fonts_render(struct fonts *fonts, const struct draw_item *run, int *ascent);
