#include "player/compose_page.h"

#include <stdlib.h>
#include <string.h>

#include "core/scene/timeline.h"
#include "core/site/screen_zones.h"
#include "guide/search/search.h"
#include "player/compose.h"
#include "stage/sight.h"

static bool find_spot(const struct guide *guide, const char *name, struct action *action) {
    enum place place;
    if (place_find(name, &place) && place >= PLACE_HOME && !place_is_staffs(place) && !place_is_many(place)) {
        *action = action_go(place, 0);
        return true;
    }
    const struct guide_door *door = guide_door_find(guide, name);
    const struct guide_page *page = guide_page_find(guide, name);
    if (door)
        *action = action_go(PLACE_DOOR, (uint32_t)(door - guide->doors));
    else if (page)
        *action = action_go(PLACE_PAGE, (uint32_t)(page - guide->pages));
    return door || page;
}

/* As a visitor gets there: by the start page. */
static bool arrive(const struct compose_page *page, const struct guide *guide, struct guide_state *state,
                   struct fail *fail) {
    struct action action;
    int language = page->language ? guide_language_find(guide, page->language) : 0;
    if (language < 0)
        return fail_set(fail, "the guide has no language \"%s\"", page->language);
    if (!guide->languages[language].offered && !page->drafts)
        return fail_set(fail, "nobody has approved the texts in \"%s\" yet; --drafts shows them all the same",
                        page->language);
    state_init(state, guide);
    if (strcmp(page->page, "slides") == 0) {
        action = action_go(PLACE_SLIDES, 0);
        state_act(state, guide, &action, 0);
        state->language = language;
    } else {
        action = action_of(VERB_LANGUAGE, language);
        state_act(state, guide, &action, 0);
        if (strcmp(page->page, "home") != 0) {
            if (!find_spot(guide, page->page, &action))
                return fail_set(fail, "the guide has no page \"%s\"", page->page);
            state_act(state, guide, &action, 0);
        }
    }
    state->text_size = (enum text_size)page->text_size;
    state->high_contrast = page->contrast;
    state->easy_reach = page->easy_reach;
    state->spot.leaf = page->leaf;
    return true;
}

static void choose_slide(const struct compose_page *page, const struct feeds *feeds,
                         struct view_request *view) {
    size_t count;
    const struct screen_zone *zones = compose_zones(page->screen, page->width, page->height, &count);
    const struct screen_zone *leading = zones_leading(page->screen, zones, count);
    struct timeline_question question = {.site = content_site(page->content),
                                         .screen = page->screen,
                                         .feeds = feeds,
                                         .skip = page->skip,
                                         .width = page->width,
                                         .height = page->height};
    if (!leading)
        return;
    struct timeline_entry entry = timeline_at(&question, leading->name, page->now_ms);
    view->slide = entry.slide;
    view->slide_language = entry.language;
    view->slide_item = entry.item;
}

static bool take(struct sight *sight, struct pixels *out, struct report *report, struct fail *fail) {
    for (size_t i = 0; report && i < sight->problems.count; i++) {
        const struct fail *item = &sight->problems.items[i];
        report_add(report, item->severity, item->file, item->line, item->column, "%s", item->text);
    }
    bool fine =
        !sight->failed ||
        fail_set(fail, "%s", sight->problems.count ? sight->problems.items[0].text : "cannot be painted");
    if (fine) {
        *out = sight->pixels;
        out->opaque = true;
        sight->pixels = (struct pixels){0};
    }
    return fine;
}

bool compose_page(const struct compose_page *page, struct fonts **fonts, struct pixels *out,
                  struct report *report, struct fail *fail) {
    const struct guide *guide = content_guide(page->content);
    struct feeds feeds = content_feeds(page->content);
    if (!guide)
        return fail_set(fail, "the site has no guide (playlists/guide/guide.json)");
    struct sight_request *request = calloc(1, sizeof *request);
    struct sight *sight = calloc(1, sizeof *sight);
    struct search_index *index = search_index_create(guide, &feeds);
    bool fine = false;
    if (!request || !sight || !index) {
        fail_set(fail, "out of memory");
    } else if (arrive(page, guide, &request->state, fail)) {
        request->book = content_book(page->content, 0);
        request->view = (struct view_request){.guide = guide,
                                              .site = content_site(page->content),
                                              .screen = page->screen,
                                              .feeds = &feeds,
                                              .index = index,
                                              .now_ms = page->now_ms,
                                              .width = page->width,
                                              .height = page->height,
                                              .drafts = page->drafts,
                                              .speech = true};
        if (request->state.spot.place == PLACE_SLIDES)
            choose_slide(page, &feeds, &request->view);
        sight_paint(request, fonts, sight);
        fine = take(sight, out, report, fail);
    }
    if (sight)
        sight_finish(sight);
    search_index_destroy(index);
    free(sight);
    free(request);
    return fine;
}
