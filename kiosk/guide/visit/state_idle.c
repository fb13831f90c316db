/* What happens when nobody touches the screen. */
#include <string.h>

#include "guide/visit/state_parts.h"

static int64_t times(const struct guide_state *state, int64_t ms) {
    return state->aids.more_time ? ms * STATE_MORE_TIME : ms;
}

/* Only looked at slides that have not been stopped: there is nothing to lose. */
static bool passes_by(const struct guide_state *state) {
    return state->spot.place == PLACE_SLIDES && !state->paused && !state->guided;
}

static int64_t idle_ends_ms(const struct guide_state *state) {
    if (state->film.playing) /* who watches touches nothing */
        return INT64_MAX;
    if (passes_by(state))
        return state->idle.touched_ms + times(state, STATE_SLIDES_MS);
    int64_t reading = state->idle.reading_ms < 0                      ? 0
                      : state->idle.reading_ms > STATE_READING_MAX_MS ? STATE_READING_MAX_MS
                                                                      : state->idle.reading_ms;
    return state->idle.touched_ms + times(state, STATE_IDLE_MS + reading);
}

/* When what is counted down is over; 0: nothing is. */
static int64_t countdown_ends_ms(const struct guide_state *state) {
    if (state->spot.place == PLACE_CLEANING)
        return state->staff.cleaning_until_ms;
    return state->idle.warned ? state->idle.warned_ms + times(state, STATE_WARNING_MS) : 0;
}

int state_seconds_left(const struct guide_state *state, int64_t now_ms) {
    int64_t left = countdown_ends_ms(state) - now_ms;
    return left > 0 ? (int)((left + 999) / 1000) : 0;
}

bool state_touched(struct guide_state *state, int64_t now_ms) {
    if (state->spot.place == PLACE_REST || state->spot.place == PLACE_CLEANING)
        return false;
    bool warned = state->idle.warned;
    state->idle.touched_ms = now_ms;
    state->idle.warned = false;
    state->idle.warned_ms = 0;
    state->idle.countdown_s = 0;
    return warned;
}

static uint32_t count_down(struct guide_state *state, int64_t now_ms) {
    int seconds = state_seconds_left(state, now_ms);
    if (seconds == state->idle.countdown_s)
        return 0;
    state->idle.countdown_s = seconds;
    return EFFECT_REDRAW;
}

static uint32_t warn(struct guide_state *state, int64_t now_ms) {
    state->idle.warned = true;
    if (state->leaving && state->keypad)
        state->focus = state->focuses[state->depth];
    state->leaving = false;
    memset(&state->told, 0, sizeof state->told);
    state->idle.warned_ms = now_ms; /* not when it was due: the whole warning is always shown */
    state->idle.countdown_s = state_seconds_left(state, now_ms);
    return EFFECT_WARNING | EFFECT_REDRAW | (state->aids.speech ? EFFECT_HUSH | EFFECT_SPEAK : 0);
}

uint32_t state_tick(struct guide_state *state, const struct guide *guide, int64_t now_ms) {
    if (state->spot.place == PLACE_REST)
        return 0;
    uint32_t film = state_film_tick(state, guide, now_ms);
    bool counting = state->spot.place == PLACE_CLEANING || state->idle.warned;
    if (!counting) {
        if (now_ms < idle_ends_ms(state))
            return film;
        return passes_by(state) ? state_end(state, guide) | EFFECT_BY_IDLE : warn(state, now_ms);
    }
    if (now_ms < countdown_ends_ms(state))
        return count_down(state, now_ms);
    bool cleaned = state->spot.place == PLACE_CLEANING;
    return state_end(state, guide) | (cleaned ? 0 : EFFECT_BY_IDLE);
}

int64_t state_due_ms(const struct guide_state *state) {
    if (state->spot.place == PLACE_REST)
        return INT64_MAX;
    if (state->film.playing)
        return state_film_due_ms(state);
    if (state->spot.place != PLACE_CLEANING && !state->idle.warned)
        return idle_ends_ms(state);
    int64_t later_s = state->idle.countdown_s > 1 ? state->idle.countdown_s - 1 : 0;
    return countdown_ends_ms(state) - later_s * 1000;
}
