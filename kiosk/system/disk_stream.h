/* Files too large for memory: hashed and copied piece by piece. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "system/hash.h"

/* Opens a regular file for reading, not through a link; -1: `fail` says why. */
int stream_open(const char *path, struct fail *fail) MUST_CHECK;
/* Hash and size of what comes from `fd`, a regular file; false when that is more than `max` bytes, or cannot
 * be read. `name` is for `fail`. */
bool stream_hash(int fd, const char *name, uint64_t max, struct hash *hash, uint64_t *size,
                 struct fail *fail) MUST_CHECK;
/* Is the file `path` of this size and hash? False: `fail` says what is not so. */
bool stream_right(const char *path, const char *hex, uint64_t size, struct fail *fail) MUST_CHECK;
/* What comes from `fd` becomes the file `path`, durable, whole or not at all, and only if it has this size
 * and hash. Creates missing folders above. */
bool stream_copy(int fd, const char *path, const char *hex, uint64_t size, struct fail *fail) MUST_CHECK;
