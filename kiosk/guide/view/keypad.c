#include "guide/view/keypad.h"

#include <string.h>

/* What the visitor did was answered, and they have gone on. */
static struct action gone_on(struct guide_state *state) {
    explicit_bzero(&state->told, sizeof state->told);
    return action_of(VERB_NONE, 0);
}

static struct action of_held(enum keypad_key key) {
    static const struct action held[KEYPAD_KEYS] = {[KEYPAD_PREVIOUS] = {.verb = VERB_VOLUME, .value = -1},
                                                    [KEYPAD_NEXT] = {.verb = VERB_VOLUME, .value = 1},
                                                    [KEYPAD_SELECT] = {.verb = VERB_KEYS},
                                                    [KEYPAD_BACK] = {.verb = VERB_PACE},
                                                    [KEYPAD_REPEAT] = {.verb = VERB_SPEECH_PAUSE}};
    return held[key];
}

struct action keypad_press(struct guide_state *state, enum keypad_key key, bool held, bool voice,
                           const struct target *targets, int count, const struct stops *stops) {
    bool shown = state->keypad;
    state->keypad = true;
    if (!state_busy(state))
        return action_of(voice ? VERB_REPEAT : VERB_HOME, 0);
    if (state->idle.warned)
        return action_of(VERB_STAY, 0);
    if (!shown && voice &&
        !state->aids.speech) { /* they came by touch; now they may need the keys explained */
        state->focus = 0;
        return action_of(VERB_KEYS, 0);
    }
    if (held)
        return of_held(key);
    stops = state->aids.speech ? stops : NULL;
    switch (key) {
    case KEYPAD_PREVIOUS:
    case KEYPAD_NEXT:
        stops_move(state, key == KEYPAD_NEXT ? 1 : -1, count, stops);
        return gone_on(state);
    case KEYPAD_HEADING:
        stops_next_heading(state, stops);
        return gone_on(state);
    case KEYPAD_SELECT:
        if (shown && state->stop > 0) {
            stops_next_heading(state, stops);
            return gone_on(state);
        }
        if (shown && state->focus >= 0 && state->focus < count)
            return targets[state->focus].action;
        break;
    case KEYPAD_BACK:
        return action_of(VERB_BACK, 0);
    case KEYPAD_REPEAT:
        return action_of(VERB_REPEAT, 0);
    case KEYPAD_KEYS:
        break;
    }
    return action_of(VERB_NONE, 0);
}

bool keypad_settle(struct guide_state *state, int told, int count, const struct stops *stops) {
    int focus = state->focus, stop = state->stop;
    if (state->idle.warned) /* it stands where it was when the warning has gone */
        return false;
    if (state->keypad && state->told.verb != VERB_NONE && told >= 0)
        focus = told;
    if (focus >= count)
        focus = count - 1;
    state->stop = stop <= (stops ? stops->count : 0) ? stop : 0;
    bool moved = focus != state->focus || stop != state->stop;
    state->focus = focus;
    return moved;
}
