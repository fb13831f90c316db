/* What is said besides a page: the thing that the keypad stands on, and goodbye. Pure. */
#pragma once

#include "guide/view/view.h"

/* "CPR number, button, 3 of 9": name, role, state and position of target number `at`, in the language number
 * `language` of the guide but for a name that is in another one. Nothing when there is no such target. */
void say_target(const struct guide *guide, int language, const struct target *targets, int count, int at,
                struct utterance *out);
/* The same of what the keypad stands on: a text, or a thing to touch. */
void say_focus(const struct guide *guide, const struct guide_state *state, const struct target *targets,
               int count, const struct stops *stops, struct utterance *out);
/* The last thing a visitor hears, in their language. */
void say_goodbye(const struct guide *guide, int language, struct utterance *out);
