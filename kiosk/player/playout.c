#include "player/playout.h"

#include <stdlib.h>
#include <string.h>

#include "stage/turn.h"

static bool find_zones(struct playout *playout, const char *screen_id, struct fail *fail) {
    if (!playout->content) {
        playout->zone_count = 1;
        playout->panel[0] = turn_box((struct box){0, 0, playout->width, playout->height}, playout->width,
                                     playout->height, playout->degrees);
        return true;
    }
    playout->zones =
        layout_zones(playout->screen->layout, playout->width, playout->height, &playout->zone_count);
    if (playout->zone_count == 0)
        return fail_set(fail, "screen %s: its layout has no zones",
                        screen_id ? screen_id : playout->screen->id);
    for (size_t i = 0; i < playout->zone_count; i++) {
        const struct screen_zone *zone = &playout->zones[i];
        struct box upright =
            turn_fraction(zone->x, zone->y, zone->w, zone->h, playout->width, playout->height);
        playout->panel[i] = turn_box(upright, playout->width, playout->height, playout->degrees);
    }
    return true;
}

struct playout *playout_create(struct content *content, const char *screen_id, int panel_width,
                               int panel_height, int rotate, bool upright, uint32_t number,
                               struct fail *fail) {
    struct playout *playout = calloc(1, sizeof *playout);
    if (!playout) {
        content_destroy(content);
        fail_set(fail, "out of memory");
        return NULL;
    }
    playout->content = content;
    playout->number = number;
    bool fine = true;
    if (content) {
        playout->screen = site_screen(content_site(content), screen_id);
        fine = playout->screen || fail_set(fail, "the site has no screen \"%s\"", screen_id ? screen_id : "");
        playout->feeds = content_feeds(content);
        skips_collect(&playout->skips, content);
    }
    int degrees = rotate >= 0 ? rotate : playout->screen ? playout->screen->rotate : 0;
    turn_size(degrees, panel_width, panel_height, &playout->width, &playout->height);
    playout->degrees = upright ? 0 : degrees;
    if (fine && find_zones(playout, screen_id, fail))
        return playout;
    playout_destroy(playout);
    return NULL;
}

void playout_destroy(struct playout *playout) {
    if (!playout)
        return;
    content_destroy(playout->content);
    free(playout);
}

struct timeline_entry playout_at(struct playout *playout, size_t zone, int64_t now_ms) {
    if (!playout->content)
        return (struct timeline_entry){.start_ms = now_ms, .end_ms = INT64_MAX};
    if (playout->zones[zone].kind == ZONE_TOUCH)
        return (struct timeline_entry){
            .language = playout->screen->languages[0], .start_ms = now_ms, .end_ms = INT64_MAX};
    struct timeline_skip skip = skips_timeline(&playout->skips);
    struct timeline_question question = {.site = content_site(playout->content),
                                         .screen = playout->screen,
                                         .feeds = &playout->feeds,
                                         .skip = &skip,
                                         .width = playout->width,
                                         .height = playout->height};
    return timeline_at(&question, playout->zones[zone].name, now_ms);
}

struct paint_request playout_request(struct playout *playout, size_t zone, const struct timeline_entry *entry,
                                     int64_t now_ms) {
    const struct screen_zone *at = &playout->zones[zone];
    struct box box = turn_fraction(at->x, at->y, at->w, at->h, playout->width, playout->height);
    struct paint_book book = content_book(playout->content, playout->number);
    book.drafts = playout->drafts;
    return (struct paint_request){.zone = (int)zone,
                                  .degrees = playout->degrees,
                                  .book = book,
                                  .scene = {.site = content_site(playout->content),
                                            .screen = playout->screen,
                                            .zone = at,
                                            .slide = entry->slide,
                                            .language = entry->language,
                                            .item = entry->item,
                                            .feeds = &playout->feeds,
                                            .now_ms = now_ms,
                                            .width = box.w,
                                            .height = box.h,
                                            .screen_width = playout->width,
                                            .screen_height = playout->height}};
}

bool playout_same_zones(const struct playout *a, const struct playout *b) {
    return a->zone_count == b->zone_count && a->degrees == b->degrees &&
           memcmp(a->panel, b->panel, a->zone_count * sizeof *a->panel) == 0;
}
