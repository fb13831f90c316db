/* Display-ready pictures (".pic"): from the store, where kiosk-sync has put them, or from whoever makes them
 * of the files of a folder (ready_cache.h). Used by one thread at a time. */
#pragma once

#include <stdbool.h>

#include "core/draw/pixels.h"
#include "core/site/site.h"
#include "store/store.h"

enum { READY_BYTES_MAX = 160 << 20 }; /* of one, in its file */

/* A port: who makes them. */
struct ready_maker {
    void *context;
    /* The path of `asset` made ready for this panel, malloc'd. NULL: it cannot be had. */
    char *(*make)(void *context, const char *asset, int panel_width, int panel_height);
};

struct ready;

/* One of `generation` and `maker` (copied) is used, the other NULL; what they lead to must outlive it. */
struct ready *ready_create(struct generation *generation, const struct ready_maker *maker, int panel_width,
                           int panel_height) MUST_CHECK;
void ready_destroy(struct ready *ready);

bool ready_size(struct ready *ready, const char *asset, int *width, int *height) MUST_CHECK;
/* Its bytes as they are in the file, malloc'd. */
bool ready_read(struct ready *ready, const char *asset, char **bytes, size_t *size) MUST_CHECK;

/* A path, malloc'd, of the ready picture made from object `hex`: for this panel or, failing that, for another
 * one; NULL when there is none. Any thread. */
char *ready_find(const struct store *store, const char *hex, int panel_width, int panel_height) MUST_CHECK;
