/* Walks through the touch guide as a visitor could: from the start page over everything that can be touched,
 * in one language, size and reading aid, judging each page; then what no touch leads to (the warning, the
 * keypad's focus) or only staff's (PIN, status, touch test, cleaning). */
#pragma once

#include "core/base/fail.h"
#include "guide/view/view.h"
#include "show/content.h"
#include "stage/fonts.h"

enum {
    WALK_TOUCHES_MAX = 4, /* every page is to be reached in so many from the start page */
    WALK_NAME_MAX = 160,
};

struct walk_options {
    struct content *content;
    struct fonts *fonts;
    const struct screen *screen;
    int64_t now_ms;
    int width, height;
    bool drafts;
    int language;
    enum text_size text_size;
    bool high_contrast, easy_reach, easy_text;
    const char *pictures; /* folder for one PNG a page; NULL: none */
};
struct walk_result {
    size_t views;        /* seen */
    size_t violations;   /* all are in the report */
    size_t untranslated; /* pages whose text is another language's */
    int touches;         /* that the farthest page needs; 0: not looked at */
    int64_t slowest_us;  /* to build the page that took longest */
    char slowest[WALK_NAME_MAX];
};

/* False when something could not be built or written (said in `report`). */
bool guide_walk(const struct walk_options *options, struct walk_result *result,
                struct report *report) MUST_CHECK;

/* Something seen that no touch of a visitor leads to. */
struct walk_scene {
    struct guide_state state;
    const struct slide *slide; /* PLACE_SLIDES */
    bool locked;               /* PLACE_PIN */
    char name[60];             /* added to the page's in file names and findings */
};
/* Calls `see` for each; false ends it. `state`: the start page, with language and aids as they are walked. */
bool walk_scenes(const struct walk_options *options, const struct guide_state *state,
                 bool (*see)(void *context, const struct walk_scene *scene), void *context) MUST_CHECK;
