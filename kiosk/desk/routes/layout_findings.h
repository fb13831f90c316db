/* What shows only when slides are laid out, found by kiosk-preview: the desk lays out nothing. */
#pragma once

#include "desk/routes/desk.h"
#include "desk/work/site_tree.h"

enum { LAYOUT_SLIDES_MAX = 20 };
/* Adds to `report` what laying out `slides` ([{"file", "id"}, …]) of the tree on every screen finds, as
 * kioskctl check does. False: some could not be laid out; nothing is known of them. */
bool layout_findings(struct desk *desk, const struct site_tree *tree, const struct json_value *slides,
                     struct report *report) MUST_CHECK;
