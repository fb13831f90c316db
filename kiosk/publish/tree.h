/* Where the files of a published tree stand: c/<channel>/manifest and manifest.sig, the only names that
 * change, and o/<2 hex>/<64 hex>, objects named by their hash. */
#pragma once

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "core/manifest/manifest.h"

/* One channel's two changing files; both malloc'd. */
struct tree_names {
    char *manifest, *signature;
};
/* False when `channel` is not [a-z0-9-]{1,40}. */
bool tree_names_init(struct tree_names *names, const char *tree, const char *channel,
                     struct fail *fail) MUST_CHECK;
void tree_names_finish(struct tree_names *names);
char *tree_object(const char *tree, const char *hash) MUST_CHECK; /* malloc'd */

/* Takes the tree for one writer, and sweeps what an interrupted one left unfinished; creates the folder. -1:
 * `fail` says why, for instance that somebody else is writing. Else a descriptor for tree_unlock. */
int tree_lock(const char *tree, struct fail *fail) MUST_CHECK;
void tree_unlock(int lock); /* -1 is fine */
