/* Which fields findings are about, so that a page can show each beside its own. */
#pragma once

#include "core/base/arena.h"
#include "desk/work/site_tree.h"

/* Of each finding of `report`, which is of `tree` and sorted, its path in its file (json_edit.h); NULL: it is
 * about no value of a JSON text, or it cannot be told. What lacks a translation is about the text that should
 * be there: "/slides[id=welcome]/headline/en". The list and the paths live in `arena`. NULL: no memory. */
const char **finding_paths(const struct site_tree *tree, const struct report *report,
                           struct arena *arena) MUST_CHECK;
