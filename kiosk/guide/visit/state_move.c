/* Where a visitor goes, and the way back. */
#include <string.h>

#include "guide/visit/state_parts.h"
#include "guide/written/page_kind.h"

struct spot state_start(const struct guide *guide) {
    return (struct spot){.place = guide != NULL ? PLACE_HOME : PLACE_SLIDES};
}

static bool entry_exists(const struct guide *guide, uint32_t of) {
    uint32_t page = of >> 16, entry = of & 0xffff;
    return page < guide->page_count && guide->pages[page].directory != NULL &&
           entry < guide->pages[page].directory->entry_count;
}

static bool way_exists(const struct guide *guide, uint32_t of) {
    uint32_t house = of >> 16, spot = of & 0xffff;
    const struct guide_plan *plan = house < guide->houses.count ? guide->houses.items[house]->plan : NULL;
    return plan != NULL && spot < plan->spot_count && plan->spots[spot].name.count > 0;
}

static bool exists(const struct guide *guide, const struct spot *spot) {
    if (spot->leaf < 0 || spot->leaf >= STATE_LEAVES_MAX)
        return false;
    if (spot->place == PLACE_SLIDES || place_is_staffs(spot->place))
        return true;
    if (guide == NULL)
        return false;
    switch (spot->place) {
    case PLACE_DOOR:
        return spot->of < guide->door_count;
    case PLACE_PAGE:
        return spot->of < guide->page_count;
    case PLACE_EVENT:
        return spot->of != 0;
    case PLACE_ENTRY:
        return entry_exists(guide, spot->of);
    case PLACE_WAY:
        return way_exists(guide, spot->of);
    case PLACE_PHRASE:
        return spot->of < guide->people.phrase_count;
    case PLACE_HOME:
    case PLACE_TOPICS:
    case PLACE_SEARCH:
    case PLACE_LANGUAGES:
    case PLACE_AIDS:
    case PLACE_ASK:
    case PLACE_EMERGENCY:
        return true;
    default:
        return false;
    }
}

/* Staff's places open by the PIN alone, and from each other. */
static bool may_go(const struct guide_state *state, enum place to) {
    switch (to) {
    case PLACE_STAFF:
        return state->spot.place == PLACE_TOUCH_TEST;
    case PLACE_TOUCH_TEST:
        return state->spot.place == PLACE_STAFF;
    case PLACE_CLEANING:
        return false;
    default:
        return true;
    }
}

static void push(struct guide_state *state) {
    if (state->spot.place == PLACE_REST || place_is_staffs(state->spot.place))
        return;
    if (state->depth == STATE_HISTORY_MAX) {
        memmove(state->history, state->history + 1, sizeof state->history - sizeof *state->history);
        memmove(state->focuses, state->focuses + 1, (STATE_HISTORY_MAX - 1) * sizeof *state->focuses);
        state->depth--;
    }
    state->focuses[state->depth] = state->focus;
    state->history[state->depth++] = state->spot;
}

static void filters_of(struct guide_state *state, uint32_t filters_page) {
    if (state->chosen.filters_page == filters_page)
        return;
    state->chosen.filters_page = filters_page;
    memset(state->chosen.filters, 0, sizeof state->chosen.filters);
    state->chosen.period = PERIOD_WEEK;
    state->chosen.kind = 0;
}

uint32_t state_arrive(struct guide_state *state, const struct guide *guide, struct spot spot) {
    if (state->spot.place == PLACE_PIN)
        explicit_bzero(state->staff.pin, sizeof state->staff.pin);
    state->spot.place = spot.place;
    state->spot.of = spot.of;
    state->spot.leaf = spot.leaf;
    state->idle.reading_ms = 0;
    state->focus = state->keypad ? 0 : -1;
    state->stop = 0;
    state->staff.corners = 0;
    state->guided |= spot.place != PLACE_SLIDES;
    if (spot.place == PLACE_PAGE) {
        state_ticks_of(state, spot.of + 1);
        if (page_kind(guide->pages[spot.of].kind)->has_filters)
            filters_of(state, spot.of + 1);
    }
    return EFFECT_REDRAW | EFFECT_HUSH | (state->aids.speech ? EFFECT_SPEAK : 0);
}

uint32_t state_go(struct guide_state *state, const struct guide *guide, struct spot spot) {
    if (!exists(guide, &spot) || !may_go(state, spot.place))
        return 0;
    if (spot.place == PLACE_HOME)
        return state_home(state, guide);
    bool same = spot.place == state->spot.place && spot.of == state->spot.of;
    if (!same)
        push(state);
    if (spot.place == PLACE_SLIDES && !same) {
        state->slide = 0;
        state->paused = false;
    }
    uint32_t effects = state_arrive(state, guide, spot);
    return effects | (spot.place == PLACE_PAGE && !same ? EFFECT_PAGE : 0);
}

uint32_t state_back(struct guide_state *state, const struct guide *guide) {
    if (state->spot.place == PLACE_TOUCH_TEST)
        return state_arrive(state, guide, (struct spot){.place = PLACE_STAFF});
    if (state->depth == 0)
        return state_home(state, guide);
    struct spot spot = state->history[--state->depth];
    memset(&state->history[state->depth], 0, sizeof spot);
    uint32_t effects = state_arrive(state, guide, spot);
    if (state->keypad && state->focuses[state->depth] >= 0)
        state->focus = state->focuses[state->depth];
    return effects;
}

uint32_t state_home(struct guide_state *state, const struct guide *guide) {
    memset(state->history, 0, sizeof state->history);
    memset(state->focuses, 0, sizeof state->focuses);
    state->depth = 0;
    explicit_bzero(state->query, sizeof state->query);
    filters_of(state, 0);
    return state_arrive(state, guide, state_start(guide));
}
