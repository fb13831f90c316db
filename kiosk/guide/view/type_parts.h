/* The one scale of letters that every page of the guide is set in, px. Step 0 is text to be read at the usual
 * size; each step is 2^(1/6), about 12 %, larger than the one below it, so that six double it. Nothing is set
 * in another size, nor smaller than `least`. docs/design.md says what each step is for. */
#pragma once

#include <stdbool.h>

enum {
    TYPE_SMALL = -2, /* labels and notes */
    TYPE_BODY = 0,
    TYPE_HEAD = 2,
    TYPE_ANSWER = 3, /* the sentence that answers, first on a page */
    TYPE_TITLE = 4,
    TYPE_DISPLAY = 10, /* numbers to call; what is shown to somebody across a counter, or larger */
    TYPE_MOST = 24,
};

struct type_scale {
    double body; /* px of step 0 */
    int least;   /* px */
    int read;    /* the step of text to be read: 0, more in the larger sizes */
};

/* px of a step of -TYPE_MOST to TYPE_MOST; never under scale->least. */
int type_px(const struct type_scale *scale, int step);
/* The first step, not under `step`, whose letters are at least `px` high. */
int type_step_for(const struct type_scale *scale, int step, double px);
/* The largest size of the scale that is not over `px`; scale->least when all are. */
int type_at_most(const struct type_scale *scale, int px);
/* The next smaller size; scale->least has none and is returned itself. */
int type_below(const struct type_scale *scale, int px);
bool type_has(const struct type_scale *scale, int px);
