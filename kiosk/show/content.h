/* Content, for all that paints it or looks into it: a site from a folder or from a generation in the store,
 * its feeds and its display-ready pictures. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/feed/feed.h"
#include "core/site/site.h"
#include "guide/written/guide.h"
#include "show/frame.h"
#include "show/painter.h"
#include "store/store.h"

struct content;
struct ready_maker;
struct skips;

/* A folder with a site. Pictures are made display-ready by kiosk-intake on first use and kept in `cache`
 * (NULL: $XDG_CACHE_HOME/kiosk). `feeds` (may be NULL) is a folder with normalised feeds, <feed id> each, as
 * in the store. */
struct content *content_from_folder(const char *folder, const char *cache, const char *feeds, int panel_width,
                                    int panel_height, struct report *report) MUST_CHECK;
struct content_folder {
    const char *folder, *feeds; /* as above */
    int panel_width, panel_height;
};
/* The same with pictures that somebody else makes ready: for whoever may start no program. What `maker`
 * (copied) leads to must outlive the content. */
struct content *content_from_maker(const struct content_folder *from, const struct ready_maker *maker,
                                   struct report *report) MUST_CHECK;
enum content_fault {
    CONTENT_DAMAGED,   /* here, or as it was written */
    CONTENT_NO_MEMORY, /* says nothing about the content */
};
/* Generation `id` of the store, its signature checked, and whole: no file is missing, every playlist and the
 * guide can be read. `damaged`: also with holes, as long as there is a site. NULL: `*fault` says of what
 * kind, `report` why. */
struct content *content_from_store(struct store *store, struct generation_id id, bool damaged,
                                   int panel_width, int panel_height, struct report *report,
                                   enum content_fault *fault) MUST_CHECK;
void content_destroy(struct content *content);

const struct site *content_site(const struct content *content);
const struct guide *content_guide(const struct content *content); /* NULL: the site has none */
/* The same as long as the content lives, but for what content_refresh_feeds finds. */
const struct feeds *content_feeds(const struct content *content);
/* A moment of one of its screens, as far as the content says: with neither time nor size. */
struct frame content_frame(const struct content *content, const struct screen *screen);
/* Reads the feeds again from disk. */
void content_refresh_feeds(struct content *content, struct report *report);
/* For whoever measures and paints; may be called from the painting thread, one thread at a time. */
struct paint_source content_pictures(struct content *content);
bool content_picture_size(void *content, const char *asset, int *width, int *height);
char *content_font_file(void *content, const char *name);
/* All of the above as the painting thread takes it; `number` tells this content from others. */
struct paint_book content_book(struct content *content, uint32_t number);
/* Is there such a picture, as far as can be said without decoding it? Any thread. */
bool content_has_picture(struct content *content, const char *asset);
/* A descriptor to read its file `name` from; the caller closes it. What a generation holds was only compared
 * with its size: whoever reads it does not trust it. -1: `fail` says why. */
int content_open(const struct content *content, const char *name, struct fail *fail) MUST_CHECK;
/* What of it cannot be shown here, as far as can be told without painting: picture slides without their
 * picture. Whatever was in `skips` is forgotten. */
void content_skips(struct content *content, struct skips *skips);
/* Has it holes? */
bool content_damaged(const struct content *content);
/* Which generation it is; 0.0 for a folder. */
struct generation_id content_generation(const struct content *content);
