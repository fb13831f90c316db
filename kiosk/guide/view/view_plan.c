/* The plan of the house this screen stands in: where one is, where one can go; and one way. */
#include <stdio.h>

#include "guide/view/flow_parts.h"
#include "guide/view/hours_parts.h"
#include "guide/view/plan_parts.h"

enum {
    LINE_MAX = 700,
    PLAN_PERCENT = 60,
    UPRIGHT_PERCENT = 52,
    FLOORS_PERCENT = 72,
    FLOOR_EMS = 8, /* least height of one of two floors, with its name */
    GROW_MOST = 3,
    GROW_LITTLE = 1
};

/* The page's house, else the screen's, else the first that has a plan. */
static const struct guide_house *house_of(const struct page *page, const struct guide_page *shown) {
    const struct guide_houses *all = &page->guide->houses;
    const struct guide_house *house =
        shown->houses.count ? shown->houses.items[0] : guide_house_of(page->guide, page->request->screen->id);
    if (house && house->plan)
        return house;
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i]->plan)
            return all->items[i];
    return NULL;
}

/* Where the plan stands, and what is left for words and buttons: beside it, or below. */
static struct box cut_plan(const struct page *page, const struct plan_sheet *sheet, int floors,
                           struct box *rest) {
    struct box box = page->content;
    if (page->m.portrait) {
        int most = box.h * (floors > 1 ? FLOORS_PERCENT : UPRIGHT_PERCENT) / 100;
        int h = plan_height(page, sheet, box.w) * floors + (floors - 1) * page->m.gap;
        box.h = h < most ? h : most;
        rest->y += box.h + 2 * page->m.gap;
        rest->h -= box.h + 2 * page->m.gap;
        return box;
    }
    box.w = box.w * PLAN_PERCENT / 100;
    rest->x += box.w + 3 * page->m.gap;
    rest->w -= box.w + 3 * page->m.gap;
    return box;
}

/* The places of a floor, named when there is more than one. */
static void add_places(struct page *page, struct flow *flow, const struct guide_house *house, size_t floor,
                       int here) {
    const struct guide_plan *plan = house->plan;
    bool named = plan->floor_count <= 1;
    for (size_t i = 0; i < plan->spot_count; i++) {
        const struct plan_spot *spot = &plan->spots[i];
        if (spot->floor != floor || spot->name.count == 0 || (int)i == here)
            continue;
        const char *language = NULL, *name = page_pick(page, &plan->floors[floor].name, &language);
        if (!named)
            flow_text(flow, FLOW_GROUP, name, language, NULL);
        named = true;
        struct button button = plan_button(page, house, spot);
        button.secondary = true;
        flow_button(flow, &button);
    }
}

void view_plan(struct page *page, const struct guide_page *shown) {
    const char *language = NULL, *title = page_pick(page, &shown->title, &language);
    const struct guide_house *house = house_of(page, shown);
    struct flow *flow = flow_create();
    char source[LINE_MAX];
    frame_put(page, title, language);
    if (!flow) {
        page->failed = true;
        return;
    }
    struct box rest = page->content;
    if (house) {
        int here = plan_screen_find(house->plan, page->request->screen->id);
        struct plan_sheet sheet = {.plan = house->plan,
                                   .floor = here >= 0 ? house->plan->spots[here].floor : 0,
                                   .here = here,
                                   .there = PLAN_NOBODY};
        plan_put(page, &sheet, cut_plan(page, &sheet, 1, &rest));
        for (size_t floor = 0; floor < house->plan->floor_count; floor++)
            add_places(page, flow, house, floor, here);
        page_source(page, &house->plan->source, house->plan->sample, source, sizeof source);
        flow_text(flow, FLOW_NOTE, source, NULL, NULL);
    } else {
        flow_text(flow, FLOW_TEXT, page_say(page, WORDS_NO_INFORMATION), NULL, NULL);
    }
    flow->grow = page->m.portrait ? GROW_MOST : FLOW_STILL;
    flow_put(page, flow, rest);
    flow_destroy(flow);
}

/* The named places one passes, in order, without the first; none where the page's title is all there is. */
static void add_steps(struct page *page, struct flow *flow, const struct guide_plan *plan,
                      const struct way *way) {
    char mark[16];
    int number = 0, named = 0;
    for (size_t i = 1; i < way->count; i++)
        named += plan->spots[way->spots[i]].name.count > 0 ||
                 plan->spots[way->spots[i]].floor != plan->spots[way->spots[i - 1]].floor;
    for (size_t i = 1; named > 1 && i < way->count; i++) {
        const struct plan_spot *spot = &plan->spots[way->spots[i]];
        const char *language = NULL, *name = page_pick(page, &spot->name, &language);
        if (spot->floor != plan->spots[way->spots[i - 1]].floor && !name) /* out of a lift: where one is */
            name = page_pick(page, &plan->floors[spot->floor].name, &language);
        snprintf(mark, sizeof mark, "%d.", number + 1);
        if (!name)
            continue;
        flow_text(flow, FLOW_BULLET, name, language, mark);
        number++;
    }
}

/* The floors on the way: one picture, or the first and the last beside or below each other. */
static void put_floors(struct page *page, struct plan_sheet *sheet, size_t last, struct box box) {
    size_t first = sheet->floor;
    int half = (box.h - page->m.gap) / 2;
    if (first == last ||
        half < page->m.body * FLOOR_EMS) { /* too small to be read: the one where the way begins */
        plan_put(page, sheet, box);
        return;
    }
    box.h = half;
    plan_put(page, sheet, box);
    sheet->floor = last;
    box.y += box.h + page->m.gap;
    plan_put(page, sheet, box);
}

static void add_secondary(struct flow *flow, struct button button) {
    button.secondary = true;
    flow_button(flow, &button);
}

/* What can be done there; where that is nothing, where else one can go. As much of it as has room. */
static void add_more(struct page *page, struct flow *flow, const struct guide_house *house, int here,
                     size_t there, struct box rest) {
    const struct guide *guide = page->guide;
    const struct guide_plan *plan = house->plan;
    int before = flow->count;
    flow_text(flow, FLOW_GROUP, page_say(page, WORDS_SEE_ALSO), NULL, NULL);
    int heading = flow->count;
    for (size_t i = 0; i < guide->page_count; i++) {
        const struct guide_page *shown = &guide->pages[i];
        if (shown->contact.spot == &plan->spots[there] && guide_page_shown(shown, page_today(page)))
            add_secondary(flow, page_link_short(page, shown));
    }
    bool done_there = flow->count > heading;
    for (size_t i = 0; !done_there && i < plan->spot_count; i++)
        if (plan->spots[i].name.count > 0 && i != there && (int)i != here)
            add_secondary(flow, plan_button(page, house, &plan->spots[i]));
    while (flow->count > heading && !flow_fits(page, flow, rest))
        flow->count--;
    if (flow->count == heading)
        flow->count = before;
}

void view_way(struct page *page) {
    const struct guide_houses *houses = &page->guide->houses;
    uint32_t number = page->state->spot.of >> 16, there = page->state->spot.of & 0xffff;
    const struct guide_plan *plan = number < houses->count ? houses->items[number]->plan : NULL;
    struct flow *flow = flow_create();
    if (!flow || !plan || there >= plan->spot_count) {
        page->failed |= !flow;
        flow_destroy(flow);
        view_home(page);
        return;
    }
    const struct plan_spot *spot = &plan->spots[there];
    const char *language = NULL, *title = page_pick(page, &spot->name, &language);
    char open[OPENING_WORDS_MAX], source[LINE_MAX];
    struct button all;
    int here = plan_screen_find(plan, page->request->screen->id);
    struct way way = {.count = 0};
    if (here >= 0)
        way = way_find(plan, (size_t)here, there, page->state->aids.easy_reach);
    frame_put(page, title, language);
    struct box rest = page->content;
    struct plan_sheet sheet = {.plan = plan,
                               .floor = here >= 0 ? plan->spots[here].floor : spot->floor,
                               .here = here,
                               .there = (int)there,
                               .way = &way};
    sheet.named = sheet.floor != spot->floor;
    put_floors(page, &sheet, spot->floor, cut_plan(page, &sheet, sheet.floor == spot->floor ? 1 : 2, &rest));
    const char *floor = page_pick(page, &plan->floors[spot->floor].name, &language);
    flow_text(flow, FLOW_HEADING, floor, language, NULL);
    page_open_words(page, houses->items[number], plan->sample, open, sizeof open);
    flow_text(flow, FLOW_TEXT, open, NULL, NULL);
    add_steps(page, flow, plan, &way);
    page_source(page, &plan->source, plan->sample, source, sizeof source);
    flow_text(flow, FLOW_NOTE, source, NULL, NULL);
    if (page->guide->own.plan) {
        all = page_link(page, page->guide->own.plan);
        all.note = NULL;
        flow_button(flow, &all);
    }
    int before = flow->count;
    add_more(page, flow, houses->items[number], here, there, rest);
    flow->grow = flow->count > before ? GROW_LITTLE : GROW_MOST; /* buttons are no headings */
    flow_put(page, flow, rest);
    flow_destroy(flow);
}
