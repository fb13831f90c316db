/* What becomes of the leaves of a list: as few as can be, about as full as each other. */
#include <math.h>

#include "guide/view/flow_inner_parts.h"

/* A row of high buttons may leave a leaf empty above it; below each other, where that takes no more leaves,
 * they are lower. */
static void lay_lower(struct page *page, struct flow *flow, struct layout_pass *pass) {
    int empty = flow_empty_leaves(page, flow, pass);
    struct flow *trial = pass->columns > 1 && empty > 0 ? flow_copy(page, flow) : NULL;
    if (!trial)
        return;
    struct layout_pass single = *pass;
    single.columns = 1;
    flow_lay(page, trial, &single);
    if (single.leaves <= pass->leaves && flow_empty_leaves(page, trial, &single) < empty) {
        *flow = *trial;
        *pass = single;
    }
    flow_destroy(trial);
}

int flow_lay_leaves(struct page *page, struct flow *flow, struct box box, struct layout_pass *pass) {
    int buttons = flow_leaves_height(page, box.w, pass->leaves, flow->low);
    pass->height = box.h - buttons - page->m.gap * 3 / 2;
    flow_lay(page, flow, pass);
    lay_lower(page, flow, pass);
    return buttons;
}

static bool has(const struct flow *flow, enum flow_kind kind) {
    for (int i = 0; i < flow->count; i++)
        if (flow->items[i].kind == kind)
            return true;
    return false;
}

bool flow_is_list(const struct flow *flow) {
    for (int i = 0; i < flow->count; i++) {
        enum flow_kind kind = flow->items[i].kind;
        bool names = kind == FLOW_GROUP || kind == FLOW_LABEL || kind == FLOW_NOTE;
        if (!names && !flow_touchable(&flow->items[i]))
            return false;
    }
    return flow->spread && !flow->ranked;
}

/* How many leaves it takes so. */
static int leaves_of(struct page *page, const struct flow *flow, struct layout_pass pass) {
    struct flow *trial = flow_copy(page, flow);
    if (!trial)
        return 0;
    flow_lay(page, trial, &pass);
    flow_destroy(trial);
    return pass.leaves;
}

void flow_even(struct page *page, struct flow *flow, struct layout_pass *pass) {
    int low = pass->height / 3, high = pass->height, step = page->m.gap;
    pass->first_whole = has(flow, FLOW_PILL);
    while (high - low > step) {
        struct layout_pass tried = *pass;
        tried.full = (low + high) / 2;
        if (leaves_of(page, flow, tried) == pass->leaves)
            high = tried.full;
        else
            low = tried.full;
    }
    pass->full = high;
    flow_lay(page, flow, pass);
}

/* What a list may give up, one after the other, for fewer leaves. */
enum brevity { BRIEF_NOT, BRIEF_NO_NOTES, BRIEF_LOW };

static void be_as_brief(struct page *page, struct flow *flow, enum brevity brevity) {
    if (brevity >= BRIEF_LOW)
        page->m.button = (int)ceil(METRICS_PRIMARY_MM * page->m.px_per_mm);
    for (int i = 0; i < flow->count && brevity >= BRIEF_NO_NOTES; i++)
        flow->items[i].button.note = NULL;
}

/* The same, from the beginning: with what it gives up, and the columns that suit then. */
static int count_leaves(struct page *page, const struct flow *flow, struct box box, enum brevity brevity) {
    struct flow *trial = flow_copy(page, flow);
    if (!trial)
        return 1;
    int step = page->code_step, button = page->m.button;
    be_as_brief(page, trial, brevity);
    struct layout_pass pass = flow_lay_in(page, trial, box, page->hero);
    if (pass.leaves > 1)
        (void)flow_lay_leaves(page, trial, box, &pass);
    flow_destroy(trial);
    page->code_step = step; /* it was a trial */
    page->m.button = button;
    return pass.leaves;
}

void flow_be_brief(struct page *page, struct flow *flow, struct box box) {
    enum brevity chosen = BRIEF_NOT;
    int leaves = count_leaves(page, flow, box, BRIEF_NOT);
    bool long_list = !has(flow, FLOW_GROUP) && leaves > 2;
    for (enum brevity tried = BRIEF_NO_NOTES; leaves > 1 && tried <= BRIEF_LOW; tried++) {
        int fewer = count_leaves(page, flow, box, tried);
        if (fewer < leaves || (tried == BRIEF_NO_NOTES && long_list)) {
            leaves = fewer;
            chosen = tried;
        }
    }
    flow->whole_groups = true;
    if (count_leaves(page, flow, box, chosen) > leaves) /* rather fewer leaves than whole groups */
        flow->whole_groups = false;
    be_as_brief(page, flow, chosen);
}
