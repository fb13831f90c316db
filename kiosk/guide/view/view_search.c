/* Search: what was typed, what was found, and the keyboard. In landscape the keyboard stands beside what was
 * found, in portrait below it. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "guide/view/search_parts.h"

enum {
    KEYS_MAX = GUIDE_KEYBOARD_ROWS * GUIDE_KEYS_MAX,
    ROWS_MAX = 10,
    LAST_KEYS = 3,     /* space, erase, the next keyboard */
    KEYS_PERCENT = 60, /* of the width, beside what was found */
    KEYS_PERCENT_MOST = 70,
    KEY_TALLEST_PERCENT = 135, /* of its width */
};

struct key_row {
    const char *keys[GUIDE_KEYS_MAX];
    int count;
};
struct keys {
    struct key_row rows[ROWS_MAX];
    int count;
    int side_w, side_h, gap; /* of one key, and between keys */
    int columns;             /* that have room */
    bool joined;             /* space and erase stand at the end of the last row */
};

static int widest_row(const struct guide_keyboard *keyboard) {
    int widest = 0;
    for (int r = 0; r < keyboard->row_count; r++)
        widest = keyboard->counts[r] > widest ? keyboard->counts[r] : widest;
    return widest;
}

/* The rows as they were written, or, where they are too wide for keys of 15 mm, the same keys in shorter
 * rows. */
static void wrap_keys(const struct page *page, const struct guide_keyboard *keyboard, int width,
                      struct keys *keys) {
    int gap = page->m.gap, most = (width + gap) / (page->m.touch + gap), widest = widest_row(keyboard);
    *keys = (struct keys){.gap = gap};
    if (most > GUIDE_KEYS_MAX)
        most = GUIDE_KEYS_MAX;
    for (int r = 0; r < keyboard->row_count; r++)
        for (int k = 0; k < keyboard->counts[r]; k++) {
            struct key_row *row = keys->count ? &keys->rows[keys->count - 1] : NULL;
            bool new_row = !row || (widest <= most ? k == 0 : row->count == most);
            if (new_row && keys->count == ROWS_MAX)
                return;
            if (new_row)
                row = &keys->rows[keys->count++];
            row->keys[row->count++] = keyboard->rows[r][k];
        }
    int columns = widest <= most ? widest : most;
    keys->columns = columns;
    keys->side_w = columns ? (width - (columns - 1) * gap) / columns : width;
    keys->side_h = page->m.touch;
}

static int keys_height(const struct keys *keys) {
    return (keys->count + !keys->joined) * (keys->side_h + keys->gap) - keys->gap;
}

/* As low and as close as fingers allow; a short last row takes space and erase along. */
static void squeeze_keys(const struct page *page, struct keys *keys) {
    int side = (int)ceil(METRICS_TOUCH_MM * page->m.px_per_mm);
    int gap = (int)ceil(METRICS_GAP_MM * page->m.px_per_mm);
    keys->side_h = side < keys->side_h ? side : keys->side_h;
    keys->gap = gap < keys->gap ? gap : keys->gap;
    keys->joined = keys->count > 0 && keys->columns - keys->rows[keys->count - 1].count >= LAST_KEYS;
}

/* Beside what was found the keyboard takes a little more where that keeps its rows whole. */
static int width_beside(const struct page *page, const struct guide_keyboard *keyboard, int width) {
    int widest = keyboard ? widest_row(keyboard) : 0;
    int whole = widest * (page->m.touch + page->m.gap) - page->m.gap, usual = width * KEYS_PERCENT / 100;
    return whole > usual && whole <= width * KEYS_PERCENT_MOST / 100 ? whole : usual;
}

static void put_key(struct page *page, const char *key, struct box box) {
    struct action action = {.verb = VERB_TYPE};
    snprintf(action.text, sizeof action.text, "%s", key);
    struct words_style style = {
        .px = type_at_most(&page->m.type, page->m.body < box.h * 6 / 10 ? page->m.body : box.h * 6 / 10),
        .weight = WEIGHT_MEDIUM,
        .align = ALIGN_CENTRE,
        .colour = page->colour.ink,
        .language = "en",
        .leading = 1.1,
        .silent = true};
    button_focus(page, box);
    page_card(page, box, page->colour.card, page->colour.edge, page->m.touch / 40 + 2);
    page_words_middle(page, key, box, &style);
    (void)page_target(page, box, &action, ROLE_KEY, false, false, key);
}

/* Space, erase, and the next keyboard. */
/* Does somebody who may come read a language that is typed on it? */
static bool keyboard_offered(const struct page *page, int keyboard) {
    const struct guide *guide = page->guide;
    for (size_t i = 0; i < guide->language_count; i++)
        if (page_offers(page, i) && guide->languages[i].keyboard &&
            strcmp(guide->languages[i].keyboard, guide->keyboards[keyboard].id) == 0)
            return true;
    return false;
}

/* Of the offered ones, after the one that is shown; -1: there is no other. */
static int next_keyboard(const struct page *page) {
    int count = (int)page->guide->keyboard_count;
    for (int step = 1; step < count; step++) {
        int next = (page->state->keyboard + step) % count;
        if (keyboard_offered(page, next))
            return next;
    }
    return -1;
}

static void put_last_row(struct page *page, struct box box, int side) {
    const struct guide *guide = page->guide;
    int next = next_keyboard(page);
    struct button buttons[LAST_KEYS] = {
        {.icon = page_sign("space_bar"), .label = page_say(page, WORDS_SPACE)},
        {.icon = page_sign("backspace"), .label = page_say(page, WORDS_ERASE)}};
    char other[160];
    int count = 2;
    buttons[0].action = action_of(VERB_TYPE, 0);
    snprintf(buttons[0].action.text, sizeof buttons[0].action.text, " ");
    buttons[1].action = action_of(VERB_ERASE, 0);
    if (next >= 0) {
        const char *id = guide->keyboards[next].id;
        const char *name = page_pick(page, &guide->keyboards[next].name, NULL);
        int own = guide_language_find(guide, id); /* who needs it reads its own name */
        page_fill(page, WORDS_KEYBOARD, name ? name : id, other, sizeof other);
        buttons[count++] = (struct button){.icon = page_sign("keyboard"),
                                           .label = own >= 0 ? guide->languages[own].name
                                                    : name   ? name
                                                             : id,
                                           .label_language = own >= 0 ? id : NULL,
                                           .name = other,
                                           .action = action_of(VERB_KEYBOARD, next)};
    }
    int w = (box.w - (count - 1) * page->m.gap) / count;
    for (int i = 0; i < count; i++) {
        bool torn = false;
        struct box at = {box.x + i * (w + page->m.gap), box.y, w, box.h};
        buttons[i].secondary = true;
        buttons[i].look = LOOK_CARD;
        buttons[i].role = ROLE_LINK; /* small words */
        int least = button_height(page, &buttons[i], w, &torn) - page->m.pad / 2;
        if (least > side || torn) { /* only the sign has room */
            button_focus(page, at);
            page_card(page, at, page->colour.card, page->colour.edge, page->m.touch / 40 + 2);
            page_icon(page, buttons[i].icon, at, at.h * 6 / 10, page->colour.strong);
            (void)page_target(page, at, &buttons[i].action, ROLE_KEY, false, false,
                              buttons[i].name ? buttons[i].name : buttons[i].label);
        } else {
            button_put(page, &buttons[i], at);
        }
    }
}

static void put_keys(struct page *page, const struct keys *keys, struct box box, bool rtl) {
    int gap = page->m.gap, y = box.y, last = keys->joined ? keys->count - 1 : keys->count;
    for (int r = 0; r < keys->count; r++, y += keys->side_h + keys->gap) {
        const struct key_row *row = &keys->rows[r];
        int width = row->count * keys->side_w + (row->count - 1) * gap;
        int x = r == last ? box.x : box.x + (box.w - width) / 2;
        for (int k = 0; k < row->count; k++) {
            /* keys keep their places on a keyboard whatever the page's direction */
            int at = page->rtl != rtl ? row->count - 1 - k : k;
            at = page->rtl && !rtl ? row->count - 1 - k : at;
            put_key(page, row->keys[k],
                    (struct box){x + at * (keys->side_w + gap), y, keys->side_w, keys->side_h});
        }
        if (r == last)
            put_last_row(page, (struct box){x + width + gap, y, box.w - width - gap, keys->side_h},
                         keys->side_h);
    }
    if (!keys->joined)
        put_last_row(page, (struct box){box.x, y, box.w, keys->side_h}, keys->side_h);
}

static struct words_style query_style(const struct page *page) {
    const char *query = page->state->query;
    return (struct words_style){.px = page->m.body,
                                .weight = *query ? WEIGHT_BOLD : WEIGHT_REGULAR,
                                .colour = *query ? page->colour.ink : page->colour.muted,
                                .max_lines = *query ? 1 : 2,
                                .silent = *query != '\0'};
}

static int query_room(const struct page *page, int width) {
    return width - 3 * page->m.pad - page->m.body * 3 / 2;
}

static int query_height(const struct page *page, int width) {
    struct words_style style = query_style(page);
    const char *query = page->state->query, *words = *query ? query : page_say(page, WORDS_SEARCH_HINT);
    int h = page_height(page, words, query_room(page, width), &style, NULL) + page->m.pad * 3 / 2;
    return h > page->m.touch ? h : page->m.touch;
}

static int put_query(struct page *page, struct box box) {
    struct words_style style = query_style(page);
    const char *query = page->state->query, *words = *query ? query : page_say(page, WORDS_SEARCH_HINT);
    int inner = query_room(page, box.w), h = query_height(page, box.w);
    struct box field = {box.x, box.y, box.w, h};
    page_card(page, field, page->colour.card, page->colour.strong, page->m.touch / 30 + 3);
    page_icon(page, page_sign("search"), (struct box){box.x + page->m.pad, box.y, page->m.body * 3 / 2, h},
              page->m.body * 3 / 2, page->colour.strong);
    page_words_middle(page, words,
                      (struct box){box.x + 2 * page->m.pad + page->m.body * 3 / 2, box.y, inner, h}, &style);
    return h;
}

/* What was found needs at least so much: a result, or that there is none, and the leaves'. */
static int found_least(const struct page *page, int width) {
    struct words_style style = {.px = page->m.body, .leading = 1.35};
    int none = page_height(page, page_say(page, WORDS_NOTHING_FOUND), width, &style, NULL);
    return (none > page->m.touch ? none : page->m.touch) + page->m.touch + page->m.gap * 3 / 2;
}

/* Above the keyboard where there is room, else above what was found. */
static void put_beside(struct page *page, struct keys *keys, struct box *keyboard, struct box *found) {
    struct box box = page->content;
    int reach = page->m.reach_top > box.y ? page->m.reach_top : box.y;
    if (keys->side_w && keys_height(keys) > box.y + box.h - reach)
        squeeze_keys(page, keys);
    page_raise_reach(page, keys->side_w ? keys_height(keys) : 0);
    int h = keys->side_w ? keys_height(keys) : 0, spare = box.h - h;
    found->x = box.x + keyboard->w + 2 * page->m.gap;
    found->w = box.w - keyboard->w - 2 * page->m.gap;
    bool above = query_height(page, keyboard->w) + page->m.gap <= spare;
    struct box query = above ? (struct box){box.x, box.y, keyboard->w, spare} : *found;
    int field = put_query(page, query) + page->m.gap;
    keyboard->y = above ? box.y + field : box.y;
    found->y += above ? 0 : field;
    found->h -= above ? 0 : field;
    if (keyboard->y < page->m.reach_top)
        keyboard->y = page->m.reach_top;
    int room = box.y + box.h - keyboard->y;
    if (h && room > h) /* larger keys where there is room */
        keys->side_h += (room - h) / (keys->count + !keys->joined);
    int tallest = keys->side_w * KEY_TALLEST_PERCENT / 100;
    if (keys->side_h > tallest)
        keys->side_h = tallest > page->m.touch ? tallest : page->m.touch;
}

/* The keyboard at the foot, what was found above it, the field just where the reach ends. */
static void put_below(struct page *page, struct keys *keys, struct box *keyboard, struct box *found) {
    struct box box = page->content;
    int above = query_height(page, box.w) + page->m.gap, least = found_least(page, box.w) + page->m.gap;
    int below = page->m.reach_top > box.y + above ? page->m.reach_top : box.y + above;
    if (keys->side_w && box.y + box.h - below < keys_height(keys) + least)
        squeeze_keys(page, keys);
    page_raise_reach(page, (keys->side_w ? keys_height(keys) : 0) + least);
    int top = page->m.reach_top - above;
    top = top > box.y ? top : box.y;
    keyboard->y = box.y + box.h - (keys->side_w ? keys_height(keys) : 0);
    if (top > box.y) { /* nobody reaches there */
        int reach = page->m.reach_top;
        page->m.reach_top = top;
        (void)hero_put(page, NULL, page_sign("search"), page_say(page, WORDS_WHAT_DO_YOU_NEED), NULL);
        page->m.reach_top = reach;
    }
    page->hero = false;
    found->y = top + put_query(page, (struct box){box.x, top, box.w, box.h}) + page->m.gap;
    found->h = keyboard->y - found->y - page->m.gap;
}

void view_search(struct page *page) {
    const struct guide *guide = page->guide;
    int number = page->state->keyboard;
    frame_put(page, page_say(page, WORDS_SEARCH), NULL);
    struct box keyboard_box = page->content, found = page->content;
    struct keys keys = {.count = 0};
    const struct guide_keyboard *keyboard =
        number >= 0 && (size_t)number < guide->keyboard_count ? &guide->keyboards[number] : NULL;
    if (!page->m.portrait)
        keyboard_box.w = width_beside(page, keyboard, page->content.w);
    if (keyboard)
        wrap_keys(page, keyboard, keyboard_box.w, &keys);
    if (page->m.portrait)
        put_below(page, &keys, &keyboard_box, &found);
    else
        put_beside(page, &keys, &keyboard_box, &found);
    if (keyboard)
        put_keys(page, &keys, keyboard_box, keyboard->rtl);
    search_put_found(page, found);
}
