/* Ways to a person: ask somebody, show a sentence. */
#include <stdio.h>
#include <string.h>

#include "guide/view/plan_parts.h"
#include "guide/view/sheet_parts.h"

enum { COUNTER_MAX = 2500, COUNTERS_MAX = 12, SHOWN_STEPS = 4, SHOWN_PERCENT = 60 };

/* The ways to the other counters of this house, and to what can be shown to who stands there. */
static void add_ways(struct page *page, struct rail *rail) {
    const struct guide *guide = page->guide;
    const struct guide_contact *ask = &guide->people.ask;
    for (size_t i = 0; i < guide->people.counter_count && rail->also_count + 1 < LENGTH(rail->also); i++) {
        const struct guide_counter *counter = &guide->people.counters[i];
        struct button button = {
            .icon = page_sign("signpost"), .label = page_say(page, WORDS_SHOW_WAY), .chevron = true};
        if ((counter->house == ask->house && counter->spot == ask->spot) ||
            !plan_leads(page, counter->house, counter->spot))
            continue;
        button.note = page_pick(page, &counter->name, &button.note_language);
        button.action = plan_action(page, counter->house, counter->spot);
        rail->also[rail->also_count++] = button;
    }
    if (guide->own.phrases)
        rail->also[rail->also_count++] =
            (struct button){.icon = page_sign("chat"),
                            .label = page_say(page, WORDS_SAY_IN_DANISH),
                            .chevron = true,
                            .action = action_go(PLACE_PAGE, (uint32_t)(guide->own.phrases - guide->pages))};
    rail->leads = rail->also_count;
}

static void add_counters(struct page *page, struct flow *flow, char counters[][COUNTER_MAX]) {
    const struct guide *guide = page->guide;
    if (guide->people.counter_count > 0)
        flow_text(flow, FLOW_HEADING, page_say(page, WORDS_WE_SPEAK), NULL, NULL);
    for (size_t i = 0; i < guide->people.counter_count && i < COUNTERS_MAX; i++) {
        page_counter(page, &guide->people.counters[i], counters[i], COUNTER_MAX);
        flow_text(flow, FLOW_CELL, counters[i], NULL, NULL);
    }
}

/* Where counters follow, one of them says that the hours are not checked. */
void view_ask(struct page *page) {
    const struct guide *guide = page->guide;
    const struct localized no_code = {.count = 0};
    const struct source no_source = {.url = NULL};
    char counters[COUNTERS_MAX][COUNTER_MAX];
    struct sheet sheet = {.contact = &guide->people.ask, .source = &no_source, .call = true};
    struct flow *flow = flow_create();
    rail_find(page, &guide->people.ask, &no_code, guide->people.counter_count > 0, &sheet.rail);
    add_ways(page, &sheet.rail);
    frame_put(page, page_say(page, WORDS_ASK), NULL);
    if (!flow) {
        page->failed = true;
        return;
    }
    if (guide->own.phrases && guide->own.phrases->picture.asset) /* somebody at a counter */
        page->scene = &guide->own.phrases->picture;
    sheet_place(page, &sheet);
    flow_text(flow, FLOW_ANSWER, page_say(page, WORDS_ASK_TEXT), NULL, NULL);
    add_counters(page, flow, counters);
    sheet_put(page, &sheet, flow);
    flow_destroy(flow);
}

void view_phrases(struct page *page, const struct guide_page *shown) {
    const char *language = NULL, *title = page_pick(page, &shown->title, &language);
    struct flow *flow = flow_create();
    frame_put(page, title, language);
    bool told = hero_put(page, &shown->picture, shown->icon, page_say(page, WORDS_TOUCH_A_SENTENCE), NULL);
    if (!flow) {
        page->failed = true;
        return;
    }
    flow->brief = flow->spread = flow->ranked = true;
    if (!told)
        flow_text(flow, FLOW_NOTE, page_say(page, WORDS_TOUCH_A_SENTENCE), NULL, NULL);
    for (size_t i = 0; i < page->guide->people.phrase_count; i++) {
        struct button button = {.action = action_go(PLACE_PHRASE, (uint32_t)i), .chevron = true};
        button.label = page_pick(page, &page->guide->people.phrases[i].text, &button.label_language);
        flow_button(flow, &button);
    }
    flow_put(page, flow, page->content);
    flow_destroy(flow);
}

/* In Danish, as large as it goes, for somebody behind a counter; the visitor's own words below. */
void view_phrase(struct page *page) {
    uint32_t number = page->state->spot.of;
    if (number >= page->guide->people.phrase_count) {
        view_home(page);
        return;
    }
    const struct localized *text = &page->guide->people.phrases[number].text;
    const struct localized_entry *danish = localized_find(text, page->guide->staff.language);
    const char *language = NULL, *own = page_pick(page, text, &language);
    frame_put(page, page_say(page, WORDS_SHOW_US), NULL);
    struct box box = page->content;
    bool both = own && language && strcmp(language, page->guide->staff.language) != 0;
    struct words_style small = {.px = page->m.title, .colour = page->colour.muted, .language = language};
    struct words_style large = {.px = type_px(&page->m.type, TYPE_DISPLAY + SHOWN_STEPS),
                                .weight = WEIGHT_BOLD,
                                .colour = page->colour.ink,
                                .language = page->guide->staff.language,
                                .balanced = true,
                                .align =
                                    page->rtl ? ALIGN_END : ALIGN_START, /* who reads it begins at the left */
                                .leading = 1.2};
    int own_h = both ? page_height(page, own, box.w, &small, NULL) + 2 * page->m.body : 0;
    const char *words = danish ? danish->text : own;
    for (; large.px > page->m.body; large.px = type_below(&page->m.type, large.px)) {
        bool torn = false, display = large.px <= type_px(&page->m.type, TYPE_DISPLAY);
        int room = display ? box.h - own_h : (box.h - own_h) * SHOWN_PERCENT / 100;
        if (page_height(page, words, box.w, &large, &torn) <= room && !torn)
            break;
    }
    int h = page_height(page, words, box.w, &large, NULL), y = box.y + (box.h - h - own_h) / 2;
    y = y > box.y ? y : box.y;
    (void)page_words(page, words, (struct box){box.x, y, box.w, h}, &large);
    if (both)
        (void)page_words(
            page, own,
            (struct box){box.x, y + h + 2 * page->m.body, box.w, box.y + box.h - y - h - 2 * page->m.body},
            &small);
}
