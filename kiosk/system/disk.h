/* Files: whole reads, and writes that are there completely or not at all (tmp + fsync + rename + fsync of the
 * folder).
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"

/* The whole regular file `path`, at most `max` bytes, with a NUL behind it; *bytes is malloc'd. O_NOFOLLOW on
 * the last part. */
bool disk_read(const char *path, size_t max, char **bytes, size_t *size, struct fail *fail) MUST_CHECK;
/* The same of settings, which may be a link: people keep them elsewhere and link them in. */
bool disk_read_linked(const char *path, size_t max, char **bytes, size_t *size, struct fail *fail) MUST_CHECK;
/* Atomic and durable. Creates missing folders above. */
bool disk_write(const char *path, const void *bytes, size_t size, struct fail *fail) MUST_CHECK;
/* The same, but `uid` can read it (mode 0400) and nobody else at any moment. For another than who calls: root
 * only. */
bool disk_write_private(const char *path, const void *bytes, size_t size, uid_t uid,
                        struct fail *fail) MUST_CHECK;
bool disk_make_folder(const char *path, struct fail *fail) MUST_CHECK; /* with parents; fine when it exists */
bool disk_exists(const char *path);
/* Removes a file, or a folder with all in it (at most 16 levels); links are not followed. What is not there
 * is fine. */
bool disk_remove(const char *path, struct fail *fail) MUST_CHECK;
enum disk_sweep {
    DISK_SWEEP_ALL,  /* nobody else writes there */
    DISK_SWEEP_DEAD, /* others may: only what a process left that is no more */
};
/* Removes what disk_write did not finish in `folder`: of the file `name`, or of all (NULL). A folder that is
 * not there is fine. */
bool disk_sweep(const char *folder, const char *name, enum disk_sweep which, struct fail *fail) MUST_CHECK;
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
/* A descriptor to read the file `name` of `site`, a struct disk_site, from; the caller closes it. -1: `fail`
 * says why. */
int disk_site_open(void *site, const char *name, struct fail *fail) MUST_CHECK;
