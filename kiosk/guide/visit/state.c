#include "guide/visit/state.h"

#include <string.h>

#include "core/base/fnv.h"
#include "guide/visit/state_parts.h"

static int keyboard_of(const struct guide *guide, int language) {
    if (guide == NULL || language >= (int)guide->language_count ||
        guide->languages[language].keyboard == NULL)
        return 0;
    for (size_t i = 0; i < guide->keyboard_count; i++)
        if (strcmp(guide->keyboards[i].id, guide->languages[language].keyboard) == 0)
            return (int)i;
    return 0;
}

bool spot_same(const struct spot *a, const struct spot *b) {
    return a->place == b->place && a->of == b->of && a->leaf == b->leaf;
}

void state_init(struct guide_state *state, const struct guide *guide) {
    memset(state, 0, sizeof *state); /* padding too: two fresh states are equal byte for byte */
    state->spot.place = PLACE_REST;
    state->aids.volume = STATE_VOLUME;
    state->aids.hearing.most = SOUND_VOLUME_MAX;
    state->chosen.period = PERIOD_WEEK;
    state->focus = -1;
    state->keyboard = keyboard_of(guide, 0);
}

void state_forget(struct guide_state *state, const struct guide *guide) {
    explicit_bzero(state, sizeof *state);
    state_init(state, guide);
}

uint32_t state_end(struct guide_state *state, const struct guide *guide) {
    state_forget(state, guide);
    return EFFECT_SESSION_END | EFFECT_HUSH | EFFECT_VOLUME | EFFECT_REDRAW;
}

void state_speaks(struct guide_state *state, const struct guide *guide, int language) {
    if (state->spot.place != PLACE_REST || guide == NULL || language < 0 ||
        language >= (int)guide->language_count)
        return;
    state->language = language;
    state->keyboard = keyboard_of(guide, language);
}

uint32_t state_language(struct guide_state *state, const struct guide *guide, int language) {
    if (guide == NULL || language < 0 || language >= (int)guide->language_count)
        return 0;
    state->language = language;
    state->keyboard = keyboard_of(guide, language);
    switch (state->spot.place) {
    case PLACE_REST:
    case PLACE_SLIDES:
        return state_home(state, guide);
    case PLACE_LANGUAGES:
        return state_back(state, guide);
    default:
        return EFFECT_REDRAW | EFFECT_HUSH | (state->aids.speech ? EFFECT_SPEAK : 0);
    }
}

/* The first touch. Nothing but these is started by it, whatever it happened to hit. */
static uint32_t begin(struct guide_state *state, const struct guide *guide, const struct action *action) {
    struct spot slides = {.place = PLACE_SLIDES};
    switch (action->verb) {
    case VERB_HOME:
        return state_home(state, guide);
    case VERB_LANGUAGE: {
        uint32_t effects = state_language(state, guide, action->value);
        return effects != 0 ? effects : state_arrive(state, guide, slides);
    }
    case VERB_SPEECH:
    case VERB_REPEAT:
        state->aids.speech = true;
        return state_home(state, guide);
    case VERB_GO:
        if (action->spot.place == PLACE_HOME)
            return state_home(state, guide);
        if (action->spot.place == PLACE_LANGUAGES && guide != NULL)
            return state_home(state, guide) | state_go(state, guide, action->spot);
        if (action->spot.place == PLACE_PIN)
            return state_arrive(state, guide, (struct spot){.place = PLACE_PIN});
        return state_arrive(state, guide, slides);
    default:
        return state_arrive(state, guide, slides);
    }
}

static uint32_t carry_out(struct guide_state *state, const struct guide *guide, const struct action *action,
                          int64_t now_ms) {
    switch (action->verb) {
    case VERB_BACK:
        return state_back(state, guide);
    case VERB_HOME:
        return state_home(state, guide);
    case VERB_GO:
        return state_go(state, guide, action->spot);
    case VERB_LANGUAGE:
        return state_language(state, guide, action->value);
    case VERB_LEAF:
    case VERB_SLIDE:
    case VERB_PAUSE:
    case VERB_TICK:
    case VERB_FILTER:
    case VERB_UNFILTER:
    case VERB_PERIOD:
    case VERB_KIND:
        return state_choose(state, guide, action);
    case VERB_TYPE:
    case VERB_ERASE:
    case VERB_ERASE_ALL:
    case VERB_KEYBOARD:
        return state_type(state, guide, action);
    case VERB_PIN_KEY:
    case VERB_PIN_DONE:
    case VERB_CLEAN:
    case VERB_RESTART:
    case VERB_CORNER:
        return state_staff(state, guide, action, now_ms);
    case VERB_FILM_PLAY:
    case VERB_FILM_BACK:
    case VERB_FILM_AGAIN:
    case VERB_FILM_CAPTIONS:
        return state_film_act(state, guide, action, now_ms);
    case VERB_STAY:
    case VERB_NONE:
    case VERB_CLEAR:
        return 0;
    default:
        return state_aid(state, action);
    }
}

static void told(struct guide_state *state, const struct action *action) {
    memset(&state->told, 0, sizeof state->told);
    state->told.verb = action->verb;
    state->told.value = action->value;
    memcpy(state->told.text, action->text, sizeof state->told.text);
}

static void untold(struct guide_state *state) {
    explicit_bzero(&state->told, sizeof state->told);
}

/* What a listener hears of it: the page that has come or, where they stayed or have come back, what is new.
 */
static uint32_t tell(struct guide_state *state, const struct action *action, bool came_back,
                     uint32_t effects) {
    untold(state);
    bool staffs = place_is_staffs(state->spot.place), mute = action->verb == VERB_SPEECH_PAUSE;
    if (effects == 0 || !state->aids.speech || staffs || mute)
        return effects;
    bool page = (effects & EFFECT_SPEAK) != 0;
    if (!page || came_back || action->verb == VERB_KEYS || action->verb == VERB_EASY_TEXT)
        told(state, action);
    return effects | EFFECT_SPEAK | EFFECT_HUSH;
}

/* Who listens or uses the keypad may have come upon it unseen. */
static uint32_t clear(struct guide_state *state, const struct guide *guide, int64_t now_ms) {
    bool asks = (state->keypad || state->aids.speech) && !state->leaving && guide != NULL;
    if (!asks)
        return state_end(state, guide);
    (void)state_touched(state, now_ms);
    untold(state);
    state->leaving = true;
    state->focuses[state->depth] = state->focus;
    state->focus = state->keypad ? 0 : -1;
    state->stop = 0;
    return EFFECT_REDRAW | (state->aids.speech ? EFFECT_HUSH | EFFECT_SPEAK : 0);
}

/* The question or the warning goes away, whatever was pressed. */
static uint32_t stay(struct guide_state *state) {
    const struct action action = action_of(VERB_STAY, 0);
    if (state->leaving && state->keypad)
        state->focus = state->focuses[state->depth];
    state->leaving = false;
    return tell(state, &action, false, EFFECT_REDRAW);
}

uint32_t state_act(struct guide_state *state, const struct guide *guide, const struct action *action,
                   int64_t now_ms) {
    if (state->spot.place == PLACE_CLEANING)
        return 0;
    if (state->spot.place == PLACE_REST) {
        if (action->verb == VERB_CLEAR || action->verb == VERB_STAY)
            return 0;
        state->idle.touched_ms = now_ms;
        uint32_t effects = EFFECT_SESSION_BEGIN | begin(state, guide, action);
        if (state->aids.speech)
            state->told.verb = VERB_KEYS;
        return effects;
    }
    if (action->verb == VERB_CLEAR)
        return clear(state, guide, now_ms);
    if (state_touched(state, now_ms) || state->leaving || action->verb == VERB_STAY)
        return stay(state);
    bool speech = state->aids.speech; /* a new action stops old speech (EN 301 549 5.1.3.5) … */
    bool back = action->verb == VERB_BACK && state->depth > 0 && state->keypad;
    uint32_t effects = tell(state, action, back, carry_out(state, guide, action, now_ms));
    effects |= state_film_leave(state, now_ms);
    if (effects != 0 && speech && action->verb != VERB_SPEECH_PAUSE) /* … but this */
        effects |= EFFECT_HUSH;
    return effects;
}

uint32_t state_event_key(const char *event_id) {
    uint32_t hash = fnv32(FNV32, event_id, strlen(event_id));
    return hash != 0 ? hash : 1;
}

struct action action_go(enum place place, uint32_t of) {
    return (struct action){.verb = VERB_GO, .spot = {.place = place, .of = of}};
}

struct action action_of(enum verb verb, int value) {
    return (struct action){.verb = verb, .value = value};
}

static const char *const place_names[PLACE_COUNT] = {
#define NAME(id, name, many) [PLACE_##id] = name,
    PLACES(NAME)
#undef NAME
};

const char *place_name(enum place place) {
    return (size_t)place < PLACE_COUNT ? place_names[place] : "";
}

bool place_find(const char *name, enum place *out) {
    for (int i = 0; i < PLACE_COUNT; i++)
        if (strcmp(place_names[i], name) == 0) {
            *out = (enum place)i;
            return true;
        }
    return false;
}

bool place_is_many(enum place place) {
    static const bool several[PLACE_COUNT] = {
#define MANY(id, name, many) [PLACE_##id] = many,
        PLACES(MANY)
#undef MANY
    };
    return (size_t)place < PLACE_COUNT && several[place];
}

bool place_is_staffs(enum place place) {
    return place == PLACE_PIN || place == PLACE_STAFF || place == PLACE_TOUCH_TEST || place == PLACE_CLEANING;
}
