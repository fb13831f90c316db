/* Texts that who listens can stand on with the keypad, among the things to touch: headings, parts of lists,
 * rows of tables. Pure. */
#pragma once

#include "core/draw/draw.h"
#include "core/text/utterance.h"
#include "guide/visit/state.h"

enum { STOPS_MAX = 80 };

enum stop_kind { STOP_TEXT, STOP_HEADING, STOP_ITEM, STOP_ROW };
struct stop {
    enum stop_kind kind;
    int level;        /* STOP_HEADING: 1 is the page's title */
    int at, of;       /* STOP_ITEM, STOP_ROW: which of how many, from 1 */
    int before;       /* so many things to touch come before it */
    size_t from, end; /* bytes of `said`: what is said of it, whole lines */
};
/* Of a page, in reading order; where no room is left the rest is none. Zero-initialise. */
struct stops {
    struct stop items[STOPS_MAX];
    int count;
    struct utterance said;
};

/* The keypad goes `step` (1 or -1) on from where it stands, round and round. `targets`: how many things can
 * be touched; `stops` may be NULL: there are none. */
void stops_move(struct guide_state *state, int step, int targets, const struct stops *stops);
/* On to the next heading, round and round; where there is none it stays. */
void stops_next_heading(struct guide_state *state, const struct stops *stops);
/* What is said of stop number `at`, from 0; nothing where there is none. */
void stops_say(const struct stops *stops, int at, struct utterance *out);
