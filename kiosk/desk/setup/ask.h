/* Asks a person for what a setup has to know, one line each. */
#pragma once

#include <stdio.h>

#include "desk/setup/answers.h"

struct asking {
    FILE *in, *out;
    bool silent;                /* ask nothing: what no option said stays as it is */
    const char *given[ANSWERS]; /* what an option said, or NULL: that is not asked */
};
/* `answers` holds what Enter alone is taken for. An answer that is none is told and asked for again, unless
 * it was given as an option. False: why. */
bool answers_ask(struct answers *answers, const struct asking *asking, struct fail *fail) MUST_CHECK;
