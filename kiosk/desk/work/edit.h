/* What somebody wants changed, as operations on the files of the site (docs/editing.md), and as a new
 * revision.
 */
#pragma once

#include "core/base/arena.h"
#include "core/base/json_edit.h"
#include "desk/work/saving.h"

enum { EDIT_OPS_MAX = 1000, EDIT_BYTES_MAX = 4 << 20 /* of the JSON text they come as */ };

/* `op.path` "" is the whole file: SET makes it new or exchanges it, REMOVE takes it away. The value is then
 * the file's own of a .json file, a text of other texts, and {"object": HASH} of a picture or font, which is
 * on the disk already (objects.h). */
struct edit_op {
    const char *file;
    struct json_op op;
    const char *before; /* the hash of the value's exact bytes as its author saw it; NULL: they do not say */
};
struct edit_ops {
    struct arena *arena; /* all of it */
    struct edit_op *items;
    size_t count;
};
/* Reads [{"file", "path", "op": "set"|"remove"|"insert"|"move", "value"?, "before"?, "to"?}, …]. False:
 * `fail` says what is wrong. finish in any case. */
bool edit_ops_read(struct edit_ops *ops, const char *json, size_t size, struct fail *fail) MUST_CHECK;
const char *edit_op_name(enum json_op_kind kind); /* "set" */
void edit_ops_finish(struct edit_ops *ops);

/* Lays them over, one after the other. REFUSED: one cannot be done, `fail` says which and why, and where.
 * CONFLICT: a `before` is not what is there. */
enum outcome edit_apply(struct site_tree *tree, const struct edit_op *ops, size_t count,
                        struct fail *fail) MUST_CHECK;

struct edit {
    int64_t base; /* the revision its author saw */
    const struct edit_op *ops;
    size_t count;
    const char *note;  /* their words, or "" */
    struct kept *kept; /* what was read before; NULL: nothing */
};
/* Does them to `base`, lets references to slides follow (references.h), and saves what comes of it, merged
 * with what others have done since. */
enum outcome edit_save(struct database *database, const struct act *act, const struct edit *edit,
                       struct saved *saved, struct fail *fail) MUST_CHECK;
/* The site as it would be, on `base`, with the pictures that came since; nothing is saved. What a preview
 * paints (folder.h). Finish *tree when DONE. */
enum outcome edit_tree(struct database *database, const struct edit *edit, struct site_tree *tree,
                       struct fail *fail) MUST_CHECK;
/* What is wrong with the site as it would be, which is *tree; nothing is saved. Finish it when DONE. */
enum outcome edit_check(struct database *database, const struct edit *edit, int64_t now_ms,
                        struct site_tree *tree, struct report *report, struct fail *fail) MUST_CHECK;
/* Takes back what revision `revision` did. CONFLICT: somebody has built on it, and `saved` says where. */
enum outcome edit_undo(struct database *database, const struct act *act, int64_t revision,
                       struct saved *saved, struct fail *fail) MUST_CHECK;
