/* What is chosen on the page that is shown. */
#include <string.h>

#include "guide/visit/state_parts.h"
#include "guide/written/page_kind.h"

enum { SLIDES_AWAY_MAX = 10000 };

void state_ticks_of(struct guide_state *state, uint32_t ticks_page) {
    if (state->chosen.ticks_page == ticks_page)
        return;
    uint64_t ticks = 0;
    int last = STATE_TICKED_MAX - 1; /* the place that becomes free: the page's own, else the oldest */
    for (int i = 0; i < STATE_TICKED_MAX; i++) {
        if (state->chosen.ticked[i].page != ticks_page)
            continue;
        ticks = state->chosen.ticked[i].ticks;
        memmove(&state->chosen.ticked[i], &state->chosen.ticked[i + 1],
                (size_t)(last - i) * sizeof state->chosen.ticked[0]);
        memset(&state->chosen.ticked[last], 0, sizeof state->chosen.ticked[0]);
        break;
    }
    if (state->chosen.ticks != 0) {
        memmove(&state->chosen.ticked[1], &state->chosen.ticked[0],
                (size_t)last * sizeof state->chosen.ticked[0]);
        state->chosen.ticked[0].ticks = state->chosen.ticks;
        state->chosen.ticked[0].page = state->chosen.ticks_page;
    }
    state->chosen.ticks = ticks;
    state->chosen.ticks_page = ticks_page;
}

static const struct guide_page *shown_page(const struct guide_state *state, const struct guide *guide) {
    return state->spot.place == PLACE_PAGE ? &guide->pages[state->spot.of] : NULL;
}

static uint32_t tick(struct guide_state *state, const struct guide_page *page, int box) {
    int steps = 0;
    for (size_t i = 0; i < page->text_count; i++)
        steps = page->texts[i].steps > steps ? page->texts[i].steps : steps;
    if (box < 0 || box >= steps || box >= GUIDE_STEPS_MAX)
        return 0;
    state->chosen.ticks ^= UINT64_C(1) << box;
    return EFFECT_REDRAW;
}

static uint32_t filter(struct guide_state *state, const struct guide_page *page, int value) {
    int facet = value >> 8, option = value & 255;
    if (page->directory == NULL || value < 0 || facet >= (int)page->directory->facet_count ||
        option >= (int)page->directory->facets[facet].option_count)
        return 0;
    state->chosen.filters[facet] ^= UINT32_C(1) << option;
    state->spot.leaf = 0;
    return EFFECT_REDRAW;
}

static uint32_t unfilter(struct guide_state *state) {
    memset(state->chosen.filters, 0, sizeof state->chosen.filters);
    state->chosen.kind = 0;
    state->spot.leaf = 0;
    return EFFECT_REDRAW;
}

static uint32_t page_choose(struct guide_state *state, const struct guide_page *page,
                            const struct action *action) {
    int value = action->value;
    switch (action->verb) {
    case VERB_TICK:
        return tick(state, page, value);
    case VERB_FILTER:
        return filter(state, page, value);
    case VERB_UNFILTER:
        return unfilter(state);
    case VERB_PERIOD:
        if (!page_kind(page->kind)->has_periods || value < PERIOD_TODAY || value > PERIOD_ALL)
            return 0;
        state->chosen.period = (enum period)value;
        state->spot.leaf = 0;
        return EFFECT_REDRAW;
    case VERB_KIND:
        if (!page_kind(page->kind)->has_periods || value < 0 || value > (int)page->events.query.tag_count)
            return 0;
        state->chosen.kind = value;
        state->spot.leaf = 0;
        return EFFECT_REDRAW;
    default:
        return 0;
    }
}

static uint32_t slides(struct guide_state *state, const struct action *action) {
    if (state->spot.place != PLACE_SLIDES)
        return 0;
    if (action->verb == VERB_PAUSE) {
        state->paused = !state->paused;
        return EFFECT_REDRAW;
    }
    if (action->value < -SLIDES_AWAY_MAX || action->value > SLIDES_AWAY_MAX)
        return 0;
    int slide = state->slide + action->value;
    if (slide < -SLIDES_AWAY_MAX || slide > SLIDES_AWAY_MAX)
        return 0;
    state->slide = slide;
    return EFFECT_REDRAW | EFFECT_HUSH | (state->aids.speech ? EFFECT_SPEAK : 0);
}

uint32_t state_choose(struct guide_state *state, const struct guide *guide, const struct action *action) {
    if (action->verb == VERB_SLIDE || action->verb == VERB_PAUSE)
        return slides(state, action);
    if (action->verb == VERB_LEAF) {
        struct spot spot = {state->spot.place, state->spot.of, action->value};
        return spot.leaf >= 0 && spot.leaf < STATE_LEAVES_MAX ? state_arrive(state, guide, spot) : 0;
    }
    const struct guide_page *page = shown_page(state, guide);
    return page != NULL ? page_choose(state, page, action) : 0;
}
