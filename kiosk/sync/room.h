/* Is there room on the disk for a generation? */
#pragma once

#include <stdbool.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "core/manifest/manifest.h"
#include "store/store.h"

/* True when what is missing of `manifest`, objects and the pictures made of them for a panel of so many px,
 * fits beside the reserve. What nothing needs any more is removed first when that helps. `fail` has the
 * numbers. */
bool room_make(struct store *store, const struct store_state *state, const struct manifest *manifest,
               int panel_width, int panel_height, struct fail *fail) MUST_CHECK;
/* After a failure: gives back what a candidate took when the disk is nearly full. */
void room_give_back(struct store *store, const struct store_state *state);
