/* Walks through the touch guide as a visitor could: from the start page over everything that can be touched,
 * in one language, size and reading aid, judging each page. */
#pragma once

#include "core/fail.h"
#include "guide/view.h"
#include "player/content.h"
#include "stage/fonts.h"

enum { WALK_TOUCHES_MAX = 4 /* every page is to be reached in so many from the start page */ };

struct walk_options {
    struct content *content;
    struct fonts *fonts;
    const struct screen *screen;
    int64_t now_ms;
    int width, height;
    bool drafts;
    int language;
    enum text_size text_size;
    bool high_contrast, easy_reach;
    const char *pictures; /* folder for one PNG a page; NULL: none */
};
struct walk_result {
    size_t views;        /* seen */
    size_t violations;   /* all are in the report */
    size_t untranslated; /* pages whose text is another language's */
    int touches;         /* that the farthest page needs */
};

/* False when something could not be built or written (said in `report`). */
bool guide_walk(const struct walk_options *options, struct walk_result *result,
                struct report *report) MUST_CHECK;
