/* A view of the guide as pixels, with what can be touched on it and what is to be read aloud. Painted like a
 * zone, on the painting thread or on any other. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/draw/pixels.h"
#include "guide/view/view.h"
#include "show/film_place.h"
#include "show/painter.h"

/* What the staff's page says, as struct staff_facts; "" is none. */
enum { SIGHT_FACT_MAX = 120 };
struct sight_facts {
    char version[SIGHT_FACT_MAX], generation[SIGHT_FACT_MAX], shown[SIGHT_FACT_MAX], network[SIGHT_FACT_MAX],
        updated[SIGHT_FACT_MAX], touch_fault[SIGHT_FACT_MAX], uptime[SIGHT_FACT_MAX];
};

struct sight_request {
    uint64_t number;
    int degrees; /* the answer's pixels are turned for the panel */
    struct paint_book book;
    struct guide_state state; /* a copy: the visitor goes on meanwhile */
    struct view_request
        view;    /* `state`, `staff`, `measure`, `picture_size` and `picture_context` are filled by the
                    painter; what the others point to must not change while requests are out */
    bool common; /* a page that everybody sees first: its pictures stay when a visitor is forgotten */
    bool ahead;  /* nobody sees the answer: it has no pixels, and the next one comes sooner */
    bool staff;  /* the facts below are to be shown */
    bool locked;
    struct sight_facts facts;
    uint64_t known_hash; /* what is shown already; 0: nothing. The same again is not painted */
};

struct sight {
    uint64_t number;
    bool failed;          /* nothing to show: see problems */
    bool unchanged;       /* the draw list is the known one; no pixels */
    struct pixels pixels; /* owned; none when asked for ahead */
    uint64_t hash;
    int64_t next_change_ms; /* wall */
    struct film_place film; /* where the page's film lies in them; none while something lies over it */
    struct target targets[VIEW_TARGETS_MAX];
    int target_count;
    int found, leaves, reading_ms;
    int told;                         /* as of the view */
    const struct guide_page *nearest; /* of a search in vain; or NULL */
    bool qr;
    struct utterance *speech; /* owned; NULL: not asked for, or no memory */
    struct stops *stops; /* of the view; owned; NULL: nobody listens, or there is no voice for the language */
    int missing;
    struct report problems;
};

/* Paints here and now. */
void sight_paint(const struct sight_request *request, const struct painter *painter, struct sight *sight);
/* Frees, and overwrites what was the visitor's. Fine with a zeroed one. */
void sight_finish(struct sight *sight);
/* Overwrites what the calls before left below this one on the stack, and in the allocator's cache of this
 * thread, which M_PERTURB does not reach. */
void sight_wipe_thread(void);
