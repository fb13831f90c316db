/* Memory for one model: allocate many, free all at once. Not thread-safe while it grows. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/base/compiler.h"

struct arena;

/* An arena that refuses to grow over `limit` bytes. NULL when out of memory. */
struct arena *arena_create(size_t limit);
void arena_destroy(struct arena *arena);

/* `size` zeroed bytes, aligned for any type, valid until arena_destroy. NULL when over the limit. */
void *arena_alloc(struct arena *arena, size_t size) MUST_CHECK;
/* Was anything refused so far? What was filled from it lacks something then, whoever asked for it. */
bool arena_refused(const struct arena *arena);
char *arena_copy(struct arena *arena, const char *text, size_t length) MUST_CHECK; /* NUL added */

/* Bytes that were taken from it. */
size_t arena_size(const struct arena *arena);

/* Memory was asked for, here or for what is kept here, and there was none: what was made has holes that are
 * not its own fault. */
void arena_want(struct arena *arena);
bool arena_wanted(const struct arena *arena);
