/* A moment of a screen as people ask for it, in words: what kioskctl render, the painter of the staff's desk
 * and whoever else previews a content start from, so that they paint the same pixels. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/draw/pixels.h"
#include "show/content.h"
#include "show/frame.h"
#include "show/painter.h"
#include "show/skips.h"

enum { MOMENT_ROTATE_OWN = -1 };
struct moment {
    const char *screen; /* NULL: the site's first */
    const char *at;     /* ISO 8601, local to the site where it has no offset; NULL: at_ms */
    int64_t at_ms;      /* UTC */
    int width, height;  /* px of the panel */
    int rotate;         /* 0, 90, 180, 270; MOMENT_ROTATE_OWN: what the site says of the screen */
    bool drafts;        /* also languages nobody has approved */
    /* in place of what the timeline says; see compose_request */
    const char *zone, *slide, *language;
};

/* Its frame; `skips` is filled and must outlive it. False: there is no such screen or time. */
bool moment_frame(struct content *content, const struct moment *moment, struct skips *skips,
                  struct frame *frame, struct fail *fail) MUST_CHECK;
/* The whole picture, upright; see compose. */
bool moment_paint(struct content *content, const struct moment *moment, const struct painter *painter,
                  struct pixels *out, struct report *report, struct fail *fail) MUST_CHECK;
