/* The film on a page of the kind. */
#include <string.h>

#include "guide/visit/state_parts.h"

const struct guide_film *state_film(const struct guide_state *state, const struct guide *guide) {
    if (guide == NULL || state->spot.place != PLACE_PAGE)
        return NULL;
    const struct guide_film *film = &guide->pages[state->spot.of].film;
    return film->film != NULL ? film : NULL;
}

static bool is_shown(const struct guide_state *state) {
    return state->spot.place == PLACE_PAGE && state->film.page == state->spot.of + 1;
}

int64_t state_film_ms(const struct guide_state *state, int64_t now_ms) {
    const struct state_film *film = &state->film;
    if (!is_shown(state))
        return 0;
    int64_t ms = film->playing ? now_ms - film->began_ms : film->at_ms;
    return ms < film->at_ms ? film->at_ms : ms > film->length_ms ? film->length_ms : ms;
}

bool state_film_heard(const struct guide_state *state, const struct guide *guide) {
    const struct guide_film *shown = state_film(state, guide);
    return shown != NULL && shown->film->samples > 0 && state->aids.hearing.films;
}

static int captions_in(const struct film *film, const char *language) {
    for (size_t i = 0; i < film->caption_count; i++)
        if (strcmp(film->captions[i].language, language) == 0)
            return (int)i;
    return -1;
}

int state_film_captions(const struct guide_state *state, const struct guide *guide) {
    const struct guide_film *shown = state_film(state, guide);
    if (shown == NULL || shown->film->caption_count == 0)
        return -1;
    if (is_shown(state) && state->film.captions > 0)
        return state->film.captions - 1;
    if (is_shown(state) && state->film.captions < 0 && state_film_heard(state, guide))
        return -1;
    int own = captions_in(shown->film, guide->languages[state->language].tag);
    int english = own >= 0 ? own : captions_in(shown->film, "en");
    return english >= 0 ? english : 0;
}

/* Where what is shown of it changes after `ms`: its time, in whole seconds, its captions, its end. */
static int32_t next_change(const struct guide_state *state, const struct guide *guide, int64_t ms) {
    const struct guide_film *shown = state_film(state, guide);
    int64_t next = (ms / 1000 + 1) * 1000;
    int captions = state_film_captions(state, guide);
    if (captions >= 0) {
        int64_t edge = captions_edge(&shown->captions[captions], ms);
        next = edge < next ? edge : next;
    }
    return (int32_t)(next < state->film.length_ms ? next : state->film.length_ms);
}

/* It stands at `ms`, or goes on from there. */
static void put(struct guide_state *state, const struct guide *guide, int64_t ms, bool playing,
                int64_t now_ms) {
    struct state_film *film = &state->film;
    film->at_ms = (int32_t)ms;
    film->playing = playing;
    film->began_ms = playing ? now_ms - ms : 0;
    film->next_ms = playing ? next_change(state, guide, ms) : 0;
    film->ended = false;
}

static void begin(struct guide_state *state, const struct film *film) {
    if (is_shown(state))
        return;
    memset(&state->film, 0, sizeof state->film);
    state->film.page = state->spot.of + 1;
    state->film.length_ms = (int32_t)film_length_ms(film);
}

uint32_t state_film_act(struct guide_state *state, const struct guide *guide, const struct action *action,
                        int64_t now_ms) {
    const struct guide_film *shown = state_film(state, guide);
    if (shown == NULL)
        return 0;
    begin(state, shown->film);
    struct state_film *film = &state->film;
    int64_t ms = state_film_ms(state, now_ms);
    switch (action->verb) {
    case VERB_FILM_PLAY:
        put(state, guide, film->ended ? 0 : ms, !film->playing, now_ms);
        return EFFECT_REDRAW | EFFECT_FILM;
    case VERB_FILM_BACK:
        put(state, guide, ms > STATE_FILM_BACK_MS ? ms - STATE_FILM_BACK_MS : 0, film->playing, now_ms);
        return EFFECT_REDRAW | EFFECT_FILM;
    case VERB_FILM_AGAIN:
        put(state, guide, 0, true, now_ms);
        return EFFECT_REDRAW | EFFECT_FILM;
    case VERB_FILM_CAPTIONS:
        if (action->value < -1 || action->value >= (int)shown->film->caption_count ||
            (action->value < 0 && !state_film_heard(state, guide)))
            return 0;
        film->captions = action->value >= 0 ? action->value + 1 : -1;
        if (film->playing)
            put(state, guide, ms, true, now_ms);
        return EFFECT_REDRAW;
    default:
        return 0;
    }
}

uint32_t state_film_leave(struct guide_state *state, int64_t now_ms) {
    struct state_film *film = &state->film;
    if (!film->playing || (is_shown(state) && state->spot.leaf == 0)) /* it stands on the first leaf */
        return 0;
    int64_t ms = now_ms - film->began_ms;
    film->at_ms = (int32_t)(ms < film->at_ms ? film->at_ms : ms > film->length_ms ? film->length_ms : ms);
    film->playing = false;
    return EFFECT_FILM;
}

/* Who listens hears what has come. */
static uint32_t tell(struct guide_state *state, enum verb verb, int value) {
    if (!state->aids.speech)
        return 0;
    memset(&state->told, 0, sizeof state->told);
    state->told.verb = verb;
    state->told.value = value;
    return EFFECT_SPEAK;
}

static uint32_t go_on(struct guide_state *state, const struct guide *guide, int64_t ms) {
    const struct guide_film *shown = state_film(state, guide);
    int captions = state_film_captions(state, guide);
    const struct caption *before = NULL, *now = NULL;
    if (captions >= 0) {
        before = captions_at(&shown->captions[captions], state->film.at_ms);
        now = captions_at(&shown->captions[captions], ms);
    }
    state->film.at_ms = (int32_t)ms;
    state->film.next_ms = next_change(state, guide, ms);
    return EFFECT_REDRAW | (now != NULL && now != before ? tell(state, VERB_FILM_CAPTIONS, STATE_CAME) : 0);
}

uint32_t state_film_tick(struct guide_state *state, const struct guide *guide, int64_t now_ms) {
    struct state_film *film = &state->film;
    if (!film->playing || now_ms < state_film_due_ms(state))
        return 0;
    int64_t ms = state_film_ms(state, now_ms);
    if (ms < film->length_ms)
        return go_on(state, guide, ms);
    put(state, guide, film->length_ms, false, now_ms);
    film->ended = true;
    state->idle.touched_ms = now_ms; /* as if they had done something now: they were there */
    return EFFECT_REDRAW | EFFECT_FILM | EFFECT_FILM_DONE | tell(state, VERB_FILM_PLAY, 0);
}

int64_t state_film_due_ms(const struct guide_state *state) {
    return state->film.playing ? state->film.began_ms + state->film.next_ms : INT64_MAX;
}
