#include "sync/verdict.h"

#include <string.h>

#include "core/text/plain_text.h"

bool suspect_is(const struct suspect *suspect, struct generation_id id) {
    return suspect->why[0] && generation_id_same(suspect->id, id);
}

bool suspect_confirmed(struct suspect *suspect, struct generation_id id, const char *why) {
    if (suspect_is(suspect, id) && strcmp(suspect->why, why) == 0) {
        suspect->why[0] = '\0';
        return true;
    }
    suspect->id = id;
    text_put(suspect->why, sizeof suspect->why, why);
    return false;
}

const struct store_rejection *rejection_of(const struct store_state *state, struct generation_id id) {
    for (size_t i = 0; i < state->rejected_count; i++)
        if (generation_id_same(state->rejected[i].id, id))
            return &state->rejected[i];
    return NULL;
}

static void remove_at(struct store_state *state, size_t index) {
    state->rejected_count--;
    memmove(state->rejected + index, state->rejected + index + 1,
            (state->rejected_count - index) * sizeof state->rejected[0]);
}

void rejection_add(struct store_state *state, const struct store_rejection *rejection) {
    struct store_rejection added = *rejection; /* which may lie in the list */
    for (size_t i = state->rejected_count; i-- > 0;)
        if (generation_id_same(state->rejected[i].id, added.id))
            remove_at(state, i);
    if (state->rejected_count == LENGTH(state->rejected))
        state->rejected_count--;
    memmove(state->rejected + 1, state->rejected, state->rejected_count * sizeof state->rejected[0]);
    state->rejected[0] = added;
    state->rejected_count++;
    if (generation_id_newer(added.id, state->ratchet))
        state->ratchet = added.id;
}

bool rejection_heed_player(struct store_state *state, const struct store_refusals *refusals,
                           struct generation_id *stepped_back) {
    struct generation_id bad = state->current;
    const struct store_refusal *refusal = generation_id_none(bad) ? NULL : store_refusal_of(refusals, bad);
    if (!refusal)
        return false;
    struct store_rejection rejection = {.id = bad, .by = STORE_BY_PLAYER, .at_s = refusal->at_s};
    text_put(rejection.why, sizeof rejection.why, refusal->why);
    bool net = !generation_id_none(state->proven) && !generation_id_same(state->proven, bad) &&
               !generation_id_same(state->proven, state->previous) && !rejection_of(state, state->proven);
    struct generation_id none = {0, 0}, last = net ? state->proven : none;
    state->current = generation_id_none(state->previous) ? last : state->previous;
    state->previous = generation_id_same(state->current, last) ? none : last;
    rejection_add(state, &rejection);
    *stepped_back = bad;
    return true;
}

bool rejection_forgive(struct store_state *state, const struct store_refusals *refusals) {
    bool changed = false;
    for (size_t i = state->rejected_count; i-- > 0;) {
        const struct store_rejection *rejection = &state->rejected[i];
        if (rejection->by == STORE_BY_CONTENT ||
            (rejection->by == STORE_BY_PLAYER && store_refusal_of(refusals, rejection->id)))
            continue;
        remove_at(state, i);
        changed = true;
    }
    return changed;
}

const char *rejection_judge(const struct store_rejection *rejection) {
    return rejection->by == STORE_BY_CONTENT  ? "content"
           : rejection->by == STORE_BY_PLAYER ? "player"
                                              : "unknown";
}
