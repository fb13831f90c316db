/* A view of the guide as a picture, upright: the very pixels a visitor would see. For kioskctl render. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/draw/pixels.h"
#include "player/content.h"
#include "stage/fonts.h"

struct compose_page {
    struct content *content;
    const struct screen *screen;
    int64_t now_ms;
    int width, height;                /* px of the upright picture */
    const struct timeline_skip *skip; /* "slides": may be NULL */
    const char *page; /* "home", "topics", "search", "languages", "aids", "ask", "emergency", "slides", or the
                         id of a door or a page */
    const char *language; /* tag; NULL: the guide's first */
    int text_size;        /* 0–2 */
    int leaf;             /* from 0 */
    bool contrast, easy_reach, drafts;
};

/* Makes `*fonts` when NULL. `report` gets what the view itself finds wrong. False with `fail` when there is
 * nothing to paint. */
bool compose_page(const struct compose_page *page, struct fonts **fonts, struct pixels *out,
                  struct report *report, struct fail *fail) MUST_CHECK;
