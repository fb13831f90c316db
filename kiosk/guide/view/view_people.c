/* Ways to a person: ask somebody, show a sentence. */
#include <stdio.h>
#include <string.h>

#include "guide/view/flow_parts.h"
#include "guide/view/plan_parts.h"

enum { LINE_MAX = 1000, COUNTER_MAX = 2500, COUNTERS_MAX = 12 };

/* The ways to the counters of this house. */
static void add_ways(struct page *page, struct flow *flow) {
    for (size_t i = 0; i < page->guide->people.counter_count; i++) {
        const struct guide_counter *counter = &page->guide->people.counters[i];
        struct button button = {
            .icon = page_sign("signpost"), .label = page_say(page, WORDS_SHOW_WAY), .chevron = true};
        if (!plan_leads(page, counter->house, counter->spot))
            continue;
        button.note = page_pick(page, &counter->name, &button.note_language);
        button.action = plan_action(page, counter->house, counter->spot);
        flow_button(flow, &button);
    }
}

/* Who answers; the number as large as the title; the rest. Where counters follow, one of them says that the
 * hours are not checked. */
static void add_ask(struct page *page, struct flow *flow, char phone[LINE_MAX], char rest[LINE_MAX]) {
    const struct guide_contact *ask = &page->guide->people.ask;
    struct guide_contact other = {.house = ask->house, .mail = ask->mail};
    char number[LINE_MAX / 2] = "";
    const char *language = NULL, *office = page_pick(page, &ask->office, &language);
    if (office)
        flow_text(flow, FLOW_HEADING, office, language, NULL);
    if (ask->phone) {
        text_isolate(ask->phone, number, sizeof number);
        snprintf(phone, LINE_MAX, "%s %s", page_say(page, WORDS_PHONE), number);
        flow_text(flow, FLOW_ANSWER, phone, NULL, NULL);
        flow->items[flow->count - 1].px = page->m.title;
    }
    page_contact(page, &other, page->guide->people.counter_count > 0, rest, LINE_MAX);
    flow_text(flow, FLOW_TEXT, rest + strspn(rest, "\n"), NULL, NULL);
}

void view_ask(struct page *page) {
    const struct guide *guide = page->guide;
    char phone[LINE_MAX], contact[LINE_MAX], counters[COUNTERS_MAX][COUNTER_MAX];
    struct flow *flow = flow_create();
    frame_put(page, page_say(page, WORDS_ASK), NULL);
    if (!flow) {
        page->failed = true;
        return;
    }
    flow->grow = 3;
    flow->hero_icon = page_sign("support_agent");
    if (guide->own.phrases && guide->own.phrases->picture.asset) /* somebody at a counter */
        flow->hero_picture = page->scene = &guide->own.phrases->picture;
    flow->spread = true;
    flow_text(flow, FLOW_ANSWER, page_say(page, WORDS_ASK_TEXT), NULL, NULL);
    add_ask(page, flow, phone, contact);
    if (guide->people.counter_count > 0)
        flow_text(flow, FLOW_HEADING, page_say(page, WORDS_WE_SPEAK), NULL, NULL);
    for (size_t i = 0; i < guide->people.counter_count && i < COUNTERS_MAX; i++) {
        page_counter(page, &guide->people.counters[i], counters[i], COUNTER_MAX);
        flow_text(flow, FLOW_CELL, counters[i], NULL, NULL);
    }
    add_ways(page, flow);
    if (guide->own.phrases)
        flow_button(flow, &(struct button){.icon = page_sign("chat"),
                                           .label = page_say(page, WORDS_SHOW_US),
                                           .chevron = true,
                                           .action = action_go(
                                               PLACE_PAGE, (uint32_t)(guide->own.phrases - guide->pages))});
    flow_put(page, flow, page->content);
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
    struct words_style small = {.px = page->m.head, .colour = page->colour.muted, .language = language};
    struct words_style large = {.px = type_px(&page->m.type, TYPE_DISPLAY),
                                .weight = WEIGHT_BOLD,
                                .colour = page->colour.ink,
                                .language = page->guide->staff.language,
                                .leading = 1.2};
    int own_h = both ? page_height(page, own, box.w, &small, NULL) + 2 * page->m.body : 0;
    const char *words = danish ? danish->text : own;
    for (; large.px > page->m.body; large.px = type_below(&page->m.type, large.px)) {
        bool torn = false;
        if (page_height(page, words, box.w, &large, &torn) <= box.h - own_h && !torn)
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
