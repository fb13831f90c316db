/* The whole picture of one moment, upright as a viewer sees it: what kioskctl render and the player's --shots
 * both write, so that their pixels are the same. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/draw/pixels.h"
#include "core/scene/timeline.h"
#include "player/content.h"
#include "stage/fonts.h"

struct compose_request {
    struct content *content;
    const struct screen *screen;
    int64_t now_ms;
    int width, height;                /* px of the upright picture */
    const struct timeline_skip *skip; /* may be NULL */
    bool drafts;                      /* the touch bar offers languages that nobody has approved */
    /* in place of what the timeline says, for previews; NULL: what it says */
    const char *zone;  /* which zone the two below are for; NULL: the largest */
    const char *slide; /* id */
    const char *language;
};

/* Makes `*fonts` when NULL (keep them for the next call). False with `fail` when nothing could be painted. */
bool compose(const struct compose_request *request, struct fonts **fonts, struct pixels *out,
             struct report *report, struct fail *fail) MUST_CHECK;

/* The zones of a screen on an upright picture. */
const struct screen_zone *compose_zones(const struct screen *screen, int width, int height, size_t *count);
