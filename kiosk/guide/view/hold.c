#include "guide/view/hold.h"

#include <string.h>

static bool same(const struct action *a, const struct action *b) {
    return a->verb == b->verb && a->value == b->value && a->spot.place == b->spot.place &&
           a->spot.of == b->spot.of && a->spot.leaf == b->spot.leaf &&
           memcmp(a->text, b->text, sizeof a->text) == 0;
}

void hold_begin(struct hold *hold, const struct target *at) {
    hold->down = hold->inside = true;
    hold->target = *at;
}

void hold_move(struct hold *hold, const struct target *at) {
    if (!hold->down)
        return;
    hold->inside = same(&hold->target.action, &at->action);
    if (hold->inside)
        hold->target = *at;
}

bool hold_end(struct hold *hold, const struct target *at) {
    bool acts = hold->down && same(&hold->target.action, &at->action);
    hold_cancel(hold);
    return acts;
}

void hold_cancel(struct hold *hold) {
    explicit_bzero(hold, sizeof *hold);
}

const struct target *hold_shown(const struct hold *hold) {
    const struct target *target = &hold->target;
    bool drawn = target->action.verb != VERB_NONE && target->box.w > 0 && target->box.h > 0;
    return hold->down && hold->inside && drawn ? target : NULL;
}
