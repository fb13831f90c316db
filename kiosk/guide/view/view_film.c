/* A film that plays when it is wanted: its picture with captions below, how far it is, and what can be done.
 */
#include <stdio.h>
#include <string.h>

#include "guide/view/flow_inner_parts.h"
#include "guide/view/sheet_parts.h"

enum {
    LEFT_MAX = 40,
    LINE_MAX = 120,
    CAPTION_LINES = 2,
    FILM_LEAST_PERCENT = 30,
    PLAY_BUTTONS = 3,
    PLAY_EMS = 7,
    COLUMNS = 12,
    SIDE_LEAST = 4,
    SIDE_MOST = 6,
    SIDE_BUTTONS = 2
};

/* "1:05" */
static void left_words(const struct page *page, int64_t ms, char out[LINE_MAX]) {
    char time[LEFT_MAX];
    int seconds = (int)((ms + 999) / 1000);
    snprintf(time, sizeof time, "%d:%02d", seconds / 60, seconds % 60);
    page_fill(page, WORDS_FILM_LEFT, time, out, LINE_MAX);
}

static void add_play(struct page *page, struct flow *flow, const char *left) {
    const struct state_film *state = &page->state->film;
    bool begun = state->page == page->state->spot.of + 1 && state->at_ms > 0 && !state->ended;
    flow_button(flow, &(struct button){.icon = page_sign(state->playing ? "pause" : "play_arrow"),
                                       .label = page_say(page, state->playing ? WORDS_PAUSE
                                                               : begun        ? WORDS_PLAY
                                                                              : WORDS_FILM_PLAY),
                                       .note = left,
                                       .look = LOOK_STRONG,
                                       .action = action_of(VERB_FILM_PLAY, 0)});
    flow_button(flow, &(struct button){.icon = page_sign("replay_10"),
                                       .label = page_say(page, WORDS_FILM_BACK),
                                       .action = action_of(VERB_FILM_BACK, 0)});
    flow_button(flow, &(struct button){.icon = page_sign("replay"),
                                       .label = page_say(page, WORDS_FILM_AGAIN),
                                       .action = action_of(VERB_FILM_AGAIN, 0)});
}

/* The volume is that of reading aloud: there is one loudspeaker, or one socket. */
static void add_sound(struct page *page, struct flow *flow, char volume[LINE_MAX]) {
    const struct guide_state *state = page->state;
    if (!state_film_heard(state, page->guide))
        return;
    page_fill_numbers(page, WORDS_SAID_VOLUME, state->aids.volume, state->aids.hearing.most, volume,
                      LINE_MAX);
    flow_button(flow, &(struct button){.icon = page_sign("volume_down"),
                                       .label = page_say(page, WORDS_QUIETER),
                                       .action = action_of(VERB_VOLUME, -1)});
    flow_button(flow, &(struct button){.icon = page_sign("volume_up"),
                                       .label = page_say(page, WORDS_LOUDER),
                                       .note = volume,
                                       .action = action_of(VERB_VOLUME, 1)});
}

/* Where it is heard; where it would be, at other hours or with a loudspeaker that works. */
static void add_hearing(struct page *page, struct flow *flow, const struct film *film) {
    const struct screen *screen = page->request->screen;
    bool heard = state_film_heard(page->state, page->guide);
    if (heard && screen->touch.headset)
        flow_text(flow, FLOW_NOTE, page_say(page, WORDS_HEADSET), NULL, NULL);
    else if (!heard && film->samples > 0 && film->caption_count > 0 && screen->touch.hearing.on)
        flow_text(flow, FLOW_NOTE, page_say(page, WORDS_FILM_SILENT), NULL, NULL);
}

/* Those of the site's languages, the visitor's own and those that are on, each by its own name. */
static bool is_worth(const struct page *page, int language, bool chosen) {
    bool own = language == page->language || page->guide->languages[language].site;
    return chosen || (own && page_offers(page, (size_t)language));
}

/* Spoken with what they are, "Captions: Dansk": the bar has the languages of the guide under the same words.
 */
static void add_captions(struct page *page, struct flow *flow, const struct film *film,
                         char names[][LINE_MAX]) {
    int chosen = state_film_captions(page->state, page->guide);
    bool any = false;
    for (size_t i = 0; i < film->caption_count; i++) {
        int language = guide_language_find(page->guide, film->captions[i].language);
        if (language < 0 || !is_worth(page, language, (int)i == chosen))
            continue;
        if (!any)
            flow_text(flow, FLOW_LABEL, page_say(page, WORDS_CAPTIONS), NULL, NULL);
        any = true;
        const struct guide_language *spoken = &page->guide->languages[language];
        snprintf(names[i], LINE_MAX, "%s: %s", page_say(page, WORDS_CAPTIONS), spoken->name);
        flow_pill(flow, spoken->name, spoken->tag, action_of(VERB_FILM_CAPTIONS, (int)i), (int)i == chosen,
                  names[i]);
    }
    if (any && state_film_heard(page->state, page->guide))
        flow_pill(flow, page_say(page, WORDS_CAPTIONS_NONE), NULL, action_of(VERB_FILM_CAPTIONS, -1),
                  chosen < 0, NULL);
}

static struct words_style caption_style(const struct page *page, const char *language) {
    return (struct words_style){.px = page->m.head,
                                .align = ALIGN_CENTRE,
                                .colour = page->colour.on_bar,
                                .language = language,
                                .leading = 1.25,
                                .silent = true};
}

const struct caption *page_caption(const struct page *page, const char **language) {
    const struct guide_film *shown = state_film(page->state, page->guide);
    int number = state_film_captions(page->state, page->guide);
    bool begun = page->state->film.page == page->state->spot.of + 1;
    if (!shown || !begun || number < 0)
        return NULL;
    *language = shown->film->captions[number].language;
    return captions_at(&shown->captions[number], page->state->film.at_ms);
}

/* In a box as wide as its words, so that nothing is covered and nothing stands there while nothing is said.
 */
static void put_caption(struct page *page, struct box box) {
    const char *language = NULL;
    const struct caption *caption = page_caption(page, &language);
    if (!caption)
        return;
    struct words_style style = caption_style(page, language);
    int inner = box.w - 2 * page->m.pad;
    page_whole_words(page, caption->text, inner, &style);
    int w = page_width(page, caption->text, &style),
        h = page_height(page, caption->text, inner, &style, NULL);
    w = (w < inner ? w : inner) + 2 * page->m.pad;
    h += page->m.gap;
    struct box card = {box.x + (box.w - w) / 2, box.y + (box.h - h) / 2, w, h};
    page_rect(page, card, page->colour.bar, page->m.radius);
    page_words_middle(page, caption->text, (struct box){card.x + page->m.pad, card.y, w - 2 * page->m.pad, h},
                      &style);
}

/* Before it is played, what it is; then its captions, at the upper edge of `box`, `band` px high. */
static void put_words(struct page *page, struct box box, int band) {
    const struct guide_page *shown = &page->guide->pages[page->state->spot.of];
    const struct localized_entry *summary = localized_find(&shown->summary, page->tag);
    bool begun = page->state->film.page == page->state->spot.of + 1;
    struct words_style style = {
        .px = page->m.answer, .align = ALIGN_CENTRE, .colour = page->colour.ink, .balanced = true};
    if (begun || !summary || page_height(page, summary->text, box.w, &style, NULL) > box.h)
        put_caption(page, (struct box){box.x, box.y, box.w, band});
    else
        page_words_middle(page, summary->text, box, &style);
}

/* As large as the width and `height` allow, in the middle. */
static struct box film_box(const struct film *film, struct box box, int height) {
    int w = box.w, h = box.w * film->height / film->width;
    if (h > height) {
        h = height;
        w = h * film->width / film->height;
    }
    return (struct box){box.x + (box.w - w) / 2, box.y, w, h};
}

/* Also in high contrast: it is what one came for. */
static void put_frame(struct page *page, const struct film *film, struct box box) {
    page_rect(page, box, page->colour.bar, 0);
    if (page->rtl)
        box.x = page->m.width - box.x - box.w;
    draw_film(&page->view->list, box, film->name, film->poster, FIT_CONTAIN, 0.5, 0.5);
}

/* px that what can be done takes, from where fingers reach; more than the box: it does not all stand there.
 */
static int below_height(struct page *page, const struct flow *flow, struct box box) {
    int lower = page->m.reach_top > box.y ? page->m.reach_top - box.y : 0;
    struct box reached = {box.x, box.y + lower, box.w, box.h - lower};
    return flow_end(page, flow, reached);
}

/* Of CAPTION_LINES in the script of the captions that are on, and what keeps them apart from the film. */
static int band_height(const struct page *page, const struct film *film) {
    int chosen = state_film_captions(page->state, page->guide), language = page->language;
    if (film->caption_count == 0)
        return page->m.gap;
    if (chosen >= 0 && guide_language_find(page->guide, film->captions[chosen].language) >= 0)
        language = guide_language_find(page->guide, film->captions[chosen].language);
    const struct guide_language *of = &page->guide->languages[language];
    struct words_style style = caption_style(page, of->tag);
    int line = page_height(page, of->name, page->content.w, &style, NULL);
    return CAPTION_LINES * line + 5 * page->m.gap / 2;
}

/* Beside it: the play button as wide as the column, the others in twos. */
static void arrange_beside(struct flow *flow, bool beside) {
    flow->columns = beside ? SIDE_BUTTONS : PLAY_BUTTONS;
    flow->column_ems = beside ? PLAY_EMS : 0;
    flow->low = beside;
    flow->items[0].whole = beside;
}

/* Do the first `count` things that can be done stand in the first leaf of a column? */
static bool first_leaf_has(struct page *page, const struct flow *flow, int count, struct box column) {
    struct flow *trial = flow_copy(page, flow);
    if (!trial)
        return false;
    trial->count = count < flow->count ? count : flow->count;
    column.h -= flow_leaves_height(page, column.w, 2, flow->low) + page->m.gap * 3 / 2;
    bool fits = flow_fits(page, trial, column);
    flow_destroy(trial);
    return fits;
}

/* On a wide page as large as the page, with its captions in a band of their own; what can be done stands
 * beside it, in so many of the last columns or what else the film leaves. False: the first `count` things do
 * not all stand on one leaf. */
static bool put_beside(struct page *page, const struct film *shown, struct sheet *sheet,
                       const struct flow *flow, int columns, int count) {
    struct box column = page_columns(page, COLUMNS - columns, columns), all = page->content;
    int band = band_height(page, shown), gutter = 2 * page->m.gap;
    struct box room = {all.x, all.y, all.w - column.w - gutter, all.h};
    struct box film = film_box(shown, room, all.h - band);
    film.x = all.x;
    film.y += (all.h - band - film.h) / 2;
    column.x = film.x + film.w + gutter;
    column.w = all.x + all.w - column.x;
    sheet_alone(page, sheet);
    sheet->text = (struct box){column.x, column.y, column.w, sheet->text.h};
    if (!first_leaf_has(page, flow, count, sheet->text))
        return false;
    put_frame(page, shown, film);
    put_words(page, (struct box){film.x, film.y + film.h, film.w, band}, band);
    return true;
}

/* As large as it can be, with all that can be done on one leaf, or, in large text, to play it at least. */
static bool put_large(struct page *page, const struct film *shown, struct sheet *sheet, struct flow *flow) {
    const int counts[] = {flow->count, PLAY_BUTTONS};
    struct sheet before = *sheet;
    int step = page->code_step;
    arrange_beside(flow, true);
    for (size_t i = 0; i < LENGTH(counts) && !page->m.portrait; i++)
        for (int columns = SIDE_LEAST; columns <= SIDE_MOST; columns++)
            if (put_beside(page, shown, sheet, flow, columns, counts[i]))
                return true;
    arrange_beside(flow, false);
    *sheet = before;
    page->code_step = step;
    return false;
}

/* The film, and its captions in a band of their own; takes them from the box. False: what can be done leaves
 * too little. */
static bool put_above(struct page *page, const struct film *shown, const struct flow *flow, struct box *box) {
    int band = band_height(page, shown), below = below_height(page, flow, *box);
    int most = below < box->h ? box->h - below - band : 0, least = box->h * FILM_LEAST_PERCENT / 100;
    struct box film = film_box(shown, *box, most);
    if (most < least)
        return false;
    put_frame(page, shown, film);
    put_words(page, (struct box){box->x, film.y + film.h, box->w, most - film.h + band}, band);
    box->y += film.h + band;
    box->h -= film.h + band;
    return true;
}

/* On the first leaf alone, as large as the buttons leave it, with its captions over its lower edge. */
static struct box film_on_first_leaf(struct page *page, const struct film *shown, struct flow *flow,
                                     struct box box) {
    int row = 0, w = (box.w - (PLAY_BUTTONS - 1) * page->m.gap) / PLAY_BUTTONS;
    flow->column_ems = PLAY_EMS;
    for (int i = 0; i < PLAY_BUTTONS; i++) {
        flow->items[i].button.note = NULL;
        flow->items[i].button.px = page->m.small;
        int own = button_height(page, &flow->items[i].button, w, NULL);
        row = own > row ? own : row;
    }
    int note = page->fallback_language ? page->m.small * 3 : 0;
    int others = flow_leaves_height(page, box.w, 2, flow->low);
    struct box film = film_box(shown, box, box.h - row - others - note - 4 * page->m.gap);
    flow->first = film.h + page->m.gap;
    return film;
}

static void put_over(struct page *page, const struct film *shown, struct box film) {
    int band = band_height(page, shown);
    put_frame(page, shown, film);
    put_caption(page, (struct box){film.x, film.y + film.h - band, film.w, band});
}

void view_film(struct page *page, const struct guide_page *shown) {
    const char *language = NULL;
    const struct film *film = shown->film.film;
    struct sheet sheet = {
        .contact = &shown->contact, .source = &shown->source, .sample = shown->sample, .still = true};
    struct flow *flow = flow_create();
    struct box first = {0};
    char left[LINE_MAX], volume[LINE_MAX], names[FILM_CAPTIONS_MAX][LINE_MAX];
    rail_find(page, &shown->contact, &shown->url, shown->sample, &sheet.rail);
    rail_find_also(page, shown, &sheet.rail);
    page->fallback_language = NULL; /* whatever its links lack */
    const char *title = page_pick(page, &shown->title, &language);
    frame_put(page, title, language);
    if (!flow) {
        page->failed = true;
        return;
    }
    sheet_place(page, &sheet);
    left_words(page, film_length_ms(film) - state_film_ms(page->state, 0), left);
    flow->columns = PLAY_BUTTONS;
    add_play(page, flow, left);
    add_sound(page, flow, volume);
    add_captions(page, flow, film, names);
    add_hearing(page, flow, film);
    bool above = put_large(page, film, &sheet, flow) ||
                 (sheet_is_beside(&sheet) && put_above(page, film, flow, &sheet.text));
    if (!above) {
        sheet_alone(page, &sheet);
        first = film_on_first_leaf(page, film, flow, sheet.text);
    }
    sheet_put(page, &sheet, flow);
    if (!above && (page->state->spot.leaf == 0 || page->view->leaves == 1))
        put_over(page, film, first);
    flow_destroy(flow);
}
