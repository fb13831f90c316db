/* Display-ready pictures (".pic"): from the store, where kiosk-sync has put them, or made by kiosk-intake
 * from the files of a folder and kept in a cache. Used by one thread at a time. */
#pragma once

#include <stdbool.h>

#include "core/draw/pixels.h"
#include "core/site/site.h"
#include "store/store.h"

struct ready;

/* One of `generation` and `files` (of a folder, with `cache`) is used; what is given must outlive it. */
struct ready *ready_create(struct generation *generation, const struct site_files *files, const char *cache,
                           int panel_width, int panel_height) MUST_CHECK;
void ready_destroy(struct ready *ready);

bool ready_size(struct ready *ready, const char *asset, int *width, int *height) MUST_CHECK;
/* Its bytes as they are in the file, malloc'd. */
bool ready_read(struct ready *ready, const char *asset, char **bytes, size_t *size) MUST_CHECK;

/* A path, malloc'd, of the ready picture made from object `hex`: for this panel or, failing that, for another
 * one; NULL when there is none. Any thread. */
char *ready_find(const struct store *store, const char *hex, int panel_width, int panel_height) MUST_CHECK;
