/* How large pictures are, as kiosk-intake has said: kept by their hash, so that none is asked about twice
 * while it is remembered. Any thread. */
#pragma once

#include <stdbool.h>

#include "core/base/compiler.h"
#include "system/hash.h"

struct picture_size {
    int width, height; /* px as it is seen; of a drawing its own units */
};

struct sizes;
/* NULL: no memory. */
struct sizes *sizes_create(void) MUST_CHECK;
void sizes_destroy(struct sizes *sizes);
bool sizes_find(struct sizes *sizes, const struct hash *hash, struct picture_size *size) MUST_CHECK;
/* May push out another's. */
void sizes_put(struct sizes *sizes, const struct hash *hash, struct picture_size size);
