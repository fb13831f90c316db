/* What a revision's files are. */
#pragma once

#include "desk/data/revisions.h"

struct tree_file {
    const char *path;
    struct hash hash;
    uint64_t size;
    bool object; /* on the disk (objects.h); otherwise a text */
};
/* By path. ABSENT: there is no such revision. */
enum outcome tree_list(struct database *database, int64_t revision,
                       void (*see)(void *context, const struct tree_file *file), void *context,
                       struct fail *fail) MUST_CHECK;
/* `path` of *file is the caller's. */
enum outcome tree_find(struct database *database, int64_t revision, const char *path, struct tree_file *file,
                       struct fail *fail) MUST_CHECK;
/* The bytes of one, at most `max`, malloc'd, with a NUL behind them. */
enum outcome tree_read(struct database *database, int64_t revision, const char *path, size_t max,
                       char **bytes, size_t *size, struct fail *fail) MUST_CHECK;
/* A name for all of it: BLAKE2b-256 over "PATH NUL HASH LF" of each file, by path. Two revisions of one name
 * are the same site. */
enum outcome tree_hash(struct database *database, int64_t revision, struct hash *hash,
                       struct fail *fail) MUST_CHECK;

struct tree_difference {
    const char *path;
    struct hash before, after; /* "": it was not there, or is not any more */
};
/* By path. Either may be the older one. */
enum outcome tree_diff(struct database *database, int64_t from, int64_t to,
                       void (*see)(void *context, const struct tree_difference *difference), void *context,
                       struct fail *fail) MUST_CHECK;
/* Reads every text and every object of every revision. DAMAGED or ABSENT: one is damaged or gone. */
enum outcome trees_check(struct database *database, struct fail *fail) MUST_CHECK;
