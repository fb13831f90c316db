#include "player/view.h"

#include <stdlib.h>
#include <string.h>

#include "stage/turn.h"

static bool find_zones(struct view *view, const char *screen_id, struct fail *fail) {
    if (!view->content) {
        view->zone_count = 1;
        view->panel[0] =
            turn_box((struct box){0, 0, view->width, view->height}, view->width, view->height, view->degrees);
        return true;
    }
    view->zones = layout_zones(view->screen->layout, view->width, view->height, &view->zone_count);
    if (view->zone_count == 0)
        return fail_set(fail, "screen %s: its layout has no zones", screen_id ? screen_id : view->screen->id);
    for (size_t i = 0; i < view->zone_count; i++) {
        const struct screen_zone *zone = &view->zones[i];
        struct box upright = turn_fraction(zone->x, zone->y, zone->w, zone->h, view->width, view->height);
        view->panel[i] = turn_box(upright, view->width, view->height, view->degrees);
    }
    return true;
}

struct view *view_create(struct content *content, const char *screen_id, int panel_width, int panel_height,
                         int rotate, bool upright, uint32_t number, struct fail *fail) {
    struct view *view = calloc(1, sizeof *view);
    if (!view) {
        content_destroy(content);
        fail_set(fail, "out of memory");
        return NULL;
    }
    view->content = content;
    view->number = number;
    bool fine = true;
    if (content) {
        view->screen = site_screen(content_site(content), screen_id);
        fine = view->screen || fail_set(fail, "the site has no screen \"%s\"", screen_id ? screen_id : "");
        view->feeds = content_feeds(content);
        skips_collect(&view->skips, content);
    }
    int degrees = rotate >= 0 ? rotate : view->screen ? view->screen->rotate : 0;
    turn_size(degrees, panel_width, panel_height, &view->width, &view->height);
    view->degrees = upright ? 0 : degrees;
    if (fine && find_zones(view, screen_id, fail))
        return view;
    view_destroy(view);
    return NULL;
}

void view_destroy(struct view *view) {
    if (!view)
        return;
    content_destroy(view->content);
    free(view);
}

struct timeline_entry view_at(struct view *view, size_t zone, int64_t now_ms) {
    if (!view->content)
        return (struct timeline_entry){.start_ms = now_ms, .end_ms = INT64_MAX};
    if (view->zones[zone].kind != ZONE_PLAYLIST)
        return (struct timeline_entry){
            .language = view->screen->languages[0], .start_ms = now_ms, .end_ms = INT64_MAX};
    struct timeline_skip skip = skips_timeline(&view->skips);
    return timeline_at(content_site(view->content), view->screen, view->zones[zone].name, &view->feeds,
                       now_ms, &skip);
}

struct paint_request view_request(struct view *view, size_t zone, const struct timeline_entry *entry,
                                  int64_t now_ms) {
    const struct screen_zone *at = &view->zones[zone];
    struct box box = turn_fraction(at->x, at->y, at->w, at->h, view->width, view->height);
    struct paint_book book = content_book(view->content, view->number);
    book.drafts = view->drafts;
    return (struct paint_request){.zone = (int)zone,
                                  .degrees = view->degrees,
                                  .book = book,
                                  .scene = {.site = content_site(view->content),
                                            .screen = view->screen,
                                            .zone = at,
                                            .slide = entry->slide,
                                            .language = entry->language,
                                            .item = entry->item,
                                            .feeds = &view->feeds,
                                            .now_ms = now_ms,
                                            .width = box.w,
                                            .height = box.h,
                                            .screen_width = view->width,
                                            .screen_height = view->height}};
}

bool view_same_zones(const struct view *a, const struct view *b) {
    return a->zone_count == b->zone_count && a->degrees == b->degrees &&
           memcmp(a->panel, b->panel, a->zone_count * sizeof *a->panel) == 0;
}
