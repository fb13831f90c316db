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
/* The Debian package that would bring a font for a character no installed one has; NULL when none is known.
 */
const char *fonts_package(uint32_t code_point);

struct SDL_Surface;
/* One run as an alpha mask tinted `colour` (ARGB8888, caller frees); *x_offset, *ascent place it: its left
 * edge relative to the pen, and the rows above the baseline. NULL for an empty run. */
struct SDL_Surface *fonts_render(struct fonts *fonts, int face, int px, uint32_t script, bool rtl,
                                 struct colour colour, const char *text, int *x_offset, int *ascent);
