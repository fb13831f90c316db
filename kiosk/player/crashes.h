/* How often in a row the player ended within CRASHES_QUICK_S of a generation's coming on without being asked
 * to: one small file in the runtime folder. */
#pragma once

#include "store/store.h"

enum { CRASHES_QUICK_S = 120, CRASHES_REJECT = 2, CRASHES_STEP_BACK = 3, CRASHES_BUILTIN = 6 };

/* Counts a start with `id` and returns how many starts before it, in a row, did not survive. 0 without a
 * folder. */
int crashes_begin(const char *runtime_folder, struct generation_id id);
/* The start did not fail for what it plays: there are `before` again, as crashes_begin returned. */
void crashes_take_back(const char *runtime_folder, struct generation_id id, int before);
/* It has survived, or ends as asked. */
void crashes_clear(const char *runtime_folder);
