/* What the painter, which may start no program, asks of the process around it: a picture made ready. Packets
 * of a socketpair between two processes of this very program. Pure. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/base/compiler.h"
#include "desk/painted/preview_wire.h"
#include "system/hash.h"

enum { ERRAND_ASSET_MAX = 255, ERRAND_FILE_MAX = HASH_HEX + 40 };
struct errand {
    int width, height; /* px of the panel */
    char content[PREVIEW_NAME_MAX + 1];
    char asset[ERRAND_ASSET_MAX + 1];
};
struct errand_done {
    char file[ERRAND_FILE_MAX + 1]; /* in the cache; "": it cannot be had */
};
/* False: the asset's name is too long, or none. */
bool errand_make(struct errand *errand, const struct preview_question *question,
                 const char *asset) MUST_CHECK;
/* What was received is one that a painter may ask: all names are names, and lead nowhere else. */
bool errand_read(const void *bytes, size_t size, struct errand *errand) MUST_CHECK;
