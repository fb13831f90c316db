/* What staff do on the spot. */
#include <string.h>

#include "guide/visit/state_parts.h"

enum { PIN_ERASES = 10, CORNERS = 4 };

static uint32_t pin_key(struct guide_state *state, int key) {
    size_t length = strlen(state->staff.pin);
    if (key == PIN_ERASES && length > 0)
        state->staff.pin[length - 1] = 0;
    else if (key >= 0 && key <= 9 && length < STATE_PIN_MAX)
        state->staff.pin[length] = (char)('0' + key);
    else
        return 0;
    return EFFECT_REDRAW;
}

static uint32_t clean(struct guide_state *state, const struct guide *guide, int64_t now_ms) {
    memset(state->history, 0, sizeof state->history);
    state->depth = 0;
    state->staff.cleaning_until_ms = now_ms + STATE_CLEANING_MS;
    state->idle.countdown_s = STATE_CLEANING_MS / 1000;
    return state_arrive(state, guide, (struct spot){.place = PLACE_CLEANING});
}

static uint32_t corner(struct guide_state *state, int number) {
    if (number < 0 || number >= CORNERS)
        return 0;
    state->staff.corners |= UINT32_C(1) << number;
    return EFFECT_REDRAW;
}

uint32_t state_staff(struct guide_state *state, const struct guide *guide, const struct action *action,
                     int64_t now_ms) {
    enum place place = state->spot.place;
    switch (action->verb) {
    case VERB_PIN_KEY:
        return place == PLACE_PIN ? pin_key(state, action->value) : 0;
    case VERB_PIN_DONE:
        return place == PLACE_PIN && state->staff.pin[0] != 0 ? EFFECT_PIN : 0;
    case VERB_CLEAN:
        return place == PLACE_STAFF ? clean(state, guide, now_ms) : 0;
    case VERB_RESTART:
        return place == PLACE_STAFF ? EFFECT_RESTART : 0;
    case VERB_CORNER:
        return place == PLACE_TOUCH_TEST ? corner(state, action->value) : 0;
    default:
        return 0;
    }
}

uint32_t state_pin_result(struct guide_state *state, const struct guide *guide, bool right, int64_t now_ms) {
    explicit_bzero(state->staff.pin, sizeof state->staff.pin);
    if (state->spot.place != PLACE_PIN)
        return 0;
    state_touched(state, now_ms);
    return right ? state_arrive(state, guide, (struct spot){.place = PLACE_STAFF}) : EFFECT_REDRAW;
}
