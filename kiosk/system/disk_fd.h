/* What the store's own files share below disk.h: descriptors and folders. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"

#define DISK_TEMPORARY ".tmp" /* how the name of an unfinished write ends */

/* As disk_read, from an open descriptor; `name` is for `fail`. */
bool disk_read_fd(int fd, const char *name, size_t max, char **bytes, size_t *size,
                  struct fail *fail) MUST_CHECK;
/* All of it, or false with errno. */
bool disk_write_fd(int fd, const void *bytes, size_t size) MUST_CHECK;
/* The folder `path` stands in, malloc'd; NULL when out of memory. */
char *disk_parent(const char *path) MUST_CHECK;
/* Opens `name` below `folder` (a descriptor) for reading; symbolic links may not lead out. -1 with errno. */
int disk_open_beneath(int folder, const char *name) MUST_CHECK;

/* Calls `see` for each entry of `path` but "." and ".."; an absent folder has none. False when it cannot be
 * read. */
bool disk_list(const char *path, void (*see)(void *context, const char *folder, const char *name),
               void *context, struct fail *fail) MUST_CHECK;
