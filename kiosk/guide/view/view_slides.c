/* The signage, touched: one slide, standing still, with ◀ ▶, pause, "more about this" and the way into the
 * guide. */
#include <stdio.h>
#include <string.h>

#include "core/scene/scene.h"
#include "core/site/slide_kind.h"
#include "guide/view/page_parts.h"

static void fill(struct page *page, struct bar *bar) {
    const struct guide *guide = page->guide;
    const struct slide *slide = page->request->slide;
    bool paused = page->state->paused;
    bar_add(bar, "skip_previous", page_say(page, WORDS_PREVIOUS_SLIDE), action_of(VERB_SLIDE, -1), false);
    bar_add(bar, paused ? "play_arrow" : "pause", page_say(page, paused ? WORDS_PLAY : WORDS_PAUSE),
            action_of(VERB_PAUSE, 0), false);
    bar_add(bar, "skip_next", page_say(page, WORDS_NEXT_SLIDE), action_of(VERB_SLIDE, 1), false);
    const struct guide_page *more = slide && slide->page ? guide_page_find(guide, slide->page) : NULL;
    if (more && page_whole(page) && guide_page_shown(more, page_today(page)))
        bar_add(bar, "info", page_say(page, WORDS_MORE_ABOUT_THIS),
                action_go(PLACE_PAGE, (uint32_t)(more - guide->pages)), false);
    if (guide->door_count == 0)
        return;
    bar_add(bar, "touch_app", page_say(page, WORDS_OPEN_GUIDE), action_of(VERB_HOME, 0), false);
    if (page_whole(page))
        bar_add(bar, "search", page_say(page, WORDS_SEARCH), action_go(PLACE_SEARCH, 0), false);
    bar_add(bar, "support_agent", page_say(page, WORDS_ASK), action_go(PLACE_ASK, 0), false);
    bar_add(bar, "phone_in_talk", page_say(page, WORDS_EMERGENCY), action_go(PLACE_EMERGENCY, 0), false)
        ->look = LOOK_ALARM;
    bar_add_languages(page, bar);
}

static void say_localized(struct page *page, const struct localized *text) {
    const char *language = NULL, *words = page_pick(page, text, &language);
    page_speak(page, language, words ? words : "");
}

static void put_slide(struct page *page, int height) {
    const struct view_request *r = page->request;
    struct screen_zone zone = {.name = "main", .kind = ZONE_PLAYLIST, .w = 1, .h = 1};
    struct scene_request scene = {.site = r->site,
                                  .screen = r->screen,
                                  .zone = &zone,
                                  .slide = r->slide,
                                  .language = r->slide_language,
                                  .item = r->slide_item,
                                  .feeds = r->feeds,
                                  .houses = house_weeks(&page->guide->houses),
                                  .now_ms = r->now_ms,
                                  .clock_wrong = r->clock_wrong,
                                  .width = r->width,
                                  .height = height,
                                  .screen_width = r->width,
                                  .screen_height = r->height,
                                  .measure = r->measure,
                                  .picture_context = r->picture_context,
                                  .picture_size = r->picture_size,
                                  .translations_checked = true};
    if (!scene_build(&scene, &page->view->list, NULL))
        page->failed = true;
    draw_clip(&page->view->list, (struct box){0, 0, r->width, r->height});
    if (!r->slide)
        return;
    say_localized(page, &r->slide->headline);
    const struct localized *own;
    for (size_t i = 0; (own = slide_own_text(r->slide, i)); i++)
        say_localized(page, own);
}

void view_slides(struct page *page) {
    struct bar bar = {.count = 0};
    fill(page, &bar);
    struct bar_rows rows = bar_fit(page, bar.items, bar.count);
    put_slide(page, page->m.height - rows.height);
    bar_put(page, bar.items, bar.count, &rows);
}

/* The last thing before everything of the visitor is cleared: large, with a countdown; touching anywhere
 * stays. */
void view_warning(struct page *page) {
    const struct metrics *m = &page->m;
    struct colour shade = {0, 0, 0, 170};
    char count[200];
    struct words_style head = {
        .px = m->title, .weight = WEIGHT_BOLD, .align = ALIGN_CENTRE, .colour = page->colour.ink};
    struct words_style body = {.px = m->body, .align = ALIGN_CENTRE, .colour = page->colour.ink};
    page_fill_numbers(page, WORDS_CLEARED_IN, page->request->seconds_left, 0, count, sizeof count);
    int w = (m->portrait ? m->width : m->height * 5 / 4) - 2 * m->margin, inner = w - 4 * m->pad;
    int head_h = page_height(page, page_say(page, WORDS_STILL_THERE), inner, &head, NULL);
    int count_h = page_height(page, count, inner, &body, NULL);
    struct button stay = {.icon = page_sign("touch_app"),
                          .label = page_say(page, WORDS_TOUCH_TO_STAY),
                          .look = LOOK_STRONG,
                          .stacked = true,
                          .action = action_of(VERB_STAY, 0)};
    int stay_h = button_height(page, &stay, inner, NULL), h = head_h + count_h + stay_h + 6 * m->pad;
    int y = m->height - h - m->height / 6, lowest = m->height - h - m->gap;
    int reached = m->reach_top - (h - stay_h - 2 * m->pad); /* where the button may just be touched */
    y = y > reached ? y : reached < lowest ? reached : lowest;
    page_rect(page, (struct box){0, 0, m->width, m->height}, shade, 0);
    struct box card = {(m->width - w) / 2, y, w, h};
    page_card(page, card, page->colour.paper, page->colour.strong, m->touch / 20 + 2);
    page_untouch(page);
    page_unspeak(page);
    page->said.part = PART_TEXT;
    y += 2 * m->pad;
    y += page_words(page, page_say(page, WORDS_STILL_THERE),
                    (struct box){card.x + 2 * m->pad, y, inner, head_h}, &head) +
         m->pad;
    y += page_words(page, count, (struct box){card.x + 2 * m->pad, y, inner, count_h}, &body) + m->pad;
    button_put(page, &stay, (struct box){card.x + 2 * m->pad, y, inner, stay_h});
}
