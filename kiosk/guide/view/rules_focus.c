/* The keypad's focus stands out from what lies beside it, wherever it is (WCAG 2.1 SC 1.4.11, 2.4.7). */
#include "core/draw/colour.h"
#include "guide/view/rules_parts.h"

enum { SEGMENTS_MAX = 16, FOCUS_LEAST_MM_10 = 5 /* tenths of a mm that the ring's line is thick at least */ };
#define CONTRAST_PARTS 3.0

struct segment {
    struct colour colour;
    int from, px; /* from outside */
};

/* The topmost plain rectangle at a point. */
static struct colour at_point(const struct judge *judge, int x, int y) {
    const struct draw_list *list = &judge->view->list;
    struct colour found = {0, 0, 0, 0};
    for (size_t i = judge->first; i < list->count; i++) {
        const struct draw_item *item = &list->items[i];
        const struct box *box = &item->box;
        bool there = x >= box->x && y >= box->y && x < box->x + box->w && y < box->y + box->h;
        if (item->kind == DRAW_RECT && item->colour.a == 255 && there)
            found = item->colour;
    }
    return found;
}

static bool same(struct colour a, struct colour b) {
    return a.r == b.r && a.g == b.g && a.b == b.b;
}

/* From outside the ring to a little inside the thing, at the middle of its upper edge. */
static int cut_across(const struct judge *judge, const struct target *target, int out,
                      struct segment *segments) {
    int count = 0, x = target->box.x + target->box.w / 2;
    for (int y = target->box.y - out; y < target->box.y + target->line * 2; y++) {
        struct colour colour = at_point(judge, x, y);
        if (count > 0 && same(segments[count - 1].colour, colour))
            segments[count - 1].px++;
        else if (count < SEGMENTS_MAX)
            segments[count++] = (struct segment){colour, y - target->box.y + out, 1};
    }
    return count;
}

/* The edge of the thing itself, from `out` px on, is always there. */
static bool stands_out(const struct segment *segments, int count, int out, int least) {
    for (int i = 1; i + 1 < count; i++) {
        struct colour own = segments[i].colour;
        if (segments[i].from < out && segments[i].px >= least &&
            colour_contrast(own, segments[0].colour) >= CONTRAST_PARTS &&
            colour_contrast(own, segments[i - 1].colour) >= CONTRAST_PARTS &&
            colour_contrast(own, segments[i + 1].colour) >= CONTRAST_PARTS)
            return true;
    }
    return false;
}

void rules_check_focus(struct judge *judge) {
    const struct guide_state *state = judge->request->state;
    struct segment segments[SEGMENTS_MAX];
    bool test = state->spot.place == PLACE_TOUCH_TEST; /* the corners of the panel, for fingers */
    if (test || !state->keypad || state->focus < 0 || state->focus >= judge->view->target_count)
        return;
    const struct target *target = &judge->view->targets[state->focus];
    int count = cut_across(judge, target, judge->m.gap, segments);
    int least = (int)(judge->m.px_per_mm * FOCUS_LEAST_MM_10 / 10);
    if (!stands_out(segments, count, judge->m.gap, least > 1 ? least : 1))
        rules_complain(judge, "the focus on \"%s\" does not stand out from what lies beside it",
                       target->label);
}
