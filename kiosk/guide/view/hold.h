/* What a finger is on while it is down: drawn as pressed at once, let go when the finger slides off, and
 * acting only when the finger comes up on it (WCAG 2.1 SC 2.5.2; touch-and-access G4). Pure: presses and
 * targets in. */
#pragma once

#include "guide/view/view.h"

/* Zero: no finger is down. */
struct hold {
    bool down;
    bool inside;          /* still, or again, on what it began on */
    struct target target; /* what it began on, as it is drawn now */
};

/* `at`: the target under the finger; nothing is one with VERB_NONE. */
void hold_begin(struct hold *hold, const struct target *at);
/* The finger has moved, or what is below it was drawn anew. */
void hold_move(struct hold *hold, const struct target *at);
/* The finger is up. True: what `at` does is to be done. The rest is forgotten, and overwritten. */
bool hold_end(struct hold *hold, const struct target *at) MUST_CHECK;
void hold_cancel(struct hold *hold);
/* To be drawn as pressed; NULL: nothing is. Lives until the next call. */
const struct target *hold_shown(const struct hold *hold);
