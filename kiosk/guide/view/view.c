#include "guide/view/view.h"

#include <stdlib.h>
#include <string.h>

#include "core/draw/colour.h"
#include "guide/view/page_parts.h"
#include "guide/view/say.h"
#include "guide/view/say_parts.h"
#include "guide/view/today_parts.h"

enum { WORDS_A_MINUTE = 100 };

static struct palette palette_normal(const struct theme *theme) {
    struct colour white = {255, 255, 255, 255}, red = {176, 0, 32, 255};
    return (struct palette){.paper = theme->paper,
                            .ink = theme->ink,
                            .muted = theme->muted,
                            .card = white,
                            .edge = theme->muted,
                            .strong = theme->primary,
                            .on_strong = theme->on_primary,
                            .door = theme->primary,
                            .on_door = theme->on_primary,
                            .mark = theme->primary,
                            .on_mark = theme->on_primary,
                            .bar = theme->primary,
                            .on_bar = theme->on_primary,
                            .alarm = red,
                            .on_alarm = white,
                            .bar_chosen = theme->on_primary,
                            .on_bar_chosen = theme->primary,
                            .focus = theme->ink,
                            .around_focus = theme->paper};
}

/* White on black. What is chosen is yellow, the alarm red, the focus blue: each of them over 7:1 against
 * black, which parts them from each other. */
static struct palette palette_contrast(void) {
    struct colour black = {0, 0, 0, 255}, white = {255, 255, 255, 255}, yellow = {255, 221, 0, 255};
    struct colour red = {255, 120, 120, 255};
    return (struct palette){.paper = black,
                            .ink = white,
                            .muted = white,
                            .card = black,
                            .edge = white,
                            .strong = yellow,
                            .on_strong = black,
                            .door = black,
                            .on_door = white,
                            .mark = yellow,
                            .on_mark = black,
                            .bar = black,
                            .on_bar = white,
                            .alarm = red,
                            .on_alarm = black,
                            .bar_chosen = yellow,
                            .on_bar_chosen = black,
                            .focus = (struct colour){0, 200, 255, 255},
                            .around_focus = black};
}

static bool is_phrases(const struct page *page) {
    const struct guide_page *phrases = page->guide->own.phrases;
    return phrases && page->state->spot.of == (uint32_t)(phrases - page->guide->pages);
}

/* What can be seen also in a language that is open for what cannot wait alone. */
static bool essential(const struct page *page) {
    enum place place = page->state->spot.place;
    switch (place) {
    case PLACE_SLIDES:
    case PLACE_PHRASE:
    case PLACE_LANGUAGES:
    case PLACE_AIDS:
    case PLACE_ASK:
    case PLACE_EMERGENCY:
        return true;
    case PLACE_PAGE:
        return is_phrases(page);
    default:
        return place_is_staffs(place);
    }
}

static void build_place(struct page *page) {
    static void (*const builders[])(struct page *) = {
        [PLACE_SLIDES] = view_slides,
        [PLACE_HOME] = view_home,
        [PLACE_DOOR] = view_door,
        [PLACE_TOPICS] = view_topics,
        [PLACE_PAGE] = view_page,
        [PLACE_EVENT] = view_event,
        [PLACE_ENTRY] = view_entry,
        [PLACE_WAY] = view_way,
        [PLACE_PHRASE] = view_phrase,
        [PLACE_SEARCH] = view_search,
        [PLACE_LANGUAGES] = view_languages,
        [PLACE_AIDS] = view_aids,
        [PLACE_ASK] = view_ask,
        [PLACE_EMERGENCY] = view_emergency,
        [PLACE_PIN] = view_pin,
        [PLACE_STAFF] = view_staff,
        [PLACE_TOUCH_TEST] = view_touch_test,
        [PLACE_CLEANING] = view_cleaning,
    };
    enum place place = page->state->spot.place;
    void (*build)(struct page *) = (size_t)place < LENGTH(builders) ? builders[place] : NULL;
    if (!page_whole(page) && !essential(page))
        build = view_essentials;
    (build ? build : view_home)(page);
}

/* Not before the answer, nor in another language than the page's voice. */
static void speak_picture(struct page *page) {
    const struct localized_entry *alt =
        page->said.pictured ? localized_find(&page->said.pictured->alt, page->tag) : NULL;
    if (alt)
        page_speak(page, NULL, alt->text);
}

/* The title, which part of the page this is, the text, the rest. False: no memory. */
static bool finish_speech(struct page *page) {
    struct view *view = page->view;
    struct utterance *parts = page->said.parts;
    bool said = parts && view->speech;
    if (said && view->leaves > 1 && !page->state->idle.warned && !page->state->leaving) {
        char which[120];
        int leaf = page->state->spot.leaf < view->leaves ? page->state->spot.leaf : view->leaves - 1;
        page_fill_numbers(page, WORDS_PAGE_OF, leaf + 1, view->leaves, which, sizeof which);
        utterance_add(&parts[PART_TITLE], page->tag, which);
    }
    if (said && page->state->told.verb == VERB_KEYS)
        say_keys(page, view->speech);
    if (said && say_is_answer(page)) {
        say_answer(page, view->speech);
    } else if (said) {
        for (int i = 0; i < PART_COUNT; i++)
            utterance_append(view->speech, &parts[i]);
        if (page->state->keypad)
            say_focus(page->guide, page->state, view->targets, view->target_count, view->stops, view->speech);
    }
    if (said)
        explicit_bzero(parts, PART_COUNT * sizeof *parts);
    free(parts);
    return said;
}

const struct guide *guide_or_empty(const struct guide *guide) {
    static const struct guide empty = {
        .languages = {{.tag = "en", .name = "English", .site = true, .offered = true}},
        .language_count = 1,
        .staff.language = "en"};
    return guide ? guide : &empty;
}

void page_init(struct page *page, const struct view_request *request, struct view *view) {
    const struct guide *guide = guide_or_empty(request->guide);
    const struct guide_state *state = request->state;
    int number =
        state->language >= 0 && (size_t)state->language < guide->language_count ? state->language : 0;
    *page = (struct page){.request = request,
                          .guide = guide,
                          .state = state,
                          .view = view,
                          .m = metrics_make(request->screen, request->width, request->height, state),
                          .colour = state->aids.high_contrast ? palette_contrast()
                                                              : palette_normal(&request->site->theme),
                          .language = number,
                          .tag = guide->languages[number].tag,
                          .rtl = guide->languages[number].rtl};
    page->bar_px = page->m.small;
    const struct guide_door *door = page_door(page);
    if (door && door->colour.a && !state->aids.high_contrast) {
        page->colour.door = door->colour;
        page->colour.on_door = page_read_on(door->colour, page->colour.card, page->colour.ink);
        if (colour_contrast(door->colour, page->colour.paper) >= CONTRAST_TEXT) {
            page->colour.mark = door->colour;
            page->colour.on_mark = page->colour.on_door;
        }
    }
}

bool view_build(const struct view_request *request, struct view *view) {
    struct page page;
    bool lost = false;
    struct measure measure = *request->measure;
    struct view_request own = *request;
    measure.lost = &lost;
    own.measure = &measure;
    page_init(&page, &own, view);
    page.measured = measured_create();
    page.said.parts = calloc(PART_COUNT, sizeof *page.said.parts);
    page.said.part = PART_TEXT;
    view->speech = calloc(1, sizeof *view->speech);
    if (request->state->aids.speech)
        view->stops = calloc(1, sizeof *view->stops);
    draw_init(&view->list);
    view->leaves = 1;
    draw_clip(&view->list, (struct box){0, 0, request->width, request->height});
    build_place(&page);
    speak_picture(&page);
    view->reach_top = page.m.reach_top;
    page.said.part = PART_COUNT; /* what is the same everywhere is not read each time */
    if (page.framed && !request->printed)
        frame_bar(&page);
    if (request->state->leaving)
        view_leave(&page);
    if (request->state->idle.warned)
        view_warning(&page);
    view->told = say_told_target(&page);
    draw_clip_end(&view->list);
    measured_destroy(page.measured);
    view->reading_ms = page.said.words * 2 * 60000 / WORDS_A_MINUTE;
    bool said = finish_speech(&page);
    return !view->list.overflow && !page.failed && !lost && said;
}

void view_finish(struct view *view) {
    draw_finish(&view->list);
    if (view->speech)
        explicit_bzero(view->speech, sizeof *view->speech);
    free(view->speech);
    if (view->stops)
        explicit_bzero(view->stops, sizeof *view->stops);
    free(view->stops);
    report_finish(&view->problems);
    explicit_bzero(view, sizeof *view);
}

static int64_t distance(const struct box *box, int x, int y) {
    int64_t dx = 2 * (int64_t)(x - box->x) - box->w, dy = 2 * (int64_t)(y - box->y) - box->h;
    return dx * dx + dy * dy;
}

int view_hit(const struct target *targets, int count, int x, int y) {
    int best = -1;
    for (int i = 0; i < count; i++) {
        const struct box *hit = &targets[i].hit, *box = &targets[i].box;
        if (x < hit->x || y < hit->y || x >= hit->x + hit->w || y >= hit->y + hit->h)
            continue;
        if (x >= box->x && y >= box->y && x < box->x + box->w && y < box->y + box->h)
            return i; /* what is drawn there */
        if (best < 0 || distance(box, x, y) < distance(&targets[best].box, x, y))
            best = i;
    }
    return best;
}

int64_t view_next_change(const struct view_request *request) {
    int64_t now = request->now_ms;
    if (request->state->idle.warned || request->state->spot.place == PLACE_CLEANING)
        return now - now % 1000 + 1000; /* the countdown */
    enum place place = request->state->spot.place;
    if (place == PLACE_HOME || place == PLACE_LANGUAGES)
        return now - now % TODAY_GREETING_MS + TODAY_GREETING_MS;
    struct civil day = zone_local(request->site->zone, now);
    int64_t midnight =
        zone_utc(request->site->zone, (struct civil){day.year, day.month, day.day + 1, 0, 0, 0, 0});
    return now - now % 60000 + 60000 < midnight ? now - now % 60000 + 60000 : midnight;
}
