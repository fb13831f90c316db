#include <math.h>

#include "guide/view/type_parts.h"

#define STEPS_TO_DOUBLE 6.0

int type_px(const struct type_scale *scale, int step) {
    int px = (int)ceil(scale->body * exp2(step / STEPS_TO_DOUBLE) - 0.01); /* 2^(6/6) is not quite 2 */
    return px > scale->least ? px : scale->least;
}

int type_step_for(const struct type_scale *scale, int step, double px) {
    while (step < TYPE_MOST && type_px(scale, step) < px)
        step++;
    return step;
}

int type_at_most(const struct type_scale *scale, int px) {
    for (int step = TYPE_MOST; step > -TYPE_MOST; step--)
        if (type_px(scale, step) <= px)
            return type_px(scale, step);
    return scale->least;
}

int type_below(const struct type_scale *scale, int px) {
    return type_at_most(scale, px - 1);
}

bool type_has(const struct type_scale *scale, int px) {
    return px >= scale->least && type_at_most(scale, px) == px;
}
