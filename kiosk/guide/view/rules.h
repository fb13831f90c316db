/* Judges a view by the numbers that make it usable (touch-and-access §1): sizes of and gaps between targets,
 * reach, contrast, letters of a size that the scale does not have, text that is cut or runs out of its box,
 * targets that cannot be told apart or have no name, room that is not used. */
#pragma once

#include "core/base/fail.h"
#include "guide/view/view.h"

/* Every violation is an error in `report`, said with the target's name and the numbers; returns how many.
 * `where` names page, language and size for the reader. */
size_t rules_check(const struct view_request *request, const struct view *view, const char *where,
                   struct report *report);
