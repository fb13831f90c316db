/* A view of the guide as a picture, upright: the very pixels a visitor would see. For kioskctl render. */
#pragma once

#include <stdbool.h>

#include "core/base/compiler.h"
#include "core/draw/pixels.h"
#include "show/content.h"
#include "show/frame.h"
#include "show/painter.h"

struct compose_page {
    struct content *content;
    struct frame frame;
    const char *page; /* "home", "topics", "search", "languages", "aids", "ask", "emergency", "slides", or the
                         id of a door or a page, or "HOUSE/SPOT" for the way to a spot of a plan */
    const char *language; /* tag; NULL: the guide's first */
    int text_size;        /* 0–2 */
    int leaf;             /* from 0 */
    bool contrast, easy_reach, easy_text;
    bool printed; /* see view_request */
    int *leaves;  /* out: how many the page has; may be NULL */
};

/* `report` gets what the view itself finds wrong. False with `fail` when there is nothing to paint. */
bool compose_page(const struct compose_page *page, const struct painter *painter, struct pixels *out,
                  struct report *report, struct fail *fail) MUST_CHECK;
