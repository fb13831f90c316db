/* Keeps the cache of ready pictures to its size. */
#pragma once

#include <stdint.h>

#define CACHE_BYTES_MAX ((uint64_t)1 << 30)

/* When the files of `folder` have more than `most` bytes, those that were not asked for longest are removed
 * until three quarters are left. What cannot be removed stays; whoever still wants one makes it anew. */
void cache_sweep(const char *folder, uint64_t most);
