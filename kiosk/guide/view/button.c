#include <stdio.h>
#include <string.h>

#include "core/text/plain_text.h"
#include "guide/view/say_parts.h"

enum { FOCUS_LINES = 6 }; /* as wide as the gap between two things; the ring is four wide */

struct looks {
    struct colour fill, edge, text, note, sign;
    int edge_px;
};

static struct looks looks_of(const struct page *page, const struct button *button) {
    const struct palette *c = &page->colour;
    int edge = page->m.touch / 40 + 2;
    if (button->fill.a) {
        struct colour on = page_read_on(button->fill, c->card, c->ink);
        return (struct looks){button->fill, button->fill, on, on, on, edge};
    }
    if (button->look == LOOK_ALARM)
        return (struct looks){c->alarm, c->on_alarm, c->on_alarm, c->on_alarm, c->on_alarm, edge};
    if (button->look == LOOK_BAR)
        return button->on ? (struct looks){c->bar_chosen,    c->bar_chosen,    c->on_bar_chosen,
                                           c->on_bar_chosen, c->on_bar_chosen, edge}
                          : (struct looks){c->bar, c->on_bar, c->on_bar, c->on_bar, c->on_bar, edge};
    if (button->look == LOOK_STRONG || button->on)
        return (struct looks){c->strong, c->strong, c->on_strong, c->on_strong, c->on_strong, edge};
    return (struct looks){c->card, c->edge, c->ink, c->muted, c->mark, edge};
}

/* Of a bar's size, unless one of its own is given. */
static bool in_bar(const struct button *button) {
    return !button->px && (button->look == LOOK_BAR || button->look == LOOK_ALARM);
}

static int sign_px(const struct page *page, const struct button *button) {
    if (in_bar(button))
        return page->bar_px * 3 / 2;
    int px = button->px ? button->px : button->role == ROLE_LINK ? page->m.small : page->m.body;
    return button->stacked ? page->m.body * 7 / 2 : px * 3 / 2;
}

static struct words_style label_style(const struct page *page, const struct button *button) {
    bool bar = in_bar(button);
    bool door = button->stacked && !bar;
    int px = door ? page->m.head : page->m.body;
    if (bar)
        px = page->bar_px;
    else if (button->role == ROLE_LINK)
        px = page->m.small;
    return (struct words_style){.px = button->px ? button->px : px,
                                .weight = bar && !button->on ? WEIGHT_MEDIUM : WEIGHT_BOLD,
                                .align = button->stacked ? ALIGN_CENTRE : ALIGN_START,
                                .language = button->label_language,
                                .leading = 1.15,
                                .silent = true,
                                .balanced = button->role == ROLE_CHECKBOX};
}

static struct words_style note_style(const struct page *page, const struct button *button) {
    return (struct words_style){.px = page->m.small,
                                .align = button->stacked ? ALIGN_CENTRE : ALIGN_START,
                                .language = button->note_language,
                                .leading = 1.2,
                                .silent = true};
}

/* A box or circle shows whether it is chosen, unless a sign of its own stands there ("": none at all). */
static bool boxed(const struct button *button) {
    return button->role == ROLE_CHECKBOX || (button->role == ROLE_TOGGLE && !button->icon);
}

/* In the bar every word counts; what stands alone in the middle needs less. */
static int side_pad(const struct page *page, const struct button *button) {
    bool bar = button->look == LOOK_BAR || button->look == LOOK_ALARM;
    bool alone = button->stacked && !(button->icon && *button->icon);
    return (bar && button->stacked) || alone ? page->m.pad / 2 : page->m.pad;
}

/* What stands before and after the words, px. */
static int before(const struct page *page, const struct button *button) {
    bool sign = (button->icon && *button->icon) || boxed(button);
    return sign && !button->stacked ? page->m.pad + sign_px(page, button) + page->m.pad * 2 / 3
                                    : side_pad(page, button);
}

static int chevron_px(const struct page *page) {
    return page->m.body * 13 / 10;
}

/* It stands in the middle of a letter's height, and hangs over both sides of it. */
static int chevron_room(const struct page *page) {
    return page->m.body + (chevron_px(page) - page->m.body + 1) / 2;
}

static int after(const struct page *page, const struct button *button) {
    return side_pad(page, button) + (button->chevron && !button->stacked ? chevron_room(page) : 0);
}

static int sign_room(const struct page *page, const struct button *button) {
    return button->stacked && button->icon && *button->icon ? sign_px(page, button) + page->m.pad / 4 : 0;
}

int button_height(const struct page *page, const struct button *button, int width, bool *torn) {
    const struct metrics *m = &page->m;
    struct words_style label = label_style(page, button), note = note_style(page, button);
    int room = width - before(page, button) - after(page, button);
    int height = page_height(page, button->label, room, &label, torn) +
                 page_height(page, button->note, room, &note, torn) + sign_room(page, button) + m->pad;
    int least = button->secondary ? m->touch : m->button;
    int sign = button->icon && *button->icon && !button->stacked ? sign_px(page, button) + m->pad / 2 : 0;
    least = sign > least ? sign : least;
    return height > least ? height : least;
}

int button_width(const struct page *page, const struct button *button) {
    struct words_style label = label_style(page, button);
    int width = page_width(page, button->label, &label) + before(page, button) + after(page, button) + 2;
    int least = button->secondary ? page->m.touch : page->m.button;
    return width > least ? width : least;
}

void button_whole_words(const struct page *page, struct button *button, int width) {
    struct words_style label = label_style(page, button);
    int px = label.px;
    page_whole_words(page, button->label, width - before(page, button) - after(page, button), &label);
    if (label.px != px)
        button->px = label.px;
}

/* A dark line between two light ones, or the other way round: one of them stands out from any ground. */
void page_ring(struct page *page, struct box box) {
    int line = page->m.gap / FOCUS_LINES + 1;
    const struct {
        int out;
        struct colour colour;
    } rings[] = {{4 * line, page->colour.around_focus},
                 {3 * line, page->colour.focus},
                 {line, page->colour.around_focus}};
    for (size_t i = 0; i < LENGTH(rings); i++) {
        int out = rings[i].out;
        page_rect(page, (struct box){box.x - out, box.y - out, box.w + 2 * out, box.h + 2 * out},
                  rings[i].colour, page->m.radius + out);
    }
}

void button_focus(struct page *page, struct box box) {
    const struct guide_state *state = page->state;
    if (state->keypad && state->stop == 0 && state->focus == page->view->target_count)
        page_ring(page, box);
}

static const char *sign_of(const struct button *button) {
    if (button->role == ROLE_CHECKBOX)
        return page_sign(button->on ? "check_box" : "check_box_outline_blank");
    if (boxed(button))
        return page_sign(button->on ? "check_circle" : "radio_button_unchecked");
    return button->icon;
}

/* The upper part of the box; returns what is left for the words. */
static struct box put_picture(struct page *page, const struct button *button, struct box box) {
    int own = button_height(page, button, box.w, NULL), even = button->content + page->m.pad;
    int words = own > even ? own : even, high = box.h - words;
    if (!button->picture || high < page->m.button ||
        !page_picture(page, button->picture, (struct box){box.x, box.y, box.w, high + page->m.radius}))
        return box;
    return (struct box){box.x, box.y + high, box.w, words};
}

static void put_words(struct page *page, const struct button *button, struct box box, struct looks looks) {
    struct words_style label = label_style(page, button), note = note_style(page, button);
    label.colour = looks.text;
    note.colour = looks.note;
    int x = box.x + before(page, button), w = box.w - before(page, button) - after(page, button);
    int label_h = page_height(page, button->label, w, &label, NULL);
    int note_h = page_height(page, button->note, w, &note, NULL);
    int content = sign_room(page, button) + label_h + note_h;
    int spare = box.h - (button->content > content ? button->content : content);
    int y = box.y + (spare > 0 ? spare / 2 : 0);
    if (sign_room(page, button))
        page_icon(page, sign_of(button), (struct box){box.x, y, box.w, sign_px(page, button)},
                  sign_px(page, button), looks.sign);
    y += sign_room(page, button);
    (void)page_words(page, button->label, (struct box){x, y, w, label_h}, &label);
    (void)page_words(page, button->note, (struct box){x, y + label_h, w, note_h}, &note);
}

void button_put(struct page *page, const struct button *button, struct box box) {
    struct looks looks = looks_of(page, button);
    button_focus(page, box);
    page_card(page, box, looks.fill, looks.edge, looks.edge_px);
    int sign = sign_px(page, button), most = (box.w < box.h ? box.w : box.h) * 7 / 10;
    if (*button->label == '\0' && sign > most)
        sign = most;
    if (!button->stacked)
        page_icon(page, sign_of(button),
                  *button->label ? (struct box){box.x + page->m.pad, box.y, sign, box.h} : box, sign,
                  looks.sign);
    struct box words = put_picture(page, button, box);
    if (words.h < box.h) /* covers the picture's lower corners */
        page_rect(page, words, looks.fill, page->m.radius);
    if (words.h < box.h)
        page_rect(page, (struct box){words.x, words.y, words.w, page->m.radius}, looks.fill, 0);
    put_words(page, button, words, looks);
    int chevron = chevron_px(page) < box.h * 4 / 5 ? chevron_px(page) : box.h * 4 / 5;
    if (button->chevron && !button->stacked)
        page_icon(page, page_sign("chevron_right"),
                  (struct box){box.x + box.w - page->m.pad - page->m.body, box.y, page->m.body, box.h},
                  chevron, looks.sign);
    struct target *target = page_target(page, box, &button->action, button->role, !button->secondary,
                                        button->on, button->name ? button->name : button->label);
    if (!target)
        return;
    target->mark = looks.text;
    if (button->detail)
        snprintf(target->detail, sizeof target->detail, "%.*s",
                 (int)text_cut(button->detail, sizeof target->detail - 1), button->detail);
    if (!button->name && button->label_language)
        snprintf(target->language, sizeof target->language, "%s", button->label_language);
    say_listed(page, target);
}
