/* Easier to read, easier to reach, read aloud. */
#include "guide/visit/state_parts.h"

/* In another size a text has other leaves: numbers of old ones would lead somewhere else. */
static void first_leaves(struct guide_state *state) {
    state->spot.leaf = 0;
    for (int i = 0; i < state->depth; i++)
        state->history[i].leaf = 0;
}

static uint32_t text_size(struct guide_state *state, int size) {
    if (size < TEXT_NORMAL || size >= TEXT_SIZES)
        return 0;
    if ((int)state->aids.text_size != size)
        first_leaves(state);
    state->aids.text_size = (enum text_size)size;
    return EFFECT_REDRAW;
}

/* Another text has other leaves, and is read from its beginning. */
static uint32_t easy_text(struct guide_state *state) {
    state->aids.easy_text = !state->aids.easy_text;
    first_leaves(state);
    return EFFECT_REDRAW | (state->aids.speech ? EFFECT_HUSH | EFFECT_SPEAK : 0);
}

static uint32_t volume(struct guide_state *state, int steps) {
    int most = state->aids.hearing.most;
    if (steps < -SOUND_VOLUME_MAX || steps > SOUND_VOLUME_MAX)
        return 0;
    int to = state->aids.volume + steps;
    to = to < 0 ? 0 : to > most ? most : to;
    if (to == state->aids.volume)
        return 0;
    state->aids.volume = to;
    return EFFECT_VOLUME | EFFECT_REDRAW;
}

uint32_t state_hears(struct guide_state *state, int most, bool films) {
    uint32_t effects = state->aids.hearing.films != films ? EFFECT_REDRAW : 0;
    state->aids.hearing.films = films;
    state->aids.hearing.most = most < 1 ? 1 : most > SOUND_VOLUME_MAX ? SOUND_VOLUME_MAX : most;
    return effects | (state->aids.volume > state->aids.hearing.most ? volume(state, 0) : 0);
}

uint32_t state_aid(struct guide_state *state, const struct action *action) {
    switch (action->verb) {
    case VERB_TEXT_SIZE:
        return text_size(state, action->value);
    case VERB_CONTRAST:
        state->aids.high_contrast = !state->aids.high_contrast;
        return EFFECT_REDRAW;
    case VERB_REACH:
        state->aids.easy_reach = !state->aids.easy_reach;
        first_leaves(state);
        return EFFECT_REDRAW;
    case VERB_TIME:
        state->aids.more_time = !state->aids.more_time;
        return EFFECT_REDRAW;
    case VERB_EASY_TEXT:
        return easy_text(state);
    case VERB_SPEECH:
        state->aids.speech = !state->aids.speech;
        return EFFECT_REDRAW | EFFECT_HUSH | (state->aids.speech ? EFFECT_SPEAK : 0);
    case VERB_REPEAT:
        state->aids.speech = true;
        return EFFECT_REDRAW | EFFECT_HUSH | EFFECT_SPEAK;
    case VERB_SPEECH_PAUSE:
        return state->aids.speech ? EFFECT_SPEECH_PAUSE : 0;
    case VERB_PACE:
        state->aids.pace = (state->aids.pace + 1) % STATE_PACES;
        return EFFECT_PACE | EFFECT_REDRAW;
    case VERB_KEYS:
        state->aids.speech = true;
        return EFFECT_REDRAW | EFFECT_HUSH | EFFECT_SPEAK;
    case VERB_VOLUME:
        return volume(state, action->value);
    default:
        return 0;
    }
}
