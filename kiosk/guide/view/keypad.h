/* Five keys for whoever does not see or does not touch, or six: where the focus goes, and what a key does.
 * Pure. */
#pragma once

#include "guide/view/view.h"

enum keypad_key {
    KEYPAD_PREVIOUS,
    KEYPAD_NEXT,
    KEYPAD_SELECT,
    KEYPAD_BACK,
    KEYPAD_REPEAT,
    KEYPAD_HEADING, /* where a keypad has a sixth; else select does it on a text */
    KEYPAD_KEYS
};

/* What the key asks for, of what is shown. VERB_NONE: nothing but, perhaps, another focus (then state->focus
 * or state->stop has changed and is to be said with say_focus). `stops`: of the view; NULL: none. Who listens
 * goes through them as well as through the targets, and select leads from a text to the next heading. The
 * first key, whichever, begins to read aloud when there is a `voice`, also on a page that was opened by
 * touch; while the warning is shown every key stays. `held`: for long; on any page previous and next mean
 * quieter and louder, back slower, repeat pause, select what the keys do. The answer may hold a letter of the
 * keyboard: to be overwritten. */
struct action keypad_press(struct guide_state *state, enum keypad_key key, bool held, bool voice,
                           const struct target *targets, int count, const struct stops *stops) MUST_CHECK;
/* After an answer: keeps the focus on what was chosen, though things before it came or went (`told`: of the
 * view), and on something. True: it has moved. */
bool keypad_settle(struct guide_state *state, int told, int count, const struct stops *stops);
