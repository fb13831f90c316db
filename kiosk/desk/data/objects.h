/* Pictures, fonts and films on disk beside the database, DIR/objects/ab/HASH, written whole or not at all and
 * never changed. Their names are made here; none comes from outside (K6). */
#pragma once

#include <stdint.h>

#include "desk/data/database.h"
#include "system/hash.h"

#define OBJECT_MAX ((uint64_t)512 << 20)            /* bytes of one */
#define OBJECT_GRACE_MS ((int64_t)24 * 3600 * 1000) /* so long one may wait for a revision that has it */

/* One on its way to the disk, in pieces as they come. */
struct object_writer;
/* `folder` is the desk's. NULL: why. */
struct object_writer *object_begin(const char *folder, struct fail *fail) MUST_CHECK;
enum outcome object_add(struct object_writer *writer, const void *bytes, size_t size,
                        struct fail *fail) MUST_CHECK;
/* It is there, for good, under its hash; one that was there already is fine. Frees the writer in any case. */
enum outcome object_end(struct object_writer *writer, struct hash *hash, struct fail *fail) MUST_CHECK;
/* The same, and CONFLICT when its hash is another. */
enum outcome object_end_as(struct object_writer *writer, const char *hex, struct fail *fail) MUST_CHECK;
void object_abandon(struct object_writer *writer); /* NULL is fine */

/* malloc'd; NULL: no hash at all, or no memory. */
char *object_path(const char *folder, const char *hex) MUST_CHECK;
/* ABSENT: there is none of that size. Its bytes are not read. */
enum outcome object_find(const char *folder, const char *hex, uint64_t size, struct fail *fail) MUST_CHECK;
/* Reads all of it. DAMAGED: it is not what its name says. */
enum outcome object_check(const char *folder, const char *hex, uint64_t size, struct fail *fail) MUST_CHECK;
/* Removes what processes left in the desk's folder that were killed while they wrote an object or a backup.
 */
enum outcome objects_sweep(const char *folder, struct fail *fail) MUST_CHECK;
/* Removes objects that no version of the site has and that were written more than OBJECT_GRACE_MS ago; how
 * many. */
enum outcome objects_sweep_unused(struct database *database, int64_t now_ms, int *removed,
                                  struct fail *fail) MUST_CHECK;
