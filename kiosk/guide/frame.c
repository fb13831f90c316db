/* What is the same on every page: the title above, the bar with its buttons below. */
#include <stdio.h>
#include <string.h>

#include "guide/page.h"

enum { BAR_MAX = 12, BAR_ROWS_MAX = 4, LANGUAGES_SHOWN = 3 };

struct bar {
    struct button items[BAR_MAX];
    int count, rows, per_row, row_height;
};

static void add(struct bar *bar, const char *icon, const char *label, struct action action, bool on) {
    bar->items[bar->count++] = (struct button){.icon = page_sign(icon),
                                               .label = label,
                                               .action = action,
                                               .look = LOOK_BAR,
                                               .stacked = true,
                                               .on = on};
}

static bool language_open(const struct page *page, size_t number) {
    const struct guide_language *language = &page->guide->languages[number];
    return language->offered || page->request->drafts;
}

static size_t languages_open(const struct page *page) {
    size_t count = 0;
    for (size_t i = 0; i < page->guide->language_count; i++)
        count += language_open(page, i);
    return count;
}

/* The site's own languages are always to be seen, each by its own name; the others stand behind one button.
 */
static void add_languages(const struct page *page, struct bar *bar) {
    size_t open = languages_open(page), shown = 0;
    for (size_t i = 0; i < page->guide->language_count && shown < LANGUAGES_SHOWN; i++) {
        const struct guide_language *language = &page->guide->languages[i];
        if (!language_open(page, i) || (!language->site && open > LANGUAGES_SHOWN))
            continue;
        add(bar, NULL, language->name, action_of(VERB_LANGUAGE, (int)i), (int)i == page->language);
        bar->items[bar->count - 1].label_language = language->tag;
        shown++;
    }
    if (open > shown)
        add(bar, "translate", page_say(page, WORDS_LANGUAGES), action_go(PLACE_LANGUAGES, 0),
            page->state->spot.place == PLACE_LANGUAGES);
}

static void fill_bar(const struct page *page, struct bar *bar) {
    enum place place = page->state->spot.place;
    add(bar, "arrow_back", page_say(page, WORDS_BACK), action_of(VERB_BACK, 0), false);
    add(bar, "home", page_say(page, WORDS_START), action_of(VERB_HOME, 0), place == PLACE_HOME);
    add(bar, "search", page_say(page, WORDS_SEARCH), action_go(PLACE_SEARCH, 0), place == PLACE_SEARCH);
    add(bar, "support_agent", page_say(page, WORDS_ASK), action_go(PLACE_ASK, 0), place == PLACE_ASK);
    add(bar, "phone_in_talk", page_say(page, WORDS_EMERGENCY), action_go(PLACE_EMERGENCY, 0), false);
    bar->items[bar->count - 1].look = LOOK_ALARM;
    add_languages(page, bar);
    add(bar, "format_size", page_say(page, WORDS_READING_AIDS), action_go(PLACE_AIDS, 0),
        place == PLACE_AIDS);
    add(bar, "logout", page_say(page, WORDS_CLEAR_NOW), action_of(VERB_CLEAR, 0), false);
}

/* As few rows as let every label stand without a broken word. */
static void measure_bar(const struct page *page, struct bar *bar) {
    const struct metrics *m = &page->m;
    int width = m->width - 2 * m->margin;
    for (bar->rows = 1; bar->rows <= BAR_ROWS_MAX; bar->rows++) {
        bar->per_row = (bar->count + bar->rows - 1) / bar->rows;
        int w = (width - (bar->per_row - 1) * m->gap) / bar->per_row;
        bool torn = w < m->button;
        bar->row_height = 0;
        for (int i = 0; i < bar->count; i++) {
            int height = button_height(page, &bar->items[i], w, &torn);
            bar->row_height = height > bar->row_height ? height : bar->row_height;
        }
        if (!torn || bar->rows == BAR_ROWS_MAX)
            return;
    }
}

static int bar_height(const struct page *page, const struct bar *bar) {
    return bar->rows * bar->row_height + (bar->rows + 1) * page->m.gap;
}

void frame_bar(struct page *page) {
    const struct metrics *m = &page->m;
    struct bar bar = {.count = 0};
    fill_bar(page, &bar);
    measure_bar(page, &bar);
    int top = m->height - bar_height(page, &bar), width = m->width - 2 * m->margin;
    page_rect(page, (struct box){0, top, m->width, m->height - top}, page->colour.bar, 0);
    for (int i = 0; i < bar.count; i++) {
        int row = i / bar.per_row, column = i % bar.per_row;
        int in_row = row == bar.rows - 1 ? bar.count - row * bar.per_row : bar.per_row;
        int w = (width - (in_row - 1) * m->gap) / in_row;
        button_put(page, &bar.items[i],
                   (struct box){m->margin + column * (w + m->gap),
                                top + m->gap + row * (bar.row_height + m->gap), w, bar.row_height});
    }
}

/* A draft says so; so does a text that stands in for one that is not translated. */
static int put_notice(struct page *page, int y) {
    const struct guide_language *language = &page->guide->languages[page->language];
    const struct metrics *m = &page->m;
    if (language->offered)
        return y;
    struct words_style style = {.px = m->small, .weight = WEIGHT_MEDIUM, .colour = page->colour.on_strong};
    int w = m->width - 2 * m->margin, h = page_height(page, page_say(page, WORDS_DRAFT), w, &style, NULL);
    page_rect(page, (struct box){0, y, m->width, h + m->pad / 2}, page->colour.strong, 0);
    (void)page_words(page, page_say(page, WORDS_DRAFT), (struct box){m->margin, y + m->pad / 4, w, h},
                     &style);
    return y + h + m->pad / 2;
}

static int put_header(struct page *page, const char *title, const char *language) {
    const struct metrics *m = &page->m;
    const char *logo = page->request->site->theme.logo;
    int w = 0, h = 0, right = m->width - m->margin, y = put_notice(page, 0) + m->margin * 3 / 4;
    struct words_style style = {.px = m->title,
                                .weight = WEIGHT_BOLD,
                                .colour = page->colour.ink,
                                .language = language,
                                .leading = 1.15};
    int logo_h = m->title;
    if (logo && !page->state->high_contrast && page->request->picture_size &&
        page->request->picture_size(page->request->picture_context, logo, &w, &h) && h > 0) {
        int logo_w = (int)((int64_t)logo_h * w / h);
        if (logo_w < m->width / 4) {
            struct box box = {right - logo_w, y, logo_w, logo_h};
            if (page->rtl)
                box.x = m->margin;
            draw_picture(&page->view->list, box, logo, FIT_CONTAIN, 0.5, 0.5, 0);
            right -= logo_w + m->gap * 2;
        }
    }
    int room = right - m->margin;
    bool torn = false;
    int title_h = page_height(page, title, room, &style, &torn);
    if (torn) { /* a long word alone: smaller rather than broken */
        style.px = m->body;
        title_h = page_height(page, title, room, &style, NULL);
    }
    (void)page_words(page, title, (struct box){m->margin, y, room, title_h}, &style);
    return y + (title_h > logo_h ? title_h : logo_h) + m->margin / 2;
}

void frame_put(struct page *page, const char *title, const char *title_language) {
    const struct metrics *m = &page->m;
    struct bar bar = {.count = 0};
    fill_bar(page, &bar);
    measure_bar(page, &bar);
    page_rect(page, (struct box){0, 0, m->width, m->height}, page->colour.paper, 0);
    int top = put_header(page, title, title_language);
    int bottom = m->height - bar_height(page, &bar) - m->gap * 3 / 2;
    page->content = (struct box){m->margin, top, m->width - 2 * m->margin, bottom - top};
    page->framed = true;
}
