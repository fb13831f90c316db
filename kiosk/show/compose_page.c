#include "show/compose_page.h"

#include <stdlib.h>
#include <string.h>

#include "core/scene/timeline.h"
#include "core/site/screen_zones.h"
#include "guide/search/search.h"
#include "show/sight.h"

/* "town-hall/citizen-service" */
static bool find_way(const struct guide *guide, const char *name, struct action *action) {
    const char *slash = strchr(name, '/');
    for (size_t i = 0; slash && i < guide->houses.count; i++) {
        const struct guide_house *house = guide->houses.items[i];
        size_t length = strlen(house->id);
        int spot = plan_spot_find(house->plan, slash + 1);
        if ((size_t)(slash - name) != length || strncmp(house->id, name, length) != 0 || spot < 0)
            continue;
        *action = action_go(PLACE_WAY, (uint32_t)i << 16 | (uint32_t)spot);
        return true;
    }
    return false;
}

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
    return door || page || find_way(guide, name, action);
}

/* As a visitor gets there: by the start page. */
static bool arrive(const struct compose_page *page, const struct guide *guide, struct guide_state *state,
                   struct fail *fail) {
    struct action action;
    int language = page->language ? guide_language_find(guide, page->language) : 0;
    if (language < 0)
        return fail_set(fail, "the guide has no language \"%s\"", page->language);
    if (!guide_language_open(&guide->languages[language], page->frame.drafts))
        return fail_set(fail, "nobody has approved the texts in \"%s\" yet; --drafts shows them all the same",
                        page->language);
    state_init(state, guide);
    frame_hears(&page->frame, state);
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
    state->aids.text_size = (enum text_size)page->text_size;
    state->aids.high_contrast = page->contrast;
    state->aids.easy_reach = page->easy_reach;
    state->aids.easy_text = page->easy_text;
    state->spot.leaf = page->leaf;
    return true;
}

static void choose_slide(const struct frame *frame, struct view_request *view) {
    size_t count;
    const struct screen_zone *zones = frame_zones(frame, &count);
    const struct screen_zone *leading = zones_leading(frame->screen, zones, count);
    if (!leading)
        return;
    struct timeline_entry entry = frame_at(frame, leading->name);
    view->slide = entry.slide;
    view->slide_language = entry.language;
    view->slide_item = entry.item;
}

static bool take(struct sight *sight, struct pixels *out, struct report *report, struct fail *fail) {
    for (size_t i = 0; report && i < sight->problems.count; i++)
        report_take(report, &sight->problems.items[i]);
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

bool compose_page(const struct compose_page *page, const struct painter *painter, struct pixels *out,
                  struct report *report, struct fail *fail) {
    const struct frame *frame = &page->frame;
    if (!frame->guide)
        return fail_set(fail, "the site has no guide (playlists/guide/guide.json)");
    struct sight_request *request = calloc(1, sizeof *request);
    struct sight *sight = calloc(1, sizeof *sight);
    struct search_index *index = search_index_create(frame->guide, frame->feeds);
    bool fine = false;
    if (!request || !sight || !index) {
        fail_set(fail, "out of memory");
    } else if (arrive(page, frame->guide, &request->state, fail)) {
        request->book = content_book(page->content, 0);
        request->view = frame_view(frame, index);
        request->view.speech = true;
        request->view.printed = page->printed;
        if (request->state.spot.place == PLACE_SLIDES)
            choose_slide(frame, &request->view);
        sight_paint(request, painter, sight);
        fine = take(sight, out, report, fail);
        if (fine && page->leaves)
            *page->leaves = sight->leaves;
    }
    if (sight)
        sight_finish(sight);
    search_index_destroy(index);
    free(sight);
    free(request);
    return fine;
}
