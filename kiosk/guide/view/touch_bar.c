/* The bar in the signage of a touch screen: that it can be touched, and in which languages. */
#include <string.h>

#include "core/site/scale.h"
#include "guide/view/page_parts.h"
#include "guide/view/view_findings.h"

enum { CHIPS_MAX = 14, SHRUNK_LEAST = 20 /* percent */ };

static const struct guide_state at_rest;

static struct words_style call_style(const struct page *page, const char *language, bool first) {
    return (struct words_style){.px = page->m.head,
                                .weight = first ? WEIGHT_BOLD : WEIGHT_REGULAR,
                                .colour = page->colour.ink,
                                .language = language,
                                .leading = 1.15,
                                .max_lines = 1};
}

static bool shown(const struct page *page, const struct guide_language *language) {
    return guide_language_open(language, page->request->drafts);
}

/* The highest line of what the strip says, as large as letters are now. */
static int highest(const struct page *page) {
    const struct guide *guide = page->guide;
    int most = 0;
    for (size_t i = 0; i < guide->language_count; i++) {
        const struct guide_language *language = &guide->languages[i];
        struct words_style call = call_style(page, language->tag, true), chip = call;
        chip.px = page->m.body;
        int h = page_height(page, guide_say(guide, (int)i, WORDS_TOUCH_HERE), page->m.width, &call, NULL);
        int chip_h = page_height(page, language->name, page->m.width, &chip, NULL) * 11 / 10;
        h = h > chip_h ? h : chip_h;
        most = shown(page, language) && h > most ? h : most;
    }
    return most;
}

/* Letters become smaller before a strip cuts them; one that no finger hits, or nobody reads, is a finding. */
static void fit_strip(struct page *page, int h) {
    const struct metrics whole = page->m;
    for (int percent = 100; percent > SHRUNK_LEAST && highest(page) > h; percent -= 5) {
        page->m.head = whole.head * percent / 100;
        page->m.body = whole.body * percent / 100;
        page->m.pad = whole.pad * percent / 100;
    }
    if (h < whole.touch)
        page_report(page, FOUND_STRIP_LOW, h / whole.px_per_mm, METRICS_TOUCH_MM);
    else if (page->m.body < whole.least)
        page_report(page, FOUND_STRIP_SMALL, page->m.body, whole.least);
}

static int chip_width(const struct page *page, const struct guide_language *language) {
    struct button chip = {.label = language->name, .label_language = language->tag, .look = LOOK_STRONG};
    return button_width(page, &chip);
}

/* The call to touch stands in the screen's languages, one after the other, each a button to the guide in that
 * language; in the first alone when the second would leave no room for the languages' names. */
static int put_call(struct page *page, struct box box, int chips) {
    const struct screen *screen = page->request->screen;
    int sign = box.h * 8 / 10, x = box.x, said = 0;
    page_icon(page, page_sign("touch_app"), (struct box){x, box.y, sign, box.h}, sign, page->colour.strong);
    x += sign + page->m.gap;
    for (size_t i = 0; i < screen->language_count && said < 2; i++) {
        int number = guide_language_find(page->guide, screen->languages[i]);
        if (number < 0)
            continue;
        struct words_style style = call_style(page, screen->languages[i], said == 0);
        const char *text = guide_say(page->guide, number, WORDS_TOUCH_HERE);
        int w = page_width(page, text, &style) + 2;
        if (x + w > box.x + box.w - (said ? chips : 0))
            break;
        page_words_middle(page, text, (struct box){x, box.y, w, box.h}, &style);
        struct action action = action_of(VERB_LANGUAGE, number);
        struct box hit = {said ? x : box.x, box.y, x + w - (said ? x : box.x), box.h};
        (void)page_target(page, hit, &action, ROLE_BUTTON, true, false, text);
        x += w + page->m.gap * 2;
        said++;
    }
    return x - box.x;
}

static int chips_width(const struct page *page) {
    int width = 0;
    for (size_t i = 0; i < page->guide->language_count; i++)
        if (shown(page, &page->guide->languages[i]))
            width += chip_width(page, &page->guide->languages[i]) + page->m.gap;
    return width;
}

/* From the end: as many languages as fit, the first of them always. */
static void put_chips(struct page *page, struct box box) {
    const struct guide *guide = page->guide;
    int widths[CHIPS_MAX], total = 0, count = 0, numbers[CHIPS_MAX];
    for (size_t i = 0; i < guide->language_count && count < CHIPS_MAX; i++) {
        const struct guide_language *language = &guide->languages[i];
        if (!shown(page, language))
            continue;
        int w = chip_width(page, language);
        if (total + w + page->m.gap > box.w)
            break;
        widths[count] = w;
        numbers[count++] = (int)i;
        total += w + page->m.gap;
    }
    int x = box.x + box.w - total + page->m.gap;
    for (int i = 0; i < count; i++) {
        const struct guide_language *language = &guide->languages[numbers[i]];
        button_put(page,
                   &(struct button){.label = language->name,
                                    .label_language = language->tag,
                                    .look = LOOK_STRONG,
                                    .action = action_of(VERB_LANGUAGE, numbers[i])},
                   (struct box){x, box.y, widths[i], box.h});
        x += widths[i] + page->m.gap;
    }
}

/* px above and below the buttons: less, where only so a finger hits them. */
static int edge_of(const struct page *page) {
    int spare = (page->m.height - page->m.touch) / 2, usual = page->m.gap;
    if (spare >= page->m.height / 20)
        return spare < usual ? spare : usual;
    return page->m.height / 12 < usual ? page->m.height / 12 : usual;
}

bool bar_build(const struct scene_request *scene, const struct guide *guide, bool drafts, struct view *view) {
    bool lost = false;
    struct measure measure = *scene->measure;
    measure.lost = &lost;
    struct view_request request = {.guide = guide_or_empty(guide),
                                   .state = &at_rest,
                                   .site = scene->site,
                                   .screen = scene->screen,
                                   .feeds = scene->feeds,
                                   .now_ms = scene->now_ms,
                                   .width = scene->width,
                                   .height = scene->height,
                                   .drafts = drafts,
                                   .measure = &measure};
    struct page page;
    page_init(&page, &request, view);
    page.m = metrics_make(scene->screen, scene->screen_width, scene->screen_height, &at_rest);
    page.m.width = scene->width;
    page.m.height = scene->height;
    draw_init(&view->list);
    struct box all = {0, 0, scene->width, scene->height};
    draw_clip(&view->list, all);
    page_rect(&page, all, page.colour.paper, 0);
    int edge = edge_of(&page);
    int h = page.m.button < scene->height - 2 * edge ? page.m.button : scene->height - 2 * edge;
    fit_strip(&page, h);
    int margin =
        scale_make(scene->screen, scene->screen_width, scene->screen_height, scene->width, scene->height)
            .margin;
    struct box box = {margin, (scene->height - h) / 2, scene->width - 2 * margin, h};
    int call = put_call(&page, box, guide ? chips_width(&page) : 0);
    if (guide)
        put_chips(&page, (struct box){box.x + call, box.y, box.w - call, h});
    draw_clip_end(&view->list);
    view->leaves = 1;
    return !view->list.overflow && !page.failed && !lost;
}
