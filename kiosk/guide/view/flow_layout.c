/* Which leaf of a flow each thing stands on, and where. */
#include <string.h>

#include "guide/view/flow_inner_parts.h"

enum {
    COLUMN_EMS = 13,    /* least width of a column */
    LINE_EMS = 40,      /* greatest of a text: longer lines are hard to follow */
    LABEL_PERCENT = 28, /* of the width, at most, for labels before their choices */
    EMPTY_PERCENT = 30, /* of the picture's height: a leaf that leaves more looks forgotten */
};

static int space_before(const struct page *page, const struct flow_item *item,
                        const struct flow_item *above) {
    if (!above)
        return 0;
    if (flow_touchable(item) && above->kind == FLOW_GROUP)
        return page->m.gap / 2;
    if (item->kind == FLOW_GROUP)
        return page->m.gap * 3 / 2;
    if (flow_touchable(item))
        return item->kind == above->kind ? page->m.gap : page->m.gap * 3 / 2;
    if (item->kind == FLOW_LABEL)
        return page->m.gap;
    if (item->kind == FLOW_HEADING)
        return page->m.body;
    if (item->kind == FLOW_STEP && above->kind == FLOW_STEP)
        return page->m.gap * 3 / 4;
    return page->m.body * (item->kind == FLOW_BULLET && above->kind == FLOW_BULLET ? 35 : 60) / 100;
}

static int cell_height(const struct page *page, const struct flow_item *item, int width, bool *torn) {
    char text[FLOW_PIECE_MAX];
    struct words_style style = flow_style(page, item);
    return page_height(page, flow_piece(item, text), width - page->m.pad, &style, torn);
}

/* Buttons stand beside each other where each still has room for its words. */
static int columns_for(const struct page *page, struct flow *flow, int width) {
    int most = flow->columns ? flow->columns : 2;
    for (int columns = most; columns > 1; columns--) {
        int w = (width - (columns - 1) * page->m.gap) / columns;
        bool fits = w >= page->m.body * (flow->column_ems ? flow->column_ems : COLUMN_EMS);
        for (int i = 0; fits && i < flow->count; i++) {
            bool torn = false;
            if (flow->items[i].kind == FLOW_BUTTON)
                (void)button_height(page, &flow->items[i].button, w, &torn);
            else if (flow->items[i].kind == FLOW_CELL)
                (void)cell_height(page, &flow->items[i], w, &torn);
            fits = !torn;
        }
        if (fits)
            return columns;
    }
    return 1;
}

/* Buttons, or cells, of equal width beside each other. Returns the row's height; *count: how many are in it.
 */
static int column_row(const struct page *page, struct flow *flow, int at, const struct layout_pass *pass,
                      int *count) {
    int w = (pass->width - (pass->columns - 1) * page->m.gap) / pass->columns, height = 0, n = 0;
    enum flow_kind kind = flow->items[at].kind;
    for (; n < pass->columns && at + n < flow->count && flow->items[at + n].kind == kind; n++) {
        struct flow_item *item = &flow->items[at + n];
        if (item->whole && n > 0)
            break;
        w = item->whole ? pass->width : w;
        if (kind == FLOW_BUTTON && pass->columns == 1)
            button_whole_words(page, &item->button, w);
        int own = kind == FLOW_BUTTON ? button_height(page, &item->button, w, NULL)
                                      : cell_height(page, item, w, NULL);
        height = own > height ? own : height;
        struct box share = page_share((struct box){.w = pass->width}, page->m.gap, n, pass->columns);
        item->x = item->whole ? 0 : share.x;
        item->w = item->whole ? w : share.w;
        if (item->whole) {
            n++;
            break;
        }
    }
    *count = n;
    return height;
}

static int pill_row(const struct page *page, struct flow *flow, int at, const struct layout_pass *pass,
                    int *count) {
    int x = pass->label, height = 0, n = 0;
    for (; at + n < flow->count && flow->items[at + n].kind == FLOW_PILL; n++) {
        struct flow_item *item = &flow->items[at + n];
        int w = button_width(page, &item->button);
        w = w < pass->width - pass->label ? w : pass->width - pass->label;
        if (n > 0 && x + w > pass->width)
            break;
        int own = button_height(page, &item->button, w, NULL);
        height = own > height ? own : height;
        item->x = x;
        item->w = w;
        x += w + page->m.gap;
    }
    *count = n;
    return height;
}

static void keep_words_whole(const struct page *page, struct flow_item *item) {
    char text[FLOW_PIECE_MAX];
    struct words_style style = flow_style(page, item);
    int px = style.px;
    int inner = item->w - flow_indent(page, item) - flow_outdent(page, item);
    page_whole_words(page, flow_piece(item, text), inner, &style);
    if (style.px != px)
        item->px = style.px;
}

/* A code, and the px that it has room in. */
struct code_room {
    const struct flow_item *item;
    int height;
};

static bool code_fits(struct page *page, void *context) {
    const struct code_room *room = context;
    return flow_text_height(page, room->item, room->item->w) <= room->height;
}

/* A code that is higher than a leaf is set smaller; where no phone would read it then, its address alone is
 * there to be typed. */
static int code_row(struct page *page, struct flow_item *item, const struct layout_pass *pass) {
    struct code_room room = {item, pass->height - (pass->hero ? pass->reach : 0)};
    if (code_fit(page, code_fits, &room))
        return flow_text_height(page, item, item->w);
    item->kind = FLOW_ADDRESS;
    return flow_text_height(page, item, item->w);
}

/* What stands beside each other from `at` on: its height and how many items it is. */
static int row_height(struct page *page, struct flow *flow, int at, const struct layout_pass *pass,
                      int *count) {
    struct flow_item *item = &flow->items[at];
    if (item->kind == FLOW_BUTTON || item->kind == FLOW_CELL)
        return column_row(page, flow, at, pass, count);
    if (item->kind == FLOW_PILL)
        return pill_row(page, flow, at, pass, count);
    *count = 1;
    item->x = 0;
    item->w = pass->width;
    if (item->kind == FLOW_LABEL && pass->label) {
        int own = flow_text_height(page, item, pass->label - page->m.gap);
        int pills = pill_row(page, flow, at + 1, pass, count);
        item->w = pass->label - page->m.gap;
        ++*count;
        return own > pills ? own : pills;
    }
    if (item->kind == FLOW_CODE)
        return code_row(page, item, pass);
    if (item->kind == FLOW_CARD || item->kind == FLOW_ADDRESS)
        return flow_text_height(page, item, item->w);
    if (item->kind != FLOW_STEP && item->w > page->m.body * LINE_EMS)
        item->w = page->m.body * LINE_EMS;
    keep_words_whole(page, item);
    return flow_text_height(page, item, item->w);
}

/* A text may go on on the next leaf. */
static bool splits(const struct flow_item *item) {
    return !flow_touchable(item) && item->kind != FLOW_CODE && item->kind != FLOW_ADDRESS &&
           item->kind != FLOW_CARD && item->kind != FLOW_CELL && item->kind != FLOW_LABEL;
}

/* px of the rows of buttons from number `at` on. */
static int rows_height(struct page *page, struct flow *flow, int at, const struct layout_pass *pass) {
    int height = 0;
    for (int count = 0; at < flow->count && flow->items[at].kind == FLOW_BUTTON; at += count)
        height += row_height(page, flow, at, pass, &count) + page->m.gap;
    return height - page->m.gap;
}

/* What a leaf would leave if it ended here. */
struct left {
    bool half;  /* of the leaf: a text is rather parted */
    bool empty; /* so much of the picture that a group, or a step, is rather parted */
};

static bool looks_empty(const struct page *page, int px) {
    return px * 100 > page->m.height * EMPTY_PERCENT;
}

/* A heading, or a label, never stands alone at the foot of a leaf. */
static int room_below_heading(struct page *page, struct flow *flow, int at, const struct layout_pass *pass,
                              struct left left) {
    enum flow_kind kind = flow->items[at].kind;
    if (at + 1 >= flow->count)
        return 0;
    bool names = flow_touchable(&flow->items[at + 1]) &&
                 (kind == FLOW_NOTE || (kind == FLOW_LABEL && pass->label == 0));
    if (kind != FLOW_HEADING && kind != FLOW_GROUP && !names)
        return 0;
    int count, row = row_height(page, flow, at + 1, pass, &count);
    int space = space_before(page, &flow->items[at + 1], &flow->items[at]);
    int heading = flow_text_height(page, &flow->items[at], flow->items[at].w);
    if (kind == FLOW_GROUP && flow->whole_groups) {
        int rows = rows_height(page, flow, at + 1, pass);
        return space + (!left.empty && heading + space + rows <= pass->height ? rows : row);
    }
    bool whole = !splits(&flow->items[at + 1]) || (!left.half && heading + space + row <= pass->height);
    return space + (whole ? row : page->m.body * 3);
}

/* What a heading names begins below it, and a text, answer or step on a leaf that would be left so empty,
 * however long it is: as much as has room, the rest as an item of its own. */
static bool begin_here(const struct page *page, struct flow *flow, int at, int room, struct left left,
                       const struct flow_item *above) {
    const struct flow_item *item = &flow->items[at];
    bool begins = above && (above->kind == FLOW_HEADING || (left.half && item->kind == FLOW_TEXT) ||
                            (left.empty && (item->kind == FLOW_STEP || item->kind == FLOW_ANSWER)));
    if (!begins || !splits(item) || room <= 0)
        return false;
    size_t length = flow_split_at(page, item, item->w, room);
    return length > 0 && flow_insert_rest(flow, at, length);
}

/* Labels stand in a column of their own where the choices keep most of the width. */
static int label_column(const struct page *page, const struct flow *flow, int width) {
    int widest = 0;
    for (int i = 0; i < flow->count; i++)
        if (flow->items[i].kind == FLOW_LABEL) {
            struct words_style style = flow_style(page, &flow->items[i]);
            int own = page_width(page, flow->items[i].text, &style) + 2;
            widest = own > widest ? own : widest;
        }
    widest += widest ? 2 * page->m.gap : 0;
    return widest * 100 <= width * LABEL_PERCENT ? widest : 0;
}

/* A label just above what it names reaches up so far over the first thing to touch. */
static int label_room(const struct page *page, const struct flow *flow, int at, int height) {
    enum flow_kind kind = flow->items[at].kind;
    bool label = kind == FLOW_HEADING || kind == FLOW_GROUP || kind == FLOW_NOTE || kind == FLOW_LABEL;
    if (!label || at + 1 >= flow->count || !flow_touchable(&flow->items[at + 1]))
        return 0;
    return height + space_before(page, &flow->items[at + 1], &flow->items[at]);
}

/* So far above where buttons begin it stands: below a hero only in what the hero leaves. */
static int above_reach(const struct page *page, const struct flow *flow, int at,
                       const struct layout_pass *pass, int height) {
    int room = label_room(page, flow, at, height);
    return pass->hero && room > page->headroom ? page->headroom : room;
}

int flow_group_room(const struct page *page) {
    struct flow_item group = {.kind = FLOW_GROUP, .text = "A", .length = 1}, button = {.kind = FLOW_BUTTON};
    return flow_text_height(page, &group, page->content.w) + space_before(page, &button, &group);
}

static void place(struct flow *flow, int at, int count, int leaf, int y, int height) {
    for (int i = at; i < at + count; i++) {
        flow->items[i].leaf = leaf;
        flow->items[i].y = y;
        flow->items[i].height = height;
    }
}

/* Buttons that are higher than a leaf, and than a finger wants, give up their second line, then the size of
 * their letters. */
static bool shorten(const struct page *page, struct flow *flow, int at, int count) {
    bool shorter = false;
    for (int i = at; i < at + count; i++)
        if (flow->items[i].button.note) {
            flow->items[i].button.note = NULL;
            shorter = true;
        }
    for (int i = at; i < at + count && !shorter; i++) {
        struct button *button = &flow->items[i].button;
        int px = button->px ? button->px : page->m.body;
        if (px == page->m.least)
            return false;
        button->px = type_below(&page->m.type, px);
    }
    return true;
}

/* A text of which a leaf has no room for one line. False: no eye could read less. */
static bool set_smaller(const struct page *page, struct flow_item *item) {
    int px = flow_style(page, item).px;
    if (px <= page->m.least)
        return false;
    item->px = type_below(&page->m.type, px);
    return true;
}

/* Short texts beside each other that are higher than a leaf stand below each other instead, as wide as the
 * page, and may go on on the next leaf. */
static void stack_cells(struct flow *flow, int at, int count) {
    for (int i = at; i < at + count; i++)
        flow->items[i].kind = FLOW_TEXT;
}

/* Takes away what laying put before. */
static void drop_repeated(struct flow *flow) {
    int count = 0;
    for (int i = 0; i < flow->count; i++)
        if (!flow->items[i].again)
            flow->items[count++] = flow->items[i];
    flow->count = count;
}

/* A leaf begins at item number `at`: where that goes on with a group, the group's name stands there again. */
static void repeat_group(struct flow *flow, int at) {
    int group = at - 1;
    while (group >= 0 && flow->items[group].kind == FLOW_BUTTON)
        group--;
    if (group < 0 || group == at - 1 || flow->items[group].kind != FLOW_GROUP ||
        flow->items[at].kind != FLOW_BUTTON || flow->count == FLOW_MAX)
        return;
    memmove(&flow->items[at + 1], &flow->items[at], (size_t)(flow->count - at) * sizeof *flow->items);
    flow->count++;
    flow->items[at] = flow->items[group];
    flow->items[at].again = true;
}

static int filled_to(const struct layout_pass *pass, int leaf) {
    return pass->full && !(leaf == 0 && pass->first_whole) ? pass->full : pass->height;
}

void flow_lay(struct page *page, struct flow *flow, struct layout_pass *pass) {
    int y = pass->first, leaf = 0;
    const struct flow_item *above = NULL;
    drop_repeated(flow);
    for (int i = 0; i < flow->count;) {
        struct flow_item *item = &flow->items[i];
        int count = 1, height = row_height(page, flow, i, pass, &count);
        int lowest = pass->reach - above_reach(page, flow, i, pass, height);
        bool labelled = item->kind == FLOW_LABEL && count > 1;
        lowest = labelled ? pass->reach : lowest;
        if ((flow_touchable(item) || labelled || pass->hero || lowest < pass->reach) && y < lowest) {
            y = lowest;
            above = NULL;
        }
        int space = space_before(page, item, above);
        bool begun = above || (y > pass->reach && y > 0);
        struct left left = {(y + space) * 2 < pass->height, looks_empty(page, pass->height - y)};
        int least = y + space + height + room_below_heading(page, flow, i, pass, left);
        if (begun && least > filled_to(pass, leaf)) {
            if (begin_here(page, flow, i, pass->height - y - space, left, above))
                continue;
            repeat_group(flow, i);
            leaf++;
            y = 0;
            above = NULL;
            continue;
        }
        if (item->kind == FLOW_BUTTON && y + space + height > pass->height &&
            height > (item->button.secondary ? page->m.touch : page->m.button) &&
            shorten(page, flow, i, count))
            continue;
        if (item->kind == FLOW_CELL && y + space + height > pass->height) {
            stack_cells(flow, i, count);
            continue;
        }
        if (splits(item) && y + height > pass->height) {
            size_t at = flow_split_at(page, item, item->w, pass->height - y);
            if (at > 0 ? flow_insert_rest(flow, i, at) : set_smaller(page, item))
                continue;
        }
        place(flow, i, count, leaf, y + space, height);
        y += space + height;
        above = &flow->items[i + count - 1];
        i += count;
    }
    pass->leaves = leaf + 1;
}

int flow_leaf_end(const struct flow *flow, int leaf) {
    int end = 0;
    for (int i = 0; i < flow->count; i++) {
        int bottom = flow->items[i].leaf == leaf ? flow->items[i].y + flow->items[i].height : 0;
        end = bottom > end ? bottom : end;
    }
    return end;
}

int flow_empty_leaves(const struct page *page, const struct flow *flow, const struct layout_pass *pass) {
    int empty = 0;
    for (int leaf = 0; leaf + 1 < pass->leaves; leaf++)
        empty += looks_empty(page, pass->height - flow_leaf_end(flow, leaf));
    return empty;
}

struct layout_pass flow_lay_in(struct page *page, struct flow *flow, struct box box, bool hero) {
    struct layout_pass pass = {.width = box.w, .height = box.h, .hero = hero, .first = flow->first};
    pass.reach = page->m.reach_top > box.y ? page->m.reach_top - box.y : 0;
    pass.columns = columns_for(page, flow, box.w);
    pass.label = label_column(page, flow, box.w);
    flow_lay(page, flow, &pass);
    return pass;
}
