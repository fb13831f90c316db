/* A version of the site as its files, also with what nobody has saved yet laid over it. Belongs to one
 * thread, as its database does. */
#pragma once

#include "core/site/site.h"
#include "desk/data/trees.h"

struct kept;
struct site_tree_file {
    char *path;
    struct hash hash;
    uint64_t size;
    bool object; /* on the disk (objects.h); otherwise a text */
    char *bytes; /* of a text that was laid over; NULL: as it is kept */
};
struct site_tree {
    struct database *database;
    struct kept *kept;            /* what was read before (kept.h); NULL: nothing */
    int64_t revision;             /* 0: began empty */
    struct site_tree_file *files; /* by path */
    size_t count, room;
};
/* Revision `revision` as it is; 0: no file at all. Zeroed when it fails. */
enum outcome site_tree_init(struct site_tree *tree, struct database *database, int64_t revision,
                            struct fail *fail) MUST_CHECK;
void site_tree_finish(struct site_tree *tree); /* zeroed is fine */

/* NULL: there is none. Valid until the tree is changed. */
const struct site_tree_file *site_tree_find(const struct site_tree *tree, const char *path);
/* The bytes of a text or an object, at most `max`, malloc'd, with a NUL behind them. */
enum outcome site_tree_read(const struct site_tree *tree, const char *path, size_t max, char **bytes,
                            size_t *size, struct fail *fail) MUST_CHECK;
/* Lay over it. `path` is a name inside the site. REFUSED: it is not, the text has more than TEXT_MAX bytes,
 * or no file of this kind belongs there. */
enum outcome site_tree_put_text(struct site_tree *tree, const char *path, const char *bytes, size_t size,
                                struct fail *fail) MUST_CHECK;
enum outcome site_tree_put_object(struct site_tree *tree, const char *path, const char *hex, uint64_t size,
                                  struct fail *fail) MUST_CHECK;
void site_tree_remove(struct site_tree *tree, const char *path); /* what is not there is fine */

/* To load and check it from; valid as long as the tree. */
struct site_files site_tree_files(struct site_tree *tree);
/* A descriptor to read the object `name` of `tree`, a struct site_tree, from; the caller closes it. -1:
 * `fail` says why. */
int site_tree_open(void *tree, const char *name, struct fail *fail) MUST_CHECK;
/* Of its site.json; Europe/Copenhagen when it names none. NULL: it names one that is not known. zone_destroy.
 */
struct zone *site_tree_zone(const struct site_tree *tree) MUST_CHECK;
/* As tree_hash. */
struct hash site_tree_hash(const struct site_tree *tree);
