/* What was changed between two versions of the site, told for the history of a slide. */
#pragma once

#include "desk/work/site_tree.h"

enum { CHANGES_OF_FILE_MAX = 500 };

/* Notes all that `after` has otherwise than `before`: each value of a .json file by itself ("set
 * /slides[id=welcome]/headline/da", with both values), other files as "add", "change", "remove"; a file with
 * more than CHANGES_OF_FILE_MAX of them as one. */
enum outcome changes_note(struct revision_making *making, const struct site_tree *before,
                          const struct site_tree *after, struct fail *fail) MUST_CHECK;
