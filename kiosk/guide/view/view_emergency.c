/* Whom to call in need: all of it on one leaf, over the whole panel, the numbers as large in every text size.
 */
#include <stdio.h>
#include <string.h>

#include "guide/view/stop_parts.h"

enum {
    UNFIT = 1000000,
    TEXT_MOST = 2, /* steps over what is read at this size */
    TEXT_MOST_UPRIGHT = 4,
    TEXT_LEAST = -8,
    NUMBERS_PERCENT = 46, /* of the picture's height that the numbers' rows are high together */
    NUMBER_WIDTH = 24,    /* percent of the content's width */
    NUMBER_WIDTH_UPRIGHT = 34,
};

struct emergency_sizes {
    int number_px, number_w, head_px, body_px, rows[GUIDE_EMERGENCIES_MAX], here;
    bool brief; /* a low panel: where one is stands in one line, that the call is free does not stand there */
};
enum { PLACE_LINE_MAX = 600, STOP_LINE_MAX = 1200 };

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

/* By the panel alone, not by the size of text: nothing that makes reading easier makes them smaller. */
static int number_px(const struct page *page) {
    const struct metrics *m = &page->m;
    int height = m->height * NUMBERS_PERCENT / 100 / (int)emergency_count(page) * 4 / 5;
    int share = m->portrait ? NUMBER_WIDTH_UPRIGHT : NUMBER_WIDTH, most = page->content.w * share / 100;
    struct words_style style = {
        .px = type_at_most(&m->type, height), .weight = WEIGHT_BOLD, .language = "en"};
    int least = type_px(&m->type, TYPE_DISPLAY);
    while (style.px > least && widest_number(page, &style) + 2 * m->pad > most)
        style.px = type_below(&m->type, style.px);
    return style.px > least ? style.px : least;
}

/* "You are here · …", one line. */
static void place_line(const struct page *page, const char *place, char *out) {
    snprintf(out, PLACE_LINE_MAX, "**%s** · %s", page_say(page, WORDS_YOU_ARE_HERE), place);
}

static const char *here(struct page *page) {
    const struct guide_place *place = guide_place_of(page->guide, page->request->screen->id);
    return place ? page_pick(page, &place->address, NULL) : NULL;
}

/* Heights so many steps over the usual sizes; the sum. */
static int measure_emergency(struct page *page, const char *place, int steps, bool brief,
                             struct emergency_sizes *out) {
    const struct metrics *m = &page->m;
    *out = (struct emergency_sizes){.number_px = number_px(page),
                                    .head_px = type_px(&m->type, TYPE_HEAD + m->type.read + steps),
                                    .body_px = type_px(&m->type, TYPE_BODY + m->type.read + steps),
                                    .brief = brief};
    struct words_style number = {.px = out->number_px, .weight = WEIGHT_BOLD, .language = "en"};
    struct words_style head = {.px = out->head_px, .weight = WEIGHT_BOLD, .leading = 1.2};
    struct words_style body = {.px = out->body_px, .leading = 1.25};
    out->number_w = widest_number(page, &number) + 2 * m->pad;
    int w = page->content.w - out->number_w - 2 * m->pad, total = 0;
    bool torn = false;
    for (size_t i = 0; i < emergency_count(page); i++) {
        out->rows[i] = page_height(page, emergency_name(page, i), w, &head, &torn) +
                       page_height(page, emergency_text(page, i), w, &body, &torn) +
                       (brief ? m->pad / 3 : m->pad); /* lines have some air of their own */
        if (out->rows[i] < out->number_px * 5 / 4)
            out->rows[i] = out->number_px * 5 / 4;
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

/* "112, Ambulance, fire, police: Danger to life …" */
static void stop_at_number(struct page *page, size_t i, struct box row) {
    char line[STOP_LINE_MAX];
    struct stop stop = {.kind = STOP_ITEM, .at = (int)i + 1, .of = (int)emergency_count(page)};
    snprintf(line, sizeof line, "%s, %s: %s", emergency_number(page, i), emergency_name(page, i),
             emergency_text(page, i));
    page_stop(page, row, stop, NULL, line);
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
    stop_at_number(page, i, row);
    struct colour edge = !first ? c->edge : page->state->aids.high_contrast ? c->on_alarm : fill;
    page_card(page, row, fill, edge, page->m.touch / 40 + 2);
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

/* Rather smaller, then shorter, than cut or leafed; what is left of the panel makes the rows higher. */
static void fit_emergency(struct page *page, const char *place, struct emergency_sizes *sizes) {
    int room = page->content.h, steps = page->m.portrait ? TEXT_MOST_UPRIGHT : TEXT_MOST, needed;
    while ((needed = measure_emergency(page, place, steps, false, sizes)) > room && steps > TEXT_LEAST)
        steps--;
    for (int brief = 0; needed > room && brief >= TEXT_LEAST; brief--)
        needed = measure_emergency(page, place, brief, true, sizes);
    int each = needed < room ? (room - needed) / (int)emergency_count(page) : 0;
    for (size_t i = 0; i < emergency_count(page); i++)
        sizes->rows[i] += each;
}

void view_emergency(struct page *page) {
    struct emergency_sizes sizes;
    page->colour.door = page->colour.alarm;
    page->colour.on_door = page->colour.on_alarm;
    frame_put(page, page_say(page, WORDS_EMERGENCY_TITLE), NULL);
    struct box box = page->content;
    const char *place = here(page);
    fit_emergency(page, place, &sizes);
    int y = box.y;
    for (size_t i = 0; i < emergency_count(page); i++) {
        put_emergency(page, &sizes, i, (struct box){box.x, y, box.w, sizes.rows[i]});
        y += sizes.rows[i] + page->m.gap;
    }
    y += sizes.brief ? 0 : page->m.gap;
    put_here(page, &sizes, place, (struct box){box.x, y, box.w, box.y + box.h - y});
}
