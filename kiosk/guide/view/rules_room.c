/* Whether a page uses its room: no third of it empty, no coloured block with nothing on it, no address that
 * goes on after a hyphen. */
#include <stdlib.h>
#include <string.h>

#include "guide/view/rules_parts.h"

enum {
    EMPTY_PERCENT = 33, /* of the picture's height */
    BLOCK_PERCENT = 8,  /* of the picture: a smaller one is a button or a card */
    ADDRESS_LEAST = 8,  /* bytes */
};

static bool same(struct colour a, struct colour b) {
    return a.r == b.r && a.g == b.g && a.b == b.b && a.a == b.a;
}

static bool stands(const struct draw_item *item) {
    return item->kind == DRAW_PICTURE || item->kind == DRAW_FILM || item->kind == DRAW_MODULES ||
           (item->kind == DRAW_TEXT && item->text && item->box.w > 0 && !rules_sign(item));
}

static struct box extent(const struct draw_item *item) {
    return item->kind == DRAW_TEXT ? rules_ink(item) : item->box;
}

/* Header and bar go from edge to edge; the page is between them. False: there are none. */
static bool between(const struct judge *judge, int *top, int *bottom) {
    const struct draw_list *list = &judge->view->list;
    *top = *bottom = -1;
    for (size_t i = judge->first; i < list->count; i++) {
        const struct box *box = &list->items[i].box;
        if (list->items[i].kind != DRAW_RECT || box->x != 0 || box->w != judge->m.width ||
            box->h == judge->m.height)
            continue;
        if (box->y == 0)
            *top = box->h;
        else if (box->y + box->h == judge->m.height)
            *bottom = box->y;
    }
    return *top >= 0 && *bottom > *top;
}

/* Only where what stands there is always as much: not a page's later leaves, nor what was filtered or
 * searched; nor in high contrast, which has no pictures. */
static bool is_filled(const struct guide_state *state) {
    static const enum place places[] = {PLACE_HOME,  PLACE_DOOR, PLACE_TOPICS,
                                        PLACE_ENTRY, PLACE_ASK,  PLACE_EMERGENCY};
    for (size_t i = 0; i < LENGTH(places); i++)
        if (state->spot.place == places[i])
            return state->spot.leaf == 0 && !state->idle.warned;
    return false;
}

static bool is_text_page(const struct judge *judge) {
    const struct guide *guide = judge->request->guide;
    const struct spot *spot = &judge->request->state->spot;
    return guide && spot->place == PLACE_PAGE && spot->leaf == 0 && spot->of < guide->page_count &&
           guide->pages[spot->of].kind == PAGE_TEXT && !judge->request->state->idle.warned;
}

/* A site without pictures leaves the room that they would take. */
static bool has_pictures(const struct judge *judge) {
    const struct view_request *request = judge->request;
    int w, h;
    return request->guide && request->guide->picture.asset && request->picture_size &&
           request->picture_size(request->picture_context, request->guide->picture.asset, &w, &h) &&
           !request->state->aids.high_contrast;
}

/* The end of what stands from y on without a gap of `most` px. */
static int filled_to(const struct judge *judge, int y, int most) {
    const struct draw_list *list = &judge->view->list;
    for (bool further = true; further;) {
        further = false;
        for (size_t i = judge->first; i < list->count; i++) {
            struct box box = extent(&list->items[i]);
            bool whole = list->items[i].kind == DRAW_RECT && box.h * 2 > judge->m.height;
            bool shows = stands(&list->items[i]) || (list->items[i].kind == DRAW_RECT && !whole);
            if (shows && box.y <= y + most && box.y + box.h > y) {
                y = box.y + box.h;
                further = true;
            }
        }
    }
    return y;
}

static void check_empty(struct judge *judge) {
    int top, bottom, most = judge->m.height * EMPTY_PERCENT / 100;
    if ((!is_filled(judge->request->state) && !is_text_page(judge)) || !between(judge, &top, &bottom))
        return;
    int end = filled_to(judge, top, most);
    if (end < bottom)
        rules_complain(judge, "more than a third is empty below y = %d", end);
}

/* What the whole picture is painted with. */
static struct colour paper_of(const struct judge *judge) {
    const struct draw_list *list = &judge->view->list;
    for (size_t i = judge->first; i < list->count; i++)
        if (list->items[i].kind == DRAW_RECT && list->items[i].box.w == judge->m.width &&
            list->items[i].box.h == judge->m.height)
            return list->items[i].colour;
    return judge->request->site->theme.paper;
}

static bool inside_half(struct box inner, struct box outer) {
    return rules_common(inner, outer) * 2 > (int64_t)inner.w * inner.h;
}

static void check_block(struct judge *judge, size_t at) {
    const struct draw_list *list = &judge->view->list;
    const struct draw_item *block = &list->items[at];
    static const struct colour white = {255, 255, 255, 255};
    int64_t area = (int64_t)block->box.w * block->box.h, all = (int64_t)judge->m.width * judge->m.height;
    if (block->colour.a < 255 || area * 100 < all * BLOCK_PERCENT || area == all)
        return;
    if (same(block->colour, paper_of(judge)) || same(block->colour, white))
        return; /* the page's own ground, a field to be filled */
    for (size_t i = at + 1; i < list->count; i++) {
        const struct draw_item *other = &list->items[i];
        bool covers = other->kind == DRAW_RECT && rules_inside(block->box, other->box);
        if (covers || (stands(other) && inside_half(extent(other), block->box)))
            return;
        if (other->kind == DRAW_RECT && rules_common(other->box, block->box) * 10 > area * 9)
            return; /* its own inside, judged by itself */
    }
    rules_complain(judge, "a block of %d × %d px has nothing on it but a sign", block->box.w, block->box.h);
}

/* "practical-matters-to-": nobody knows whether the hyphen is typed. A word that was only parted has one. */
static void check_address(struct judge *judge, const struct draw_item *item) {
    size_t length = strlen(item->text);
    if (length < ADDRESS_LEAST || item->text[length - 1] != '-' || strchr(item->text, ' '))
        return;
    bool name = strpbrk(item->text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") && !strpbrk(item->text, "/.");
    if (!name && strcspn(item->text, "/.-_") < length - 1)
        rules_complain(judge, "an address goes on after a hyphen: \"%.60s\"", item->text);
}

void rules_check_room(struct judge *judge) {
    const struct draw_list *list = &judge->view->list;
    bool pictures = has_pictures(judge);
    if (pictures)
        check_empty(judge);
    for (size_t i = judge->first; i < list->count; i++) {
        if (pictures && list->items[i].kind == DRAW_RECT)
            check_block(judge, i);
        if (stands(&list->items[i]) && list->items[i].kind == DRAW_TEXT)
            check_address(judge, &list->items[i]);
    }
}
