/* The shortest way between two spots of a plan. Pure. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "guide/written/house.h"

struct way {
    uint8_t spots[PLAN_SPOTS_MAX]; /* numbers in the plan, from the first to the last */
    size_t count;                  /* 0: no way leads there */
};
/* Numbers in the plan. `wheels`: without stairs. Lengths are those of the drawing; a change of floor is as
 * long as a picture is wide, so that nobody is sent up and down to save a step. */
struct way way_find(const struct guide_plan *plan, size_t from, size_t to, bool wheels);
