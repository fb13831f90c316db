/* A page of the guide or a slide as a sheet of paper: drawn as on the screen, upright and as large as the
 * paper, without what one touches. For kioskctl print. */
#pragma once

#include <stdbool.h>

#include "core/base/compiler.h"
#include "core/draw/pixels.h"
#include "show/content.h"
#include "show/frame.h"
#include "show/painter.h"

struct compose_paper {
    struct content *content;
    struct frame frame;   /* of the moment; its size is the paper's, in px */
    const char *what;     /* id of a page, "emergency", or PLAYLIST/SLIDE */
    const char *language; /* tag; NULL: the first of the guide, or of the screen for a slide */
    int leaf;             /* from 0 */
};

/* *leaves: how many sheets it has. False with `fail` when there is nothing to print: it is not there, a list
 * to choose from, or past its date. */
bool compose_paper(const struct compose_paper *paper, const struct painter *painter, struct pixels *out,
                   int *leaves, struct report *report, struct fail *fail) MUST_CHECK;
