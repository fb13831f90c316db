/* The guide as it is seen: (site, guide, state, feeds, now, size) → draw list, things to touch, words to
 * speak. Pure. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/draw/draw.h"
#include "core/feed/feed.h"
#include "core/scene/scene.h"
#include "core/text/paragraph.h"
#include "core/text/utterance.h"
#include "guide/view/stop.h"
#include "guide/visit/state.h"
#include "guide/written/guide.h"

enum { VIEW_TARGETS_MAX = 96, VIEW_LABEL_MAX = 160 };

/* What the staff's page shows; gathered by the program. Each may be NULL. */
struct staff_facts {
    const char *version, *generation, *shown, *network, *updated, *touch_fault, *uptime;
    bool locked; /* too many wrong PINs: none is taken for a while */
};

struct view_request { /* LENGTH: all that a view depends on, each its own thing */
    const struct guide *guide;
    const struct guide_state *state;
    const struct site *site;
    const struct screen *screen;
    const struct feeds *feeds;
    const struct search_index *index; /* of guide and feeds; NULL: nothing is found */
    int64_t now_ms;                   /* wall, UTC: dates, events */
    int seconds_left;                 /* state_seconds_left: of the warning, or of cleaning */
    int width, height;                /* px of the whole upright picture */
    bool clock_wrong;                 /* it is known to be later than now_ms: nothing is said of today */
    bool drafts;                      /* also languages nobody has approved */
    bool printed;                     /* on paper: without the bar, and nothing to touch but boxes to tick */
    bool speech;                      /* there is somebody to read aloud: espeak-ng is installed */
    const struct staff_facts *staff;  /* NULL: none */
    /* PLACE_SLIDES: the slide that is leafed to, chosen by the caller; NULL: none */
    const struct slide *slide;
    const char *slide_language;
    int slide_item;
    const struct measure *measure;
    void *picture_context;
    bool (*picture_size)(void *context, const char *asset, int *width, int *height);
};

enum role { ROLE_BUTTON, ROLE_LINK, ROLE_CHECKBOX, ROLE_TOGGLE, ROLE_KEY };
struct target {
    struct box box;     /* as drawn */
    struct box hit;     /* where a touch counts: reaches down by a fifth (touch-and-access G3) */
    int radius, line;   /* px, pressed: of its corners, and of the line inside its edge */
    struct colour mark; /* pressed: of that line, and of what is written on it, ≥ 4.5:1 */
    struct action action;
    enum role role;
    bool primary;                     /* at least 20 mm, else at least 15 mm */
    bool on;                          /* ROLE_CHECKBOX, ROLE_TOGGLE */
    char label[VIEW_LABEL_MAX];       /* what is spoken; UTF-8 */
    char language[UTTERANCE_TAG_MAX]; /* tag: of the label */
    char detail[VIEW_LABEL_MAX];      /* what is spoken after it, in the page's language */
};

struct view {
    struct draw_list list;
    struct target targets[VIEW_TARGETS_MAX]; /* in reading order: the order of the keypad */
    int target_count;
    int found;                        /* how many results a search, a directory or a list of events has */
    int told;                         /* the target that did what state->told says, as it is now; -1: none */
    const struct guide_page *nearest; /* of a search in vain: what it may have been about; or NULL */
    int reach_top;                    /* px; nothing to touch stands above it, but in the touch test */
    int leaves;                       /* how many leaves the page has; at least 1 */
    int reading_ms;                   /* to read what is shown, twice, at 100 words a minute */
    bool qr;                          /* a code to take along is shown */
    struct utterance *speech; /* what is read aloud: heading, text, whom to ask, then the buttons' names;
                                 owned; NULL: no memory */
    struct stops *stops;      /* texts to stand on, where somebody listens; owned; NULL: nobody does */
    struct report problems;   /* what is cut, too small, missing; with the file and line of the page */
};

/* Builds into a zeroed view. False: out of memory, or more than can be drawn or touched. view_finish in any
 * case; it overwrites what the visitor typed. */
bool view_build(const struct view_request *request, struct view *view) MUST_CHECK;
void view_finish(struct view *view);

/* The bar of a ZONE_TOUCH in the signage: "Touch for help" in the screen's languages, and the name of every
 * language offered; its targets (px of the zone) open the guide, a language's name in that language. `guide`
 * may be NULL: then it only says that slides can be leafed through. */
bool bar_build(const struct scene_request *request, const struct guide *guide, bool drafts,
               struct view *view) MUST_CHECK;

/* Number of the target hit at (x, y) px, the nearest centre when hit areas overlap; -1: none. */
int view_hit(const struct target *targets, int count, int x, int y);
/* The first instant after now_ms at which the same request could look different; INT64_MAX: never. */
int64_t view_next_change(const struct view_request *request);
