/* Two versions of the site that began as one become one: only where both changed the same smallest value, and
 * not alike, they do not (json_diff says what the smallest is; other texts go line by line, pictures whole).
 */
#pragma once

#include "desk/work/conflict.h"
#include "desk/work/site_tree.h"

/* Lays over `onto`, which is somebody else's newest version, what `mine` has otherwise than `base`. CONFLICT:
 * `conflicts` says where (without who and when), and what is in `onto` is of no use. */
enum outcome merge_trees(const struct site_tree *base, const struct site_tree *mine, struct site_tree *onto,
                         struct conflicts *conflicts, struct fail *fail) MUST_CHECK;

/* Is it one of the files whose values are merged? */
bool is_json(const char *path);
