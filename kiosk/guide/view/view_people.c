/* Ways to a person: ask somebody, show a sentence, emergency numbers. */
#include <stdio.h>
#include <string.h>

#include "guide/view/flow_parts.h"

enum { LINE_MAX = 500, COUNTERS_MAX = 12, UNFIT = 1000000, EMERGENCY_MOST = 5, EMERGENCY_LEAST = -6 };

/* "Counter 2: English · Deutsch · العربية" */
static void counter_line(struct page *page, const struct guide_counter *counter, char *out, size_t size) {
    const char *name = page_pick(page, &counter->name, NULL);
    size_t used = (size_t)snprintf(out, size, "**%s**", name ? name : "");
    for (size_t i = 0; i < counter->language_count && used + 60 < size; i++) {
        int number = guide_language_find(page->guide, counter->languages[i]);
        char isolated[100];
        text_isolate(number >= 0 ? page->guide->languages[number].name : counter->languages[i], isolated,
                     sizeof isolated);
        used += (size_t)snprintf(out + used, size - used, "%s%s", i ? " · " : "\n", isolated);
    }
}

void view_ask(struct page *page) {
    const struct guide *guide = page->guide;
    char contact[LINE_MAX], counters[COUNTERS_MAX][LINE_MAX];
    struct flow *flow = flow_create();
    frame_put(page, page_say(page, WORDS_ASK), NULL);
    if (!flow) {
        page->failed = true;
        return;
    }
    flow->grow = 3;
    flow->hero_icon = page_sign("support_agent");
    flow_text(flow, FLOW_TEXT, page_say(page, WORDS_ASK_TEXT), NULL, NULL);
    page_contact(page, &guide->people.ask, contact, sizeof contact);
    flow_text(flow, FLOW_TEXT, contact, NULL, NULL);
    if (guide->people.counter_count > 0)
        flow_text(flow, FLOW_HEADING, page_say(page, WORDS_WE_SPEAK), NULL, NULL);
    for (size_t i = 0; i < guide->people.counter_count && i < COUNTERS_MAX; i++) {
        counter_line(page, &guide->people.counters[i], counters[i], LINE_MAX);
        flow_text(flow, FLOW_CELL, counters[i], NULL, NULL);
    }
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
    hero_put(page, NULL, shown->icon, page_say(page, WORDS_TOUCH_A_SENTENCE), NULL);
    if (!flow) {
        page->failed = true;
        return;
    }
    if (!page->hero)
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

struct emergency_sizes {
    int number_px, number_w, head_px, body_px, rows[GUIDE_EMERGENCIES_MAX], here;
    bool brief; /* a low panel: where one is stands in one line, that the call is free does not stand there */
};
enum { PLACE_LINE_MAX = 600 };

static size_t emergency_count(const struct page *page) {
    return page->guide->people.emergency_count ? page->guide->people.emergency_count : 1;
}

static const char *emergency_number(const struct page *page, size_t i) {
    return page->guide->people.emergency_count ? page->guide->people.emergencies[i].number : "112";
}

static const char *emergency_name(struct page *page, size_t i) {
    const char *name = page->guide->people.emergency_count
                           ? page_pick(page, &page->guide->people.emergencies[i].name, NULL)
                           : NULL;
    return name ? name : page_say(page, WORDS_EMERGENCY_112_NAME);
}

static const char *emergency_text(struct page *page, size_t i) {
    const char *text = page->guide->people.emergency_count
                           ? page_pick(page, &page->guide->people.emergencies[i].text, NULL)
                           : NULL;
    return text ? text : page_say(page, WORDS_EMERGENCY_112);
}

static int widest_number(const struct page *page, const struct words_style *style) {
    int widest = 0;
    for (size_t i = 0; i < emergency_count(page); i++) {
        int width = page_width(page, emergency_number(page, i), style);
        widest = width > widest ? width : widest;
    }
    return widest;
}

/* "You are here · …", one line. */
static void place_line(const struct page *page, const char *place, char *out) {
    snprintf(out, PLACE_LINE_MAX, "**%s** · %s", page_say(page, WORDS_YOU_ARE_HERE), place);
}

static const char *here(struct page *page) {
    for (size_t i = 0; i < page->guide->people.place_count; i++)
        if (strcmp(page->guide->people.places[i].screen, page->request->screen->id) == 0)
            return page_pick(page, &page->guide->people.places[i].address, NULL);
    return NULL;
}

/* Heights so many steps over the usual sizes; the sum. */
static int measure_emergency(struct page *page, const char *place, int steps, bool brief,
                             struct emergency_sizes *out) {
    const struct metrics *m = &page->m;
    *out = (struct emergency_sizes){.number_px = type_px(&m->type, TYPE_DISPLAY + m->type.read + steps),
                                    .head_px = type_px(&m->type, TYPE_HEAD + m->type.read + steps),
                                    .body_px = type_px(&m->type, TYPE_BODY + m->type.read + steps),
                                    .brief = brief};
    struct words_style number = {.px = out->number_px, .weight = WEIGHT_BOLD, .language = "en"};
    struct words_style head = {.px = out->head_px, .weight = WEIGHT_BOLD, .leading = 1.2};
    struct words_style body = {.px = out->body_px, .leading = 1.25};
    int widest = widest_number(page, &number), most = page->content.w * 26 / 100 - 2 * m->pad;
    if (widest > 0 && widest > most)
        number.px = out->number_px = type_at_most(&m->type, out->number_px * most / widest);
    out->number_w = widest_number(page, &number) + 2 * m->pad;
    int w = page->content.w - out->number_w - 2 * m->pad, total = 0;
    bool torn = false;
    for (size_t i = 0; i < emergency_count(page); i++) {
        out->rows[i] = page_height(page, emergency_name(page, i), w, &head, &torn) +
                       page_height(page, emergency_text(page, i), w, &body, &torn) +
                       (brief ? m->pad / 3 : m->pad); /* lines have some air of their own */
        if (out->rows[i] < out->number_px * (brief ? 5 : 6) / 4)
            out->rows[i] = out->number_px * (brief ? 5 : 6) / 4;
        total += out->rows[i] + m->gap;
    }
    char line[PLACE_LINE_MAX];
    if (brief && place)
        place_line(page, place, line);
    const char *last = !brief ? page_say(page, WORDS_EMERGENCY_FREE) : place ? line : "";
    out->here = page_height(page, last, page->content.w, &body, NULL);
    if (place && !brief)
        out->here += page_height(page, page_say(page, WORDS_YOU_ARE_HERE), page->content.w, &head, NULL) +
                     page_height(page, place, page->content.w, &body, NULL) + 2 * m->gap;
    return torn ? UNFIT : total + out->here + (brief ? 0 : m->gap);
}

static void put_emergency(struct page *page, const struct emergency_sizes *sizes, size_t i, struct box row) {
    const struct palette *c = &page->colour;
    bool first = i == 0;
    struct colour fill = first ? c->alarm : c->card, text = first ? c->on_alarm : c->ink;
    struct words_style number = {.px = sizes->number_px,
                                 .weight = WEIGHT_BOLD,
                                 .align = ALIGN_CENTRE,
                                 .colour = first ? c->on_alarm : c->strong,
                                 .language = "en",
                                 .leading = 1.2};
    struct words_style head = {.px = sizes->head_px, .weight = WEIGHT_BOLD, .colour = text, .leading = 1.2};
    struct words_style body = {.px = sizes->body_px, .colour = text, .leading = 1.25};
    int pad = page->m.pad, x = row.x + sizes->number_w + pad, w = row.w - sizes->number_w - 2 * pad;
    page_card(page, row, fill, first ? c->on_alarm : c->edge, page->m.touch / 40 + 2);
    page_words_middle(page, emergency_number(page, i), (struct box){row.x, row.y, sizes->number_w, row.h},
                      &number);
    int head_h = page_height(page, emergency_name(page, i), w, &head, NULL);
    int body_h = page_height(page, emergency_text(page, i), w, &body, NULL);
    int y = row.y + (row.h - head_h - body_h) / 2;
    (void)page_words(page, emergency_name(page, i), (struct box){x, y, w, head_h}, &head);
    (void)page_words(page, emergency_text(page, i), (struct box){x, y + head_h, w, body_h}, &body);
}

/* Where one is, and that the call is free. */
static void put_here(struct page *page, const struct emergency_sizes *sizes, const char *place,
                     struct box box) {
    struct words_style head = {
        .px = sizes->head_px, .weight = WEIGHT_BOLD, .colour = page->colour.ink, .leading = 1.2};
    struct words_style body = {.px = sizes->body_px, .colour = page->colour.ink, .leading = 1.25};
    int y = box.y, end = box.y + box.h;
    if (sizes->brief) {
        char line[PLACE_LINE_MAX];
        if (place) {
            place_line(page, place, line);
            (void)page_words(page, line, box, &body);
        }
        return;
    }
    y += page_words(page, page_say(page, WORDS_EMERGENCY_FREE), box, &body);
    if (!place)
        return;
    y += page->m.gap;
    y += page_words(page, page_say(page, WORDS_YOU_ARE_HERE), (struct box){box.x, y, box.w, end - y}, &head);
    (void)page_words(page, place, (struct box){box.x, y, box.w, end - y}, &body);
}

/* All of it on one leaf, always: rather smaller, then shorter, than cut or leafed. */
void view_emergency(struct page *page) {
    struct emergency_sizes sizes;
    page->colour.door = page->colour.alarm;
    page->colour.on_door = page->colour.on_alarm;
    frame_put(page, page_say(page, WORDS_EMERGENCY_TITLE), NULL);
    struct box box = page->content;
    const char *place = here(page);
    int steps = EMERGENCY_MOST;
    while (measure_emergency(page, place, steps, false, &sizes) > box.h && steps > EMERGENCY_LEAST)
        steps--;
    for (int brief = 0; measure_emergency(page, place, steps, sizes.brief, &sizes) > box.h; brief--) {
        if (brief < EMERGENCY_LEAST)
            break;
        steps = brief;
        sizes.brief = true;
    }
    int y = box.y;
    for (size_t i = 0; i < emergency_count(page); i++) {
        put_emergency(page, &sizes, i, (struct box){box.x, y, box.w, sizes.rows[i]});
        y += sizes.rows[i] + page->m.gap;
    }
    y += sizes.brief ? 0 : page->m.gap;
    put_here(page, &sizes, place, (struct box){box.x, y, box.w, box.y + box.h - y});
}
