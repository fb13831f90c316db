#include "guide/flow.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    PIECE_MAX = 4200,
    COLUMN_EMS = 13,    /* least width of a column */
    LINE_EMS = 40,      /* greatest of a text: longer lines are hard to follow */
    LABEL_PERCENT = 28, /* of the width, at most, for labels before their choices */
    FIELD_TEXT_PERCENT = 64,
    GROW = 115,
};

struct flow *flow_create(void) {
    return calloc(1, sizeof(struct flow));
}

void flow_destroy(struct flow *flow) {
    free(flow);
}

static struct flow_item *append(struct flow *flow, enum flow_kind kind) {
    if (flow->count == FLOW_MAX) {
        flow->dropped = true;
        return NULL;
    }
    struct flow_item *item = &flow->items[flow->count++];
    *item = (struct flow_item){.kind = kind};
    return item;
}

void flow_text(struct flow *flow, enum flow_kind kind, const char *text, const char *language,
               const char *mark) {
    struct flow_item *item = text && *text ? append(flow, kind) : NULL;
    if (!item)
        return;
    item->text = text;
    item->length = strlen(text);
    item->language = language;
    if (mark)
        snprintf(item->mark, sizeof item->mark, "%s", mark);
}

void flow_button(struct flow *flow, const struct button *button) {
    struct flow_item *item = append(flow, FLOW_BUTTON);
    if (item)
        item->button = *button;
}

void flow_pill(struct flow *flow, const char *label, const char *language, struct action action, bool on,
               const char *name) {
    struct flow_item *item = label && *label ? append(flow, FLOW_PILL) : NULL;
    if (item)
        item->button = (struct button){.label = label,
                                       .label_language = language,
                                       .action = action,
                                       .role = ROLE_TOGGLE,
                                       .icon = on ? page_sign("check") : "",
                                       .name = name,
                                       .secondary = true,
                                       .on = on};
}

static bool touchable(const struct flow_item *item) {
    return item->kind == FLOW_BUTTON || item->kind == FLOW_PILL;
}

static struct words_style style_of(const struct page *page, const struct flow_item *item) {
    bool heading = item->kind == FLOW_HEADING;
    bool note = item->kind == FLOW_NOTE || item->kind == FLOW_LABEL;
    return (struct words_style){.px = heading ? page->m.head
                                      : note  ? page->m.small
                                              : page->m.body,
                                .weight = heading                    ? WEIGHT_BOLD
                                          : item->kind == FLOW_LABEL ? WEIGHT_MEDIUM
                                                                     : WEIGHT_REGULAR,
                                .colour = note ? page->colour.muted : page->colour.ink,
                                .language = item->language,
                                .leading = heading ? 1.2 : 1.35};
}

static int indent_of(const struct page *page, const struct flow_item *item) {
    return item->kind == FLOW_BULLET ? page->m.body * 9 / 5 : 0;
}

static const char *piece(const struct flow_item *item, char *out) {
    size_t length = item->length < PIECE_MAX - 1 ? item->length : PIECE_MAX - 1;
    memcpy(out, item->text, length);
    out[length] = '\0';
    return out;
}

static int space_before(const struct page *page, const struct flow_item *item,
                        const struct flow_item *above) {
    if (!above)
        return 0;
    if (touchable(item))
        return item->kind == above->kind ? page->m.gap : page->m.gap * 3 / 2;
    if (item->kind == FLOW_LABEL)
        return page->m.gap;
    if (item->kind == FLOW_HEADING)
        return page->m.body;
    return page->m.body * (item->kind == FLOW_BULLET && above->kind == FLOW_BULLET ? 35 : 60) / 100;
}

static int text_height(const struct page *page, const struct flow_item *item, int width) {
    char text[PIECE_MAX];
    if (item->kind == FLOW_CODE)
        return code_height(page, item->text, width);
    struct words_style style = style_of(page, item);
    return page_height(page, piece(item, text), width - indent_of(page, item), &style, NULL);
}

/* An odd number of "**" before `length` would tear an emphasis apart. */
static bool whole_emphasis(const char *text, size_t length) {
    int marks = 0;
    for (size_t i = 0; i + 1 < length; i++)
        if (text[i] == '*' && text[i + 1] == '*') {
            marks++;
            i++;
        }
    return marks % 2 == 0;
}

/* How much of a text that is higher than a leaf goes on this one: up to the end of a sentence if that fills
 * half of it, else of a word; 0: nothing fits. */
static size_t split_at(const struct page *page, const struct flow_item *item, int width, int height) {
    size_t word = 0, sentence = 0;
    for (size_t i = 1; i < item->length; i++) {
        unsigned char c = (unsigned char)item->text[i];
        bool space = c == ' ' || c == '\n', wide = c >= 0xE3 && c <= 0xED; /* CJK breaks anywhere */
        if ((!space && !wide) || !whole_emphasis(item->text, i))
            continue;
        struct flow_item part = *item;
        part.length = i;
        if (text_height(page, &part, width) > height)
            break;
        word = i;
        if (strchr(".!?:;", item->text[i - 1]))
            sentence = i;
    }
    return sentence * 2 > word ? sentence : word;
}

static bool insert_rest(struct flow *flow, int at, size_t length) {
    if (flow->count == FLOW_MAX)
        return false;
    memmove(&flow->items[at + 2], &flow->items[at + 1], (size_t)(flow->count - at - 1) * sizeof *flow->items);
    flow->count++;
    struct flow_item *first = &flow->items[at], *rest = &flow->items[at + 1];
    *rest = *first;
    rest->text += length;
    rest->length -= length;
    while (rest->length && (*rest->text == ' ' || *rest->text == '\n')) {
        rest->text++;
        rest->length--;
    }
    rest->mark[0] = '\0'; /* a bullet has one mark */
    first->length = length;
    return true;
}

static int cell_height(const struct page *page, const struct flow_item *item, int width, bool *torn) {
    char text[PIECE_MAX];
    struct words_style style = style_of(page, item);
    return page_height(page, piece(item, text), width - page->m.pad, &style, torn);
}

/* Buttons stand beside each other where each still has room for its words. */
static int columns_for(const struct page *page, struct flow *flow, int width) {
    int most = flow->columns ? flow->columns : 2;
    for (int columns = most; columns > 1; columns--) {
        int w = (width - (columns - 1) * page->m.gap) / columns;
        bool fits = w >= page->m.body * COLUMN_EMS;
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

struct layout_pass {
    int width, height, columns;
    int label; /* width kept for labels before their choices; 0: they stand above them */
    int reach; /* buttons stand at this y or below it */
    bool hero; /* so does everything else */
    int leaves;
};

/* Buttons, or cells, of equal width beside each other. Returns the row's height; *count: how many are in it.
 */
static int column_row(const struct page *page, struct flow *flow, int at, const struct layout_pass *pass,
                      int *count) {
    int w = (pass->width - (pass->columns - 1) * page->m.gap) / pass->columns, height = 0, n = 0;
    enum flow_kind kind = flow->items[at].kind;
    for (; n < pass->columns && at + n < flow->count && flow->items[at + n].kind == kind; n++) {
        struct flow_item *item = &flow->items[at + n];
        int own = kind == FLOW_BUTTON ? button_height(page, &item->button, w, NULL)
                                      : cell_height(page, item, w, NULL);
        height = own > height ? own : height;
        item->x = n * (w + page->m.gap);
        item->w = w;
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

/* What stands beside each other from `at` on: its height and how many items it is. */
static int row_height(const struct page *page, struct flow *flow, int at, const struct layout_pass *pass,
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
        int own = text_height(page, item, pass->label - page->m.gap);
        int pills = pill_row(page, flow, at + 1, pass, count);
        item->w = pass->label - page->m.gap;
        ++*count;
        return own > pills ? own : pills;
    }
    if (item->kind != FLOW_CODE && item->w > page->m.body * LINE_EMS)
        item->w = page->m.body * LINE_EMS;
    return text_height(page, item, item->w);
}

/* A heading, or a label, never stands alone at the foot of a leaf. */
static int room_below_heading(const struct page *page, struct flow *flow, int at,
                              const struct layout_pass *pass) {
    enum flow_kind kind = flow->items[at].kind;
    if (at + 1 >= flow->count)
        return 0;
    bool names =
        touchable(&flow->items[at + 1]) && (kind == FLOW_NOTE || (kind == FLOW_LABEL && pass->label == 0));
    if (kind != FLOW_HEADING && !names)
        return 0;
    int count, row = row_height(page, flow, at + 1, pass, &count);
    bool whole = touchable(&flow->items[at + 1]) || flow->items[at + 1].kind == FLOW_CELL;
    return space_before(page, &flow->items[at + 1], &flow->items[at]) +
           (whole || row < page->m.body * 3 ? row : page->m.body * 3);
}

/* Labels stand in a column of their own where the choices keep most of the width. */
static int label_column(const struct page *page, const struct flow *flow, int width) {
    int widest = 0;
    for (int i = 0; i < flow->count; i++)
        if (flow->items[i].kind == FLOW_LABEL) {
            struct words_style style = style_of(page, &flow->items[i]);
            int own = page_width(page, flow->items[i].text, &style) + 2;
            widest = own > widest ? own : widest;
        }
    widest += widest ? 2 * page->m.gap : 0;
    return widest * 100 <= width * LABEL_PERCENT ? widest : 0;
}

/* A label just above what it names reaches up so far over the first thing to touch. */
static int label_room(const struct page *page, const struct flow *flow, int at, int height) {
    enum flow_kind kind = flow->items[at].kind;
    bool label = kind == FLOW_HEADING || kind == FLOW_NOTE || kind == FLOW_LABEL;
    if (!label || at + 1 >= flow->count || !touchable(&flow->items[at + 1]))
        return 0;
    return height + space_before(page, &flow->items[at + 1], &flow->items[at]);
}

static void place(struct flow *flow, int at, int count, int leaf, int y, int height) {
    for (int i = at; i < at + count; i++) {
        flow->items[i].leaf = leaf;
        flow->items[i].y = y;
        flow->items[i].height = height;
    }
}

/* Buttons that are higher than a leaf give up their second line, then the size of their letters. */
static bool shorten(const struct page *page, struct flow *flow, int at, int count) {
    bool shorter = false;
    for (int i = at; i < at + count; i++)
        if (flow->items[i].button.note) {
            flow->items[i].button.note = NULL;
            shorter = true;
        }
    for (int i = at; i < at + count && !shorter; i++) {
        struct button *button = &flow->items[i].button;
        int px = (button->px ? button->px : page->m.body) * 9 / 10;
        if (px < page->m.least)
            return false;
        button->px = px;
    }
    return true;
}

/* Gives every item its leaf and box. */
static void lay(struct page *page, struct flow *flow, struct layout_pass *pass) {
    int y = 0, leaf = 0;
    const struct flow_item *above = NULL;
    for (int i = 0; i < flow->count;) {
        struct flow_item *item = &flow->items[i];
        int count = 1, height = row_height(page, flow, i, pass, &count);
        int lowest = pass->reach - (pass->hero ? 0 : label_room(page, flow, i, height));
        bool labelled = item->kind == FLOW_LABEL && count > 1;
        lowest = labelled ? pass->reach : lowest;
        if ((touchable(item) || labelled || pass->hero || lowest < pass->reach) && y < lowest) {
            y = lowest;
            above = NULL;
        }
        int space = space_before(page, item, above);
        bool begun = above || (y > pass->reach && y > 0);
        if (begun && y + space + height + room_below_heading(page, flow, i, pass) > pass->height) {
            leaf++;
            y = 0;
            above = NULL;
            continue;
        }
        if (item->kind == FLOW_BUTTON && y + space + height > pass->height && shorten(page, flow, i, count))
            continue;
        if (!touchable(item) && !labelled && item->kind != FLOW_CODE && item->kind != FLOW_CELL &&
            y + height > pass->height) {
            size_t at = split_at(page, item, item->w, pass->height - y);
            if (at > 0 && insert_rest(flow, i, at))
                continue;
        }
        place(flow, i, count, leaf, y + space, height);
        y += space + height;
        above = &flow->items[i + count - 1];
        i += count;
    }
    pass->leaves = leaf + 1;
}

static void draw_text(struct page *page, const struct flow_item *item, struct box box) {
    char text[PIECE_MAX];
    if (item->kind == FLOW_CODE) {
        code_put(page, item->text, box);
        return;
    }
    struct words_style style = style_of(page, item);
    if (item->kind == FLOW_LABEL) {
        page_words_middle(page, piece(item, text), box, &style);
        return;
    }
    int indent = indent_of(page, item);
    box.w -= item->kind == FLOW_CELL ? page->m.pad : 0;
    if (*item->mark) {
        struct words_style mark = style;
        mark.weight = WEIGHT_BOLD;
        mark.colour = page->colour.strong;
        mark.silent = true;
        (void)page_words(page, item->mark, (struct box){box.x, box.y, indent, item->height}, &mark);
    }
    (void)page_words(page, piece(item, text),
                     (struct box){box.x + indent, box.y, box.w - indent, item->height}, &style);
}

static void draw_leaf(struct page *page, const struct flow *flow, struct box box, int leaf) {
    for (int i = 0; i < flow->count; i++) {
        const struct flow_item *item = &flow->items[i];
        struct box at = {box.x + item->x, box.y + item->y, item->w, item->height};
        if (item->leaf == leaf && touchable(item))
            button_put(page, &item->button, at);
        else if (item->leaf == leaf)
            draw_text(page, item, at);
    }
}

/* "‹ Previous page  ·  Page 2 of 3  ·  Next page ›"; where the words have no room only the signs. */
struct leaf_buttons {
    struct button previous, next;
    int width, height; /* of each */
};

static struct leaf_buttons leaf_buttons(const struct page *page, int width, int leaf) {
    struct leaf_buttons buttons = {.previous = {.icon = page_sign("chevron_left"),
                                                .label = page_say(page, WORDS_PREVIOUS_PAGE),
                                                .action = action_of(VERB_LEAF, leaf - 1)},
                                   .next = {.label = page_say(page, WORDS_NEXT_PAGE),
                                            .look = LOOK_STRONG,
                                            .chevron = true,
                                            .action = action_of(VERB_LEAF, leaf + 1)},
                                   .width = (width - 2 * page->m.gap) / 3};
    bool torn = false;
    int a = button_height(page, &buttons.previous, buttons.width, &torn);
    int b = button_height(page, &buttons.next, buttons.width, &torn);
    buttons.height = a > b ? a : b;
    if (!torn)
        return buttons;
    buttons.previous.name = buttons.previous.label;
    buttons.next.name = buttons.next.label;
    buttons.previous.label = buttons.next.label = "";
    buttons.next.icon = page_sign("chevron_right");
    buttons.next.chevron = false;
    buttons.height = page->m.button;
    return buttons;
}

static void put_leaf_buttons(struct page *page, struct box box, int leaf, int leaves) {
    struct leaf_buttons buttons = leaf_buttons(page, box.w, leaf);
    char text[120];
    page_fill_numbers(page, WORDS_PAGE_OF, leaf + 1, leaves, text, sizeof text);
    if (leaf > 0)
        button_put(page, &buttons.previous, (struct box){box.x, box.y, buttons.width, box.h});
    struct words_style style = {
        .px = page->m.small, .align = ALIGN_CENTRE, .colour = page->colour.muted, .weight = WEIGHT_MEDIUM};
    while (style.px > page->m.least && page_width(page, text, &style) > buttons.width)
        style.px--;
    if (page_width(page, text, &style) > buttons.width) {
        snprintf(text, sizeof text, "\u2068%d / %d\u2069", leaf + 1, leaves);
        style.px = page->m.small;
    }
    page_words_middle(page, text,
                      (struct box){box.x + buttons.width + page->m.gap, box.y, buttons.width, box.h}, &style);
    if (leaf + 1 < leaves)
        button_put(page, &buttons.next,
                   (struct box){box.x + box.w - buttons.width, box.y, buttons.width, box.h});
}

/* The visitor sees that a text stands in for one in their language. */
static void note_fallback(struct page *page, struct flow *flow, char *note, size_t size) {
    int number = page->fallback_language ? guide_language_find(page->guide, page->fallback_language) : -1;
    if (number < 0 || flow->count == FLOW_MAX)
        return;
    page_fill(page, WORDS_SHOWN_IN, page->guide->languages[number].name, note, size);
    memmove(&flow->items[1], &flow->items[0], (size_t)flow->count * sizeof *flow->items);
    flow->count++;
    flow->items[0] = (struct flow_item){.kind = FLOW_NOTE, .text = note, .length = strlen(note)};
}

static struct layout_pass lay_in(struct page *page, struct flow *flow, struct box box, bool hero) {
    struct layout_pass pass = {.width = box.w, .height = box.h, .hero = hero};
    pass.reach = page->m.reach_top > box.y ? page->m.reach_top - box.y : 0;
    pass.columns = columns_for(page, flow, box.w);
    pass.label = label_column(page, flow, box.w);
    lay(page, flow, &pass);
    return pass;
}

/* Does it all stand on one leaf, whole, in the letters page->m has now? */
static bool fits_one_leaf(struct page *page, const struct flow *flow, struct box box, bool hero) {
    struct flow *trial = flow_create(); /* laying cuts texts into leaves */
    if (!trial)
        return false;
    *trial = *flow;
    struct layout_pass pass = lay_in(page, trial, box, hero);
    bool fits = pass.leaves == 1;
    for (int i = 0; fits && i < trial->count; i++)
        fits = trial->items[i].y + trial->items[i].height <= box.h;
    flow_destroy(trial);
    return fits;
}

/* A calm field at the end of a wide page. */
static bool put_field(struct page *page, const struct flow *flow, struct box *box) {
    struct box narrow = *box;
    narrow.w = box->w * FIELD_TEXT_PERCENT / 100;
    if (page->m.portrait || box->w < page->content.w || !fits_one_leaf(page, flow, narrow, false))
        return false;
    struct box field = *box;
    field.x = narrow.x + narrow.w + 2 * page->m.gap;
    field.w = box->x + box->w - field.x;
    int sign = field.w < field.h ? field.w / 2 : field.h / 2;
    page_rect(page, field, page->colour.bar, page->m.radius);
    page_icon(page, flow->hero_icon, field, sign, page->colour.on_bar);
    *box = narrow;
    return true;
}

/* Little on a page: a hero above where nobody reaches or a field beside, and larger letters. */
static void use_room(struct page *page, const struct flow *flow, struct box *at) {
    struct box box = *at;
    if (!fits_one_leaf(page, flow, box, page->hero))
        return;
    if (!page->hero && flow->hero_icon && hero_fits(page, flow->hero_words, flow->hero_language) &&
        fits_one_leaf(page, flow, box, true))
        hero_put(page, NULL, flow->hero_icon, flow->hero_words, flow->hero_language);
    else if (!page->hero && flow->hero_icon && put_field(page, flow, at))
        box = *at;
    int most = flow->grow ? flow->grow : GROW;
    for (int tries = 0; tries < 2 && most > 100; tries++) { /* few sizes: each is a font to open */
        page_scale(page, most);
        if (fits_one_leaf(page, flow, box, page->hero))
            return;
        most = (most + 100) / 2;
    }
    page_scale(page, 100);
}

void flow_put(struct page *page, struct flow *flow, struct box box) {
    char note[200];
    note_fallback(page, flow, note, sizeof note);
    use_room(page, flow, &box);
    struct layout_pass pass = lay_in(page, flow, box, page->hero);
    int buttons = 0;
    if (flow->brief && pass.leaves > 2) {
        for (int i = 0; i < flow->count; i++)
            flow->items[i].button.note = NULL;
        pass = lay_in(page, flow, box, page->hero);
    }
    if (pass.leaves > 1) {
        buttons = leaf_buttons(page, box.w, 0).height;
        pass.height = box.h - buttons - page->m.gap * 3 / 2;
        lay(page, flow, &pass);
    }
    int leaf = page->state->spot.leaf < pass.leaves ? page->state->spot.leaf : pass.leaves - 1;
    leaf = leaf < 0 ? 0 : leaf;
    page->view->leaves = pass.leaves;
    draw_leaf(page, flow, box, leaf);
    if (pass.leaves > 1)
        put_leaf_buttons(page, (struct box){box.x, box.y + box.h - buttons, box.w, buttons}, leaf,
                         pass.leaves);
    if (flow->dropped)
        page_report(page, "more than %d parts on one page; the rest is left out", FLOW_MAX);
}

char *page_lines(size_t count, size_t size) {
    return calloc(count, size);
}

void page_lines_free(char *lines) {
    free(lines);
}
