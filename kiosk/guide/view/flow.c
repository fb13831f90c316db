#include "guide/view/flow_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "guide/view/flow_inner_parts.h"
#include "guide/view/rail_parts.h"
#include "guide/view/stop_parts.h"
#include "guide/view/view_findings.h"

struct flow *flow_create(void) {
    return calloc(1, sizeof(struct flow));
}

struct flow *flow_copy(struct page *page, const struct flow *flow) {
    struct flow *copy = flow_create();
    if (copy)
        *copy = *flow;
    page->failed |= !copy;
    return copy;
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

bool flow_card(struct flow *flow, const struct rail *rail) {
    int at = 0;
    while (at < flow->count && flow->items[at].kind != FLOW_BUTTON)
        at++;
    if (at == flow->count || flow->count == FLOW_MAX)
        return false;
    at -= at > 0 && flow->items[at - 1].kind == FLOW_HEADING;
    memmove(&flow->items[at + 1], &flow->items[at], (size_t)(flow->count - at) * sizeof *flow->items);
    flow->count++;
    flow->items[at] = (struct flow_item){.kind = FLOW_CARD, .rail = rail};
    return true;
}

void flow_drop_card(struct flow *flow) {
    int count = 0;
    for (int i = 0; i < flow->count; i++)
        if (flow->items[i].kind != FLOW_CARD)
            flow->items[count++] = flow->items[i];
    flow->count = count;
}

bool flow_touchable(const struct flow_item *item) {
    return item->kind == FLOW_BUTTON || item->kind == FLOW_PILL;
}

struct words_style flow_style(const struct page *page, const struct flow_item *item) {
    bool heading = item->kind == FLOW_HEADING, answer = item->kind == FLOW_ANSWER;
    bool group = item->kind == FLOW_GROUP;
    bool note = item->kind == FLOW_NOTE || item->kind == FLOW_LABEL;
    return (struct words_style){.px = item->px  ? item->px
                                      : heading ? page->m.head
                                      : answer  ? page->m.answer
                                      : note    ? page->m.small
                                                : page->m.body,
                                .weight = heading || group                     ? WEIGHT_BOLD
                                          : item->kind == FLOW_LABEL || answer ? WEIGHT_MEDIUM
                                                                               : WEIGHT_REGULAR,
                                .colour = note    ? page->colour.muted
                                          : group ? page->colour.mark
                                                  : page->colour.ink,
                                .language = item->language,
                                .leading = heading || group || answer ? 1.2 : 1.35,
                                .balanced = heading || group || answer};
}

/* Of the disc with a step's number. */
static int disc_px(const struct page *page) {
    return page->m.body * 8 / 5;
}

int flow_indent(const struct page *page, const struct flow_item *item) {
    return item->kind == FLOW_BULLET ? page->m.body * 6 / 5
           : item->kind == FLOW_STEP ? disc_px(page) + 2 * page->m.pad
                                     : 0;
}

int flow_outdent(const struct page *page, const struct flow_item *item) {
    return item->kind == FLOW_STEP ? page->m.pad : 0;
}

int flow_padding(const struct page *page, const struct flow_item *item) {
    return item->kind == FLOW_STEP ? page->m.pad * 3 / 4 : 0;
}

const char *flow_piece(const struct flow_item *item, char *out) {
    size_t length = item->length < FLOW_PIECE_MAX - 1 ? item->length : FLOW_PIECE_MAX - 1;
    memcpy(out, item->text, length);
    out[length] = '\0';
    return out;
}

int flow_text_height(const struct page *page, const struct flow_item *item, int width) {
    char text[FLOW_PIECE_MAX];
    if (item->kind == FLOW_CODE)
        return code_height(page, item->text, width);
    if (item->kind == FLOW_ADDRESS)
        return code_address_height(page, item->text, width);
    if (item->kind == FLOW_CARD)
        return rail_card_height(page, item->rail, width);
    struct words_style style = flow_style(page, item);
    int inner = width - flow_indent(page, item) - flow_outdent(page, item);
    int height = page_height(page, flow_piece(item, text), inner, &style, NULL);
    if (item->kind == FLOW_STEP && height < disc_px(page))
        height = disc_px(page);
    return height + 2 * flow_padding(page, item);
}

/* A card, not to be touched: without an edge. Its number stands in a disc before the words. */
static void draw_step(struct page *page, const struct flow_item *item, struct box box) {
    char text[FLOW_PIECE_MAX];
    struct words_style style = flow_style(page, item), number = style;
    int disc = disc_px(page), indent = flow_indent(page, item);
    page_rect(page, box, page->colour.card, page->m.radius);
    if (*item->mark) {
        struct box at = {box.x + page->m.pad, box.y + (box.h - disc) / 2, disc, disc};
        page_rect(page, at, page->colour.mark, disc / 2);
        number.weight = WEIGHT_BOLD;
        number.align = ALIGN_CENTRE;
        number.colour = page->colour.on_mark;
        number.silent = true;
        number.leading = 1.15;
        page_words_middle(page, item->mark, at, &number);
    }
    page_words_middle(page, flow_piece(item, text),
                      (struct box){box.x + indent, box.y, box.w - indent - flow_outdent(page, item), box.h},
                      &style);
}

static void draw_text(struct page *page, const struct flow_item *item, struct box box) {
    char text[FLOW_PIECE_MAX];
    if (item->kind == FLOW_CODE) {
        code_put(page, item->text, box);
        return;
    }
    if (item->kind == FLOW_ADDRESS) {
        code_put_address(page, item->text, box);
        return;
    }
    if (item->kind == FLOW_CARD) {
        rail_put_card(page, item->rail, box);
        return;
    }
    if (item->kind == FLOW_STEP) {
        draw_step(page, item, box);
        return;
    }
    struct words_style style = flow_style(page, item);
    if (item->kind == FLOW_LABEL) {
        page_words_middle(page, flow_piece(item, text), box, &style);
        return;
    }
    int indent = flow_indent(page, item);
    box.w -= item->kind == FLOW_CELL ? page->m.pad : 0;
    if (*item->mark) {
        struct words_style mark = style;
        mark.weight = WEIGHT_BOLD;
        mark.colour = page->colour.mark;
        mark.silent = true;
        (void)page_words(page, item->mark, (struct box){box.x, box.y, indent, item->height}, &mark);
    }
    (void)page_words(page, flow_piece(item, text),
                     (struct box){box.x + indent, box.y, box.w - indent, item->height}, &style);
}

/* Does the item begin its part of a list? The rest of a text that was cut does not. */
static bool listed(const struct flow_item *item, enum flow_kind kind) {
    return item->kind == kind && *item->mark;
}

/* Which of how many of its list item number `at` is, on whatever leaf they stand. */
static struct stop stop_in_list(const struct flow *flow, int at) {
    enum flow_kind kind = flow->items[at].kind;
    struct stop stop = {.kind = STOP_ITEM};
    int first = at, last = at;
    while (first > 0 && flow->items[first - 1].kind == kind)
        first--;
    while (last + 1 < flow->count && flow->items[last + 1].kind == kind)
        last++;
    for (int i = first; i <= last; i++) {
        stop.of += listed(&flow->items[i], kind);
        stop.at += i <= at && listed(&flow->items[i], kind);
    }
    return stop;
}

static void put_stop(struct page *page, const struct flow *flow, int at, struct box box) {
    char text[FLOW_PIECE_MAX];
    const struct flow_item *item = &flow->items[at];
    struct stop stop = {.kind = STOP_TEXT};
    if (item->kind == FLOW_CODE || item->kind == FLOW_ADDRESS || item->kind == FLOW_LABEL ||
        item->kind == FLOW_CARD)
        return;
    if (item->kind == FLOW_HEADING || item->kind == FLOW_GROUP)
        stop = (struct stop){.kind = STOP_HEADING, .level = 2};
    else if (listed(item, FLOW_BULLET) || listed(item, FLOW_STEP))
        stop = stop_in_list(flow, at);
    page_stop(page, box, stop, item->language, flow_piece(item, text));
}

static void draw_leaf(struct page *page, const struct flow *flow, struct box box, int leaf) {
    for (int i = 0; i < flow->count; i++) {
        const struct flow_item *item = &flow->items[i];
        struct box at = {box.x + item->x, box.y + item->y, item->w, item->height};
        if (item->leaf != leaf)
            continue;
        if (flow_touchable(item)) {
            button_put(page, &item->button, at);
            continue;
        }
        put_stop(page, flow, i, at);
        draw_text(page, item, at);
    }
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

/* Who reads from a chair has the text low, too: how far down all of it can go. */
static int spare_below(const struct flow *flow, int height) {
    int end = flow_leaf_end(flow, 0);
    return height > end ? height - end : 0;
}

void flow_put(struct page *page, struct flow *flow, struct box box) {
    char note[200];
    note_fallback(page, flow, note, sizeof note);
    flow_use_room(page, flow, &box);
    int buttons = 0, high = page->m.button;
    if (flow->brief)
        flow_be_brief(page, flow, box);
    struct layout_pass pass = flow_lay_in(page, flow, box, page->hero);
    if (flow->whole && pass.leaves > 1) {
        page->m.button = high;
        return;
    }
    if (pass.leaves > 1)
        buttons = flow_lay_leaves(page, flow, box, &pass);
    if (pass.leaves > 1 && flow_is_list(flow))
        flow_even(page, flow, &pass);
    int leaf = page->state->spot.leaf < pass.leaves ? page->state->spot.leaf : pass.leaves - 1;
    leaf = leaf < 0 ? 0 : leaf;
    if (flow->spread)
        flow_spread(page, flow, leaf, pass.height);
    if (page->state->aids.easy_reach && pass.leaves == 1 && !page->hero)
        box.y += spare_below(flow, box.h);
    page->view->leaves = pass.leaves;
    draw_leaf(page, flow, box, leaf);
    if (pass.leaves > 1)
        flow_put_leaves(page, (struct box){box.x, box.y + box.h - buttons, box.w, buttons}, leaf, pass.leaves,
                        flow->low);
    page->m.button = high;
    if (flow->dropped)
        page_report(page, FOUND_PARTS_MANY, FLOW_MAX);
}

char *page_lines(size_t count, size_t size) {
    return calloc(count, size);
}

void page_lines_free(char *lines) {
    free(lines);
}
