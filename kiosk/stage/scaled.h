/* Pictures as they were last scaled: a page of the guide shows the same logo and picture as the one before.
 * Used by one thread at a time. */
#pragma once

#include "core/draw/draw.h"
#include "core/draw/pixels.h"

enum { SCALED_ENTRIES = 16, SCALED_BYTES_MAX = 12 << 20, SCALED_ONE_MAX = 7 << 20 };

struct scaled;
struct scaled *scaled_create(void) MUST_CHECK; /* NULL: out of memory */
void scaled_destroy(struct scaled *scaled);    /* NULL is fine */
void scaled_clear(struct scaled *scaled);      /* other pictures from now on */
/* What is kept from now on is of the pages that everybody sees first, or of one that somebody chose. */
void scaled_common(struct scaled *scaled, bool common);
void scaled_forget(struct scaled *scaled); /* drops what is not common */

/* The picture of a DRAW_PICTURE item as it was scaled before, and where in the item's box it goes; NULL: not
 * kept. Stays until the next call. */
const struct pixels *scaled_find(struct scaled *scaled, const struct draw_item *item, struct box *at);
/* Makes room for a picture of `width` × `height` px before it is decoded, so that what goes and what comes
 * are never there together. False: it will not be kept. */
bool scaled_room(struct scaled *scaled, int width, int height) MUST_CHECK;
/* Keeps `pixels` (moved when kept); what is not common makes room first, then what was not used for
 * longest, but nothing common for something common. False: too large, no room, or `scaled` is NULL. */
bool scaled_keep(struct scaled *scaled, const struct draw_item *item, struct box at,
                 struct pixels *pixels) MUST_CHECK;
