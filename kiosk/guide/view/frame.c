/* What is the same on every page: the title above, the bar with its buttons below. */
#include <string.h>

#include "core/draw/colour.h"
#include "guide/view/page_parts.h"
#include "guide/view/stop_parts.h"

enum {
    BAR_PERCENT = 22,    /* of the picture's height, at most if the letters allow */
    BAR_OF_REACHED = 40, /* percent of what is reached, likewise */
    UPRIGHT_ROW = 6,     /* buttons beside each other at most on an upright picture, or words are broken */
    TITLE_HEIGHT = 33,   /* tenths of an em: two lines, of tall scripts too */
};

struct button *bar_add(struct bar *bar, const char *icon, const char *label, struct action action, bool on) {
    struct button *button = &bar->items[bar->count++];
    *button = (struct button){.icon = page_sign(icon),
                              .label = label,
                              .action = action,
                              .look = LOOK_BAR,
                              .stacked = true,
                              .on = on};
    return button;
}

bool page_offers(const struct page *page, size_t number) {
    return guide_language_open(&page->guide->languages[number], page->request->drafts);
}

static size_t languages_open(const struct page *page) {
    size_t count = 0;
    for (size_t i = 0; i < page->guide->language_count; i++)
        count += page_offers(page, i);
    return count;
}

static void add_language(const struct page *page, struct bar *bar, size_t number) {
    const struct guide_language *language = &page->guide->languages[number];
    struct button *button = bar_add(bar, NULL, language->name, action_of(VERB_LANGUAGE, (int)number),
                                    (int)number == page->language);
    button->label_language = language->tag;
}

void bar_add_languages(const struct page *page, struct bar *bar) {
    size_t open = languages_open(page), shown = 0;
    bool chosen = false;
    for (size_t i = 0; i < page->guide->language_count && shown < BAR_LANGUAGES; i++) {
        bool own = page->guide->languages[i].site || open <= BAR_LANGUAGES,
             is_chosen = (int)i == page->language;
        bool last = shown == BAR_LANGUAGES - 1 && !chosen; /* kept for the chosen one */
        if (!page_offers(page, i) || (!is_chosen && (!own || last)))
            continue;
        add_language(page, bar, i);
        shown++;
        chosen |= is_chosen;
    }
    if (open > shown)
        (void)bar_add(bar, "translate", page_say(page, WORDS_LANGUAGES), action_go(PLACE_LANGUAGES, 0),
                      page->state->spot.place == PLACE_LANGUAGES);
}

static void fill_bar(const struct page *page, struct bar *bar) {
    enum place place = page->state->spot.place;
    bar_add(bar, "arrow_back", page_say(page, WORDS_BACK), action_of(VERB_BACK, 0), false);
    bar_add(bar, "home", page_say(page, WORDS_START), action_of(VERB_HOME, 0), place == PLACE_HOME);
    if (page_whole(page))
        bar_add(bar, "search", page_say(page, WORDS_SEARCH), action_go(PLACE_SEARCH, 0),
                place == PLACE_SEARCH);
    bar_add(bar, "support_agent", page_say(page, WORDS_ASK), action_go(PLACE_ASK, 0), place == PLACE_ASK);
    bar_add(bar, "phone_in_talk", page_say(page, WORDS_EMERGENCY), action_go(PLACE_EMERGENCY, 0), false)
        ->look = LOOK_ALARM;
    bar_add_languages(page, bar);
    bar_add(bar, "format_size", page_say(page, WORDS_READING_AIDS), action_go(PLACE_AIDS, 0),
            place == PLACE_AIDS);
    if (place != PLACE_AIDS) /* there it stands among the others */
        bar_add(bar, "contrast", page_say(page, WORDS_HIGH_CONTRAST), action_of(VERB_CONTRAST, 0),
                page->state->aids.high_contrast)
            ->role = ROLE_TOGGLE;
    bar_add(bar, "logout", page_say(page, WORDS_CLEAR_NOW), action_of(VERB_CLEAR, 0), false);
}

static int bar_most(const struct metrics *m) {
    int of_all = m->height * BAR_PERCENT / 100,
        of_reached = (m->height - m->reach_top) * BAR_OF_REACHED / 100;
    return of_all < of_reached ? of_all : of_reached;
}

/* Rows are of one height where that takes no more than the bar's share, else each as high as it needs. */
static struct bar_rows rows_at(const struct page *page, const struct button *buttons, int count, int rows) {
    const struct metrics *m = &page->m;
    struct bar_rows result = {.rows = rows, .per_row = (count + rows - 1) / rows};
    int highest = 0, own = (rows + 1) * m->gap;
    for (int row = 0; row < rows; row++) {
        int first = row * result.per_row, left = count - first;
        int in_row = left < result.per_row ? left : result.per_row;
        int w = in_row > 0 ? (m->width - 2 * m->margin - (in_row - 1) * m->gap) / in_row : m->width;
        result.torn |= w < m->button;
        for (int i = first; i < first + in_row; i++) {
            int height = button_height(page, &buttons[i], w, &result.torn);
            result.heights[row] = height > result.heights[row] ? height : result.heights[row];
        }
        highest = result.heights[row] > highest ? result.heights[row] : highest;
        own += result.heights[row];
    }
    int even = rows * highest + (rows + 1) * m->gap;
    result.height = even <= bar_most(m) ? even : own;
    for (int row = 0; row < rows && even <= bar_most(m); row++)
        result.heights[row] = highest;
    return result;
}

struct bar_rows bar_fit(struct page *page, const struct button *buttons, int count) {
    const struct metrics *m = &page->m;
    int most = bar_most(m), fewest = m->portrait && count > UPRIGHT_ROW ? 2 : 1;
    struct bar_rows best = {.height = 0};
    for (page->bar_px = m->small;; page->bar_px = type_below(&m->type, page->bar_px)) {
        for (int rows = fewest; rows <= BAR_ROWS_MAX; rows++) {
            struct bar_rows tried = rows_at(page, buttons, count, rows);
            if (tried.torn && rows < BAR_ROWS_MAX)
                continue;
            best = tried;
            if (!tried.torn && tried.height <= most)
                return tried;
            break;
        }
        if (page->bar_px == m->least)
            break;
    }
    return best;
}

void bar_put(struct page *page, const struct button *buttons, int count, const struct bar_rows *rows) {
    const struct metrics *m = &page->m;
    int top = m->height - rows->height, width = m->width - 2 * m->margin;
    page_rect(page, (struct box){0, top, m->width, rows->height}, page->colour.bar, 0);
    if (page->state->aids.high_contrast) /* the same black as the page */
        page_rect(page, (struct box){0, top, m->width, m->touch / 40 + 2}, page->colour.on_bar, 0);
    for (int row = 0, y = top + m->gap; row < rows->rows; y += rows->heights[row++] + m->gap) {
        int first = row * rows->per_row, left = count - first;
        int in_row = left < rows->per_row ? left : rows->per_row;
        for (int i = 0; i < in_row; i++) {
            struct box box =
                page_share((struct box){m->margin, y, width, rows->heights[row]}, m->gap, i, in_row);
            button_put(page, &buttons[first + i], box);
        }
    }
}

/* The bar in another shape, where it takes less of a low panel then. */
static struct bar_rows try_bar(struct page *page, struct bar *bar, const struct bar *other,
                               struct bar_rows rows) {
    int px = page->bar_px;
    struct bar_rows tried = bar_fit(page, other->items, other->count);
    if (rows.height > bar_most(&page->m) && !tried.torn && tried.height < rows.height) {
        *bar = *other;
        return tried;
    }
    page->bar_px = px;
    return rows;
}

/* Signs stand above their words or, where that takes too much of a low panel, before them; else words are
 * alone. */
static struct bar_rows shape_bar(struct page *page, struct bar *bar) {
    struct bar_rows rows = bar_fit(page, bar->items, bar->count);
    struct bar flat = *bar, bare = *bar;
    if (rows.height <= bar_most(&page->m))
        return rows;
    for (int i = 0; i < bar->count; i++) {
        flat.items[i].stacked = !*flat.items[i].icon; /* words alone stand in the middle */
        bare.items[i].icon = "";
    }
    rows = try_bar(page, bar, &flat, rows);
    return try_bar(page, bar, &bare, rows);
}

void frame_bar(struct page *page) {
    struct bar bar = {.count = 0};
    page->m = metrics_make(page->request->screen, page->m.width, page->m.height, page->state);
    fill_bar(page, &bar);
    struct bar_rows rows = shape_bar(page, &bar);
    bar_put(page, bar.items, bar.count, &rows);
}

/* What stands at the end of the band: whose guide it is, or that the language is a draft. */
struct aside {
    const char *text; /* NULL: nothing */
    struct words_style style;
    int width;
    bool draft;
};

static struct aside aside_for(const struct page *page) {
    struct aside aside = {.draft = !page->guide->languages[page->language].offered};
    aside.style = (struct words_style){.px = page->m.small,
                                       .weight = WEIGHT_MEDIUM,
                                       .colour = page->colour.on_door,
                                       .leading = 1.2,
                                       .silent = !aside.draft};
    aside.text = aside.draft ? page_say(page, WORDS_DRAFT)
                             : page_pick_aside(page, &page->request->site->name, &aside.style.language);
    aside.width = page_width(page, aside.text, &aside.style) + 2;
    return aside;
}

/* The municipality's mark at the end of the band; returns where it begins. */
static int put_logo(struct page *page, struct box band) {
    const struct metrics *m = &page->m;
    const struct theme *theme = &page->request->site->theme;
    bool dark = colour_contrast(page->colour.door, (struct colour){255, 255, 255, 255}) >= CONTRAST_TEXT;
    const char *logo = dark && theme->logo_on_dark ? theme->logo_on_dark : theme->logo;
    int w = 0, h = 0, end = band.x + band.w, logo_h = m->title;
    if (!logo || page->state->aids.high_contrast || !page->request->picture_size ||
        !page->request->picture_size(page->request->picture_context, logo, &w, &h) || h <= 0)
        return end;
    int logo_w = (int)((int64_t)logo_h * w / h);
    if (logo_w >= m->width / 4)
        return end;
    struct box box = {end - logo_w, band.y + (band.h - logo_h) / 2, logo_w, logo_h};
    if (page->rtl)
        box.x = m->width - end;
    draw_picture(&page->view->list, box, logo, FIT_CONTAIN, 0.5, 0.5, 0);
    return end - logo_w - m->gap;
}

/* A band of the door's colour: the title, whose guide this is, and whether a language is a draft. */
static int put_header(struct page *page, const char *title, const char *language) {
    const struct metrics *m = &page->m;
    struct words_style style = {.px = m->title,
                                .weight = WEIGHT_BOLD,
                                .colour = page->colour.on_door,
                                .language = language,
                                .leading = 1.15,
                                .balanced = true};
    int pad = m->margin / 2, w = m->width - 2 * m->margin, title_h = 0, room = w - m->title * 3;
    for (;; style.px = type_below(&m->type, style.px)) { /* smaller rather than broken or three lines high */
        bool torn = false;
        title_h = page_height(page, title, room, &style, &torn);
        bool fits = !torn && title_h <= style.px * TITLE_HEIGHT / 10;
        if (fits || style.px == m->least)
            break;
    }
    struct aside aside = aside_for(page);
    int title_w = page_width(page, title, &style), line = title_h > m->title ? title_h : m->title;
    bool beside = title_w + 2 * m->margin + aside.width <= room;
    int below = !beside && aside.draft ? page_height(page, aside.text, w, &aside.style, NULL) : 0;
    struct box band = {m->margin, pad, w, line};
    page_rect(page, (struct box){0, 0, m->width, line + below + 2 * pad}, page->colour.door, 0);
    int end = put_logo(page, band);
    page->said.part = PART_TITLE;
    page_stop(page, (struct box){m->margin, pad, title_w < room ? title_w : room, line},
              (struct stop){.kind = STOP_HEADING, .level = 1}, language, title);
    page_words_middle(page, title, (struct box){m->margin, pad, room, line}, &style);
    page->said.part = PART_TEXT;
    if (beside)
        page_words_middle(page, aside.text, (struct box){end - aside.width, pad, aside.width, line},
                          &aside.style);
    else if (below)
        (void)page_words(page, aside.text, (struct box){m->margin, pad + line, w, below}, &aside.style);
    return line + below + 2 * pad + m->gap;
}

void frame_put(struct page *page, const char *title, const char *title_language) {
    const struct metrics *m = &page->m;
    struct bar bar = {.count = 0};
    struct bar_rows rows = {.height = 0};
    if (!page->request->printed) {
        fill_bar(page, &bar);
        rows = shape_bar(page, &bar);
    }
    page_rect(page, (struct box){0, 0, m->width, m->height}, page->colour.paper, 0);
    int top = put_header(page, title, title_language);
    int bottom = m->height - (page->request->printed ? m->margin : rows.height + m->gap * 3 / 2);
    page->content = (struct box){m->margin, top, m->width - 2 * m->margin, bottom - top};
    page->framed = true;
}
