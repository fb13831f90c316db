/* For staff on the spot: the PIN, what the screen knows of itself, a touch test, time to clean. */
#include <stdio.h>
#include <string.h>

#include "guide/view/flow_parts.h"

enum { PIN_KEYS = 12, PIN_COLUMNS = 3, PIN_ROWS = PIN_KEYS / PIN_COLUMNS, LINE_MAX = 600 };

static const char *staff_language(const struct page *page) {
    return page->guide->staff.language;
}

static const char *say(const struct page *page, enum staff_word word) {
    const char *text = page->guide->staff.words[word];
    return text ? text : staff_word_english(word);
}

static void put_pin_dots(struct page *page, struct box box) {
    size_t typed = strlen(page->state->staff.pin);
    char dots[STATE_PIN_MAX * 4 + 1] = "";
    for (size_t i = 0; i < typed; i++)
        strcat(dots, "●");
    struct words_style style = {.px = page->m.title,
                                .align = ALIGN_CENTRE,
                                .colour = page->colour.ink,
                                .language = "en",
                                .silent = true};
    style.px = type_at_most(&page->m.type, style.px < box.h * 6 / 10 ? style.px : box.h * 6 / 10);
    page_one_line(page, dots, box.w - page->m.pad, &style);
    page_card(page, box, page->colour.card, page->colour.edge, page->m.touch / 40 + 2);
    page_words_middle(page, dots, box, &style);
}

struct pad {
    int x, y, w, h; /* of the first key */
    struct box dots;
};

/* What is typed stands above the keys, where nobody need reach, or beside them on a low panel, whose keys are
 * as low as fingers allow: they are staff's. */
static struct pad pad_for(struct page *page) {
    const struct metrics *m = &page->m;
    struct box box = page->content;
    int gap = m->gap, gaps = (PIN_ROWS - 1) * gap, bottom = box.y + box.h, field = m->touch;
    page_raise_reach(page, PIN_ROWS * m->button + gaps);
    int reach = m->reach_top > box.y ? m->reach_top : box.y;
    int y = reach > box.y + field + gap ? reach : box.y + field + gap, h = (bottom - y - gaps) / PIN_ROWS;
    bool beside = h < m->button && !m->portrait;
    if (beside) {
        y = reach;
        h = (bottom - y - gaps) / PIN_ROWS;
    }
    h = h < m->button * 2 ? h : m->button * 2;
    int most = (box.w - (PIN_COLUMNS - 1) * gap) / PIN_COLUMNS, w = h * 3 / 2 < most ? h * 3 / 2 : most;
    int width = PIN_COLUMNS * (w + gap) - gap, x = box.x + (box.w - width) / 2;
    field = !beside && y - gap - box.y > h ? h : field;
    struct box dots = {x, y - gap - field, width, field};
    return (struct pad){x, y, w, h, beside ? (struct box){box.x, y, x - box.x - gap, h} : dots};
}

/* The pad is in one place for left and right hands, low, and the same in every language. */
void view_pin(struct page *page) {
    static const char *const labels[PIN_KEYS] = {"1", "2", "3", "4", "5", "6", "7", "8", "9", "⌫", "0", "OK"};
    static const int values[PIN_KEYS] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0, 0};
    frame_put(page, "PIN", "en");
    struct box box = page->content;
    if (page->request->staff && page->request->staff->locked) {
        struct words_style style = {.px = page->m.head,
                                    .align = ALIGN_CENTRE,
                                    .colour = page->colour.ink,
                                    .language = staff_language(page)};
        int sign = page->m.title * 3, h = page_height(page, say(page, STAFF_LOCKED), box.w, &style, NULL);
        box.y += (box.h - sign - h) / 2;
        page_icon(page, page_sign("lock"), (struct box){box.x, box.y, box.w, sign}, sign,
                  page->colour.strong);
        (void)page_words(page, say(page, STAFF_LOCKED), (struct box){box.x, box.y + sign, box.w, h}, &style);
        return;
    }
    struct pad pad = pad_for(page);
    put_pin_dots(page, pad.dots);
    for (int i = 0; i < PIN_KEYS; i++) {
        struct box key = {pad.x + i % PIN_COLUMNS * (pad.w + page->m.gap),
                          pad.y + i / PIN_COLUMNS * (pad.h + page->m.gap), pad.w, pad.h};
        struct action action = action_of(i == PIN_KEYS - 1 ? VERB_PIN_DONE : VERB_PIN_KEY, values[i]);
        struct words_style style = {
            .px = type_at_most(&page->m.type, page->m.head < pad.h * 6 / 10 ? page->m.head : pad.h * 6 / 10),
            .weight = WEIGHT_BOLD,
            .align = ALIGN_CENTRE,
            .colour = page->colour.ink,
            .language = "en",
            .silent = true};
        button_focus(page, key);
        page_card(page, key, page->colour.card, page->colour.edge, page->m.touch / 40 + 2);
        if (values[i] == 10)
            page_icon(page, page_sign("backspace"), key, style.px, page->colour.strong);
        else
            page_words_middle(page, labels[i], key, &style);
        (void)page_target(page, key, &action, ROLE_KEY, pad.h >= page->m.button, false,
                          values[i] == 10 ? say(page, STAFF_ERASE) : labels[i]);
    }
}

static void add_fact(const struct page *page, struct flow *flow, char *line, enum staff_word name,
                     const char *value) {
    if (!value)
        return;
    char isolated[LINE_MAX - 80];
    text_isolate(value, isolated, sizeof isolated);
    snprintf(line, LINE_MAX, "**%s** %s", say(page, name), isolated);
    flow_text(flow, FLOW_TEXT, line, staff_language(page), NULL);
}

static void add_tool(const struct page *page, struct flow *flow, const char *icon, enum staff_word label,
                     struct action action) {
    flow_button(flow, &(struct button){.icon = page_sign(icon),
                                       .label = say(page, label),
                                       .label_language = staff_language(page),
                                       .action = action});
}

void view_staff(struct page *page) {
    static const struct staff_facts none;
    const struct staff_facts *facts = page->request->staff ? page->request->staff : &none;
    const struct {
        enum staff_word name;
        const char *value;
    } rows[] = {{STAFF_PROGRAM, facts->version},  {STAFF_CONTENT, facts->generation},
                {STAFF_SHOWN, facts->shown},      {STAFF_NETWORK, facts->network},
                {STAFF_UPDATED, facts->updated},  {STAFF_UPTIME, facts->uptime},
                {STAFF_TOUCH, facts->touch_fault}};
    char *lines = page_lines(LENGTH(rows), LINE_MAX);
    struct flow *flow = flow_create();
    frame_put(page, say(page, STAFF_TITLE), staff_language(page));
    if (flow && lines) {
        flow->grow = 2;
        for (size_t i = 0; i < LENGTH(rows); i++)
            add_fact(page, flow, lines + i * LINE_MAX, rows[i].name, rows[i].value);
        add_tool(page, flow, "touch_app", STAFF_TEST, action_go(PLACE_TOUCH_TEST, 0));
        add_tool(page, flow, "cleaning_services", STAFF_CLEAN, action_of(VERB_CLEAN, 0));
        add_tool(page, flow, "restart_alt", STAFF_RESTART, action_of(VERB_RESTART, 0));
        flow_put(page, flow, page->content);
    } else {
        page->failed = true;
    }
    page_lines_free(lines);
    flow_destroy(flow);
}

/* Four corners to touch: wrong rotation or a dead edge shows at once. Not for visitors: reach does not
 * matter. */
void view_touch_test(struct page *page) {
    const struct metrics *m = &page->m;
    int side = m->button * 2;
    page_rect(page, (struct box){0, 0, m->width, m->height}, page->colour.paper, 0);
    for (int i = 0; i < 4; i++) {
        bool done = (page->state->staff.corners >> i & 1) != 0;
        struct box box = {i % 2 ? m->width - side : 0, i / 2 ? m->height - side : 0, side, side};
        struct action action = action_of(VERB_CORNER, i);
        char name[40];
        page_card(page, box, done ? page->colour.strong : page->colour.card, page->colour.edge,
                  m->touch / 20);
        page_icon(page, page_sign(done ? "check_circle" : "touch_app"), box, side / 2,
                  done ? page->colour.on_strong : page->colour.strong);
        snprintf(name, sizeof name, "%s %d", say(page, STAFF_CORNER), i + 1);
        struct target *target = page_target(page, box, &action, ROLE_BUTTON, true, done, name);
        if (target && done)
            target->mark = page->colour.on_strong;
    }
    struct words_style style = {
        .px = m->head, .align = ALIGN_CENTRE, .colour = page->colour.ink, .language = staff_language(page)};
    bool all = page->state->staff.corners == 15;
    struct box middle = {m->margin, m->height / 2 - 2 * m->button, m->width - 2 * m->margin, m->button * 2};
    page_words_middle(page, say(page, all ? STAFF_ALL_CORNERS : STAFF_TOUCH_CORNERS), middle, &style);
    struct button back = {.icon = page_sign("arrow_back"),
                          .label = say(page, STAFF_BACK),
                          .label_language = staff_language(page),
                          .action = action_go(PLACE_STAFF, 0)};
    int w = button_width(page, &back), h = button_height(page, &back, w, NULL);
    button_put(page, &back, (struct box){(m->width - w) / 2, middle.y + middle.h + m->gap, w, h});
}

void view_cleaning(struct page *page) {
    const struct metrics *m = &page->m;
    char text[120];
    page_rect(page, (struct box){0, 0, m->width, m->height}, page->colour.bar, 0);
    struct words_style style = {.px = m->title,
                                .weight = WEIGHT_BOLD,
                                .align = ALIGN_CENTRE,
                                .colour = page->colour.on_bar,
                                .language = staff_language(page)};
    word_fill_number(say(page, STAFF_WIPE), page->state->idle.countdown_s, NULL, text, sizeof text);
    page_icon(page, page_sign("cleaning_services"), (struct box){0, m->height / 4, m->width, m->title * 3},
              m->title * 3, page->colour.on_bar);
    page_words_middle(
        page, text,
        (struct box){m->margin, m->height / 4 + m->title * 3, m->width - 2 * m->margin, m->height / 3},
        &style);
}
