/* The whole picture of one moment, upright as a viewer sees it: what kioskctl render and the player's --shots
 * both write, so that their pixels are the same. */
#pragma once

#include <stdbool.h>

#include "core/base/compiler.h"
#include "core/draw/pixels.h"
#include "show/content.h"
#include "show/frame.h"
#include "show/painter.h"

struct compose_request {
    struct content *content;
    struct frame frame;
    /* in place of what the timeline says, for previews; NULL: what it says */
    const char *zone;     /* which zone the two below are for; NULL: the largest, which leads */
    const char *slide;    /* id */
    const char *language; /* of that zone, and of what follows it when it leads */
};

/* The code of the finding that a film's poster is shown, where painter.film could not have its frame. */
#define COMPOSE_POSTER "film-poster"
/* False with `fail` when nothing could be painted. `report` gets what is wrong with the slides painted, and
 * that the one asked for is over at that moment. */
bool compose(const struct compose_request *request, const struct painter *painter, struct pixels *out,
             struct report *report, struct fail *fail) MUST_CHECK;
