/* What becomes of the room on a page with little on it. */
#include "guide/view/flow_inner_parts.h"

enum {
    FIELD_TEXT_PERCENT = 64,
    GROW = 1,
    NOWHERE = 1 << 30,
    PERCENT_A_STEP = 111, /* a step makes every line higher by 12 %, but not what stands apart */
};

/* Where it all ends when it stands on one leaf, whole, in the letters page->m has now; NOWHERE: it does not.
 */
static int end_on_one_leaf(struct page *page, const struct flow *flow, struct box box, bool hero) {
    struct flow *trial = flow_copy(page, flow);
    if (!trial)
        return NOWHERE;
    int step = page->code_step;
    struct layout_pass pass = flow_lay_in(page, trial, box, hero);
    int end = flow_leaf_end(trial, 0);
    flow_destroy(trial);
    page->code_step = step; /* it was a trial */
    return pass.leaves == 1 && end <= box.h ? end : NOWHERE;
}

static bool fits_one_leaf(struct page *page, const struct flow *flow, struct box box, bool hero) {
    return end_on_one_leaf(page, flow, box, hero) != NOWHERE;
}

/* A picture at the end of a wide page. */
static bool put_scene(struct page *page, const struct flow *flow, struct box *box) {
    struct box narrow = *box;
    narrow.w = box->w * FIELD_TEXT_PERCENT / 100;
    if (page->m.portrait || box->w < page->content.w || !page_has_picture(page, page_scene(page)) ||
        !fits_one_leaf(page, flow, narrow, false))
        return false;
    struct box field = *box;
    field.x = narrow.x + narrow.w + 2 * page->m.gap;
    field.w = box->x + box->w - field.x;
    *box = narrow;
    return page_scene_put(page, page_scene(page), field);
}

bool flow_may_grow(int end, int steps, int height) {
    int64_t least = end;
    for (int i = 0; i < steps; i++)
        least = least * PERCENT_A_STEP / 100;
    return least * 9 / 10 <= height;
}

struct box flow_room(const struct page *page, const struct flow *flow, struct box box) {
    int leaves = page->view->leaves, low = box.h;
    int leaf = page->state->spot.leaf < leaves ? page->state->spot.leaf : leaves - 1;
    int end = flow_leaf_end(flow, leaf);
    if (leaves > 1)
        low -= flow_leaves_height(page, box.w, leaves, flow->low) + page->m.gap * 3 / 2;
    end += page->m.gap * 3 / 2;
    return (struct box){box.x, box.y + end, box.w, low > end ? low - end : 0};
}

int flow_end(struct page *page, const struct flow *flow, struct box box) {
    return end_on_one_leaf(page, flow, box, page->hero);
}

bool flow_fits(struct page *page, const struct flow *flow, struct box box) {
    return fits_one_leaf(page, flow, box, page->hero);
}

/* Does the name of its group stand just above? Then they stay together. */
static bool named(const struct flow *flow, int at) {
    return at > 0 && flow->items[at - 1].kind == FLOW_GROUP;
}

void flow_spread(const struct page *page, struct flow *flow, int leaf, int height) {
    int bottom = 0, rows = 0, y = -1, moved = 0;
    for (int i = 0; i < flow->count; i++) {
        const struct flow_item *item = &flow->items[i];
        if (item->leaf != leaf)
            continue;
        rows += item->y != y && !named(flow, i);
        y = item->y;
        bottom = item->y + item->height > bottom ? item->y + item->height : bottom;
    }
    int each = rows > 1 && bottom < height ? (height - bottom) / (rows + 1) : 0;
    each = each < page->m.body ? each : page->m.body;
    y = -1;
    for (int i = 0; i < flow->count; i++) {
        struct flow_item *item = &flow->items[i];
        if (item->leaf != leaf)
            continue;
        moved += y >= 0 && item->y != y && !named(flow, i) ? each : 0;
        y = item->y;
        item->y += moved;
        if (item->kind == FLOW_STEP || item->kind == FLOW_BUTTON) /* they grow rather than part */
            item->height += each * 2 / 3;
    }
}

void flow_use_room(struct page *page, const struct flow *flow, struct box *at) {
    struct box box = *at;
    int end = end_on_one_leaf(page, flow, box, page->hero);
    if (end == NOWHERE)
        return;
    if (!page->hero && flow->hero_icon && hero_fits(page, flow->hero_words, flow->hero_language) &&
        fits_one_leaf(page, flow, box, true))
        (void)hero_put(page, flow->hero_picture, flow->hero_icon, flow->hero_words, flow->hero_language);
    else if (!page->hero && flow->hero_icon && put_scene(page, flow, at))
        box = *at;
    int most = flow->grow ? flow->grow : GROW;
    for (int steps = most; steps > 0; steps--) {
        if (!page->hero && !flow_may_grow(end, steps, box.h)) /* sizes are fonts to open */
            continue;
        page_grow(page, steps);
        if (fits_one_leaf(page, flow, box, page->hero))
            return;
    }
    page_grow(page, 0);
}
