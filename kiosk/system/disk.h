/* Files: whole reads, and writes that are there completely or not at all (tmp + fsync + rename + fsync of the
 * folder).
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"

/* The whole regular file `path`, at most `max` bytes, with a NUL behind it; *bytes is malloc'd. O_NOFOLLOW on
 * the last part. */
bool disk_read(const char *path, size_t max, char **bytes, size_t *size, struct fail *fail) MUST_CHECK;
/* Atomic and durable. Creates missing folders above. */
bool disk_write(const char *path, const void *bytes, size_t size, struct fail *fail) MUST_CHECK;
bool disk_make_folder(const char *path, struct fail *fail) MUST_CHECK; /* with parents; fine when it exists */
bool disk_exists(const char *path);
/* Removes a file, or a folder with the files in it (one level). What is not there is fine. */
bool disk_remove(const char *path, struct fail *fail) MUST_CHECK;
/* Bytes that can still be written below `folder`, and a reserve that should stay free: 5 % of the file
 * system, at most 256 MiB. False when it cannot be asked. */
bool disk_space(const char *folder, uint64_t *have, uint64_t *reserve, struct fail *fail) MUST_CHECK;
bool disk_sync_folder(const char *path, struct fail *fail) MUST_CHECK;
/* Joins into a malloc'd path; NULL when out of memory. */
char *disk_path(const char *folder, const char *name) MUST_CHECK;

/* A site's files in a folder; names are checked, symbolic links may not lead out of it. */
struct site_files;
struct disk_site;
struct disk_site *disk_site_create(const char *folder) MUST_CHECK;
void disk_site_destroy(struct disk_site *site);
struct site_files disk_site_files(struct disk_site *site);
