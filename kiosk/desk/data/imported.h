/* What the folder held that was imported last, before it was merged with what others had saved: a second
 * import of it is what was changed in it since. */
#pragma once

#include "desk/data/trees.h"

struct imported {
    struct database *database;
    int64_t revision; /* what came of the import */
};
/* Forgets the one before; the connection is in a transaction until imported_end. */
enum outcome imported_begin(struct database *database, int64_t revision, struct imported *imported,
                            struct fail *fail) MUST_CHECK;
enum outcome imported_put_text(struct imported *imported, const char *path, const void *text, size_t size,
                               struct fail *fail) MUST_CHECK;
enum outcome imported_put_object(struct imported *imported, const char *path, const char *hex, uint64_t size,
                                 struct fail *fail) MUST_CHECK;
/* Keeps all of it when `outcome` is DONE, or nothing. Returns `outcome`, or why it cannot be kept. */
enum outcome imported_end(struct imported *imported, enum outcome outcome, struct fail *fail) MUST_CHECK;

/* By path; *revision is 0 when nothing was imported yet. */
enum outcome imported_list(struct database *database,
                           void (*see)(void *context, const struct tree_file *file), void *context,
                           int64_t *revision, struct fail *fail) MUST_CHECK;
/* A text of it, malloc'd, with a NUL behind it. ABSENT: there is none. */
enum outcome imported_read(struct database *database, const char *path, char **bytes, size_t *size,
                           struct fail *fail) MUST_CHECK;
