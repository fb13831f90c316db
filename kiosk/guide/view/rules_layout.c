/* What the eye sees at once and a list of sizes does not: texts over texts, words beside their button. */
#include <string.h>

#include "guide/view/rules_parts.h"

enum {
    SHARE_HIDDEN = 25,  /* percent of a text that something may lie over */
    SHARE_CROSSED = 12, /* percent of the smaller of two texts that both may share: rough boxes */
};

bool rules_inside(struct box a, struct box b) {
    return a.x >= b.x && a.y >= b.y && a.x + a.w <= b.x + b.w && a.y + a.h <= b.y + b.h;
}

int64_t rules_common(struct box a, struct box b) {
    int left = a.x > b.x ? a.x : b.x, right = a.x + a.w < b.x + b.w ? a.x + a.w : b.x + b.w;
    int top = a.y > b.y ? a.y : b.y, bottom = a.y + a.h < b.y + b.h ? a.y + a.h : b.y + b.h;
    return right > left && bottom > top ? (int64_t)(right - left) * (bottom - top) : 0;
}

bool rules_sign(const struct draw_item *item) {
    const unsigned char *c = (const unsigned char *)item->text;
    return c && (c[0] == 0xEE || (c[0] == 0xEF && c[1] < 0xA4)); /* private use */
}

struct box rules_ink(const struct draw_item *item) {
    if (rules_sign(item)) /* stands on its baseline */
        return (struct box){item->box.x, item->box.y - item->px, item->box.w, item->px};
    return (struct box){item->box.x, item->box.y - item->px * 3 / 4, item->box.w, item->px * 9 / 10};
}

static bool is_text(const struct draw_item *item) {
    return item->kind == DRAW_TEXT && item->text && item->box.w > 0;
}

static bool opaque(const struct draw_item *item) {
    return item->kind == DRAW_PICTURE || item->kind == DRAW_FILM || item->kind == DRAW_MODULES ||
           (item->kind == DRAW_RECT && item->colour.a == 255);
}

static void check_above(struct judge *judge, size_t at) {
    const struct draw_list *list = &judge->view->list;
    struct box ink = rules_ink(&list->items[at]);
    int64_t area = (int64_t)ink.w * ink.h;
    for (size_t i = at + 1; i < list->count; i++) {
        const struct draw_item *other = &list->items[i];
        if (opaque(other) && rules_common(ink, other->box) * 100 > area * SHARE_HIDDEN)
            rules_complain(judge, "something lies over the text \"%.60s\"", list->items[at].text);
        if (!is_text(other))
            continue;
        struct box theirs = rules_ink(other);
        int64_t their_area = (int64_t)theirs.w * theirs.h, smaller = their_area < area ? their_area : area;
        if (rules_common(ink, theirs) * 100 > smaller * SHARE_CROSSED)
            rules_complain(judge, "the texts \"%.60s\" and \"%.60s\" cross", list->items[at].text,
                           other->text);
    }
}

/* What stands in a button stands in it wholly. */
static void check_inside(struct judge *judge, const struct draw_item *item) {
    struct box ink = rules_ink(item);
    int x = ink.x + ink.w / 2, y = ink.y + ink.h / 2;
    for (int i = 0; i < judge->view->target_count; i++) {
        const struct box *box = &judge->view->targets[i].box;
        if (x < box->x || y < box->y || x >= box->x + box->w || y >= box->y + box->h)
            continue;
        if (!rules_inside(ink, (struct box){box->x - 1, box->y - 1, box->w + 2, box->h + 2}))
            rules_complain(judge, "\"%.60s\" leaves its button \"%.60s\"", item->text,
                           judge->view->targets[i].label);
    }
}

/* 112 is never drawn as 211. */
static void check_digits(struct judge *judge, const struct draw_item *item) {
    if (item->rtl && strpbrk(item->text, "0123456789"))
        rules_complain(judge, "a number runs from right to left: \"%.60s\"", item->text);
}

/* The largest that is drawn: a sentence may name it, too. */
static int largest(const struct draw_list *list, const char *text) {
    int most = 0;
    for (size_t i = 0; i < list->count; i++)
        if (is_text(&list->items[i]) && strcmp(list->items[i].text, text) == 0 && list->items[i].px > most)
            most = list->items[i].px;
    return most;
}

/* Numbers to call are never smaller than the scale shows numbers in at the usual size of text. */
static void check_emergency(struct judge *judge) {
    const struct guide *guide = judge->request->guide;
    int least = type_px(&judge->m.type, TYPE_DISPLAY);
    if (judge->request->state->spot.place != PLACE_EMERGENCY || judge->request->state->idle.warned)
        return;
    for (size_t i = 0; guide && i < guide->people.emergency_count; i++) {
        const char *number = guide->people.emergencies[i].number;
        int px = largest(&judge->view->list, number);
        if (px < least)
            rules_complain(judge, "the number %s is %d px; at least %d px are needed", number, px, least);
    }
}

static bool same_action(const struct action *a, const struct action *b) {
    return a->verb == b->verb && a->value == b->value && a->spot.place == b->spot.place &&
           a->spot.of == b->spot.of && a->spot.leaf == b->spot.leaf && strcmp(a->text, b->text) == 0;
}

/* The same event on another day has another detail. */
static bool same_name(const struct target *a, const struct target *b) {
    return strcmp(a->label, b->label) == 0 && strcmp(a->detail, b->detail) == 0;
}

static void check_names(struct judge *judge) {
    const struct view *view = judge->view;
    for (int i = 0; i < view->target_count; i++)
        for (int k = i + 1; k < view->target_count; k++)
            if (same_name(&view->targets[i], &view->targets[k]) &&
                !same_action(&view->targets[i].action, &view->targets[k].action))
                rules_complain(judge, "two different things are called \"%.60s\"", view->targets[i].label);
}

void rules_check_layout(struct judge *judge) {
    const struct draw_list *list = &judge->view->list;
    for (size_t i = judge->first; i < list->count; i++) {
        if (!is_text(&list->items[i]))
            continue;
        check_above(judge, i);
        check_inside(judge, &list->items[i]);
        check_digits(judge, &list->items[i]);
    }
    check_names(judge);
    check_emergency(judge);
}
