#include "core/scene/scene.h"

#include <stdio.h>
#include <string.h>

#include "core/draw/colour.h"
#include "core/scene/scene_kind.h"
#include "core/site/screen_zones.h"
#include "core/site/slide_kind.h"

static const char *second_language(const struct scene_request *request) {
    const struct slide *slide = request->slide;
    if (!slide || slide->bilingual != BILINGUAL_TOGETHER)
        return NULL;
    const char *const *order = slide->language_count ? slide->languages : request->screen->languages;
    size_t count = slide->language_count ? slide->language_count : request->screen->language_count;
    for (size_t i = 0; i < count; i++)
        if (strcmp(order[i], request->language) != 0)
            return order[i];
    return NULL;
}

static void build_slide(struct scene *scene) {
    scene_kind(scene->request->slide->type)->build(scene);
    part_source(scene);
    if (scene->report)
        scene_judge(scene);
}

/* Beside or under a larger zone: its ground is a shade deeper, so that the two do not run together. */
static bool secondary(const struct scene_request *request) {
    size_t count = 0;
    const struct screen_zone *zones = NULL, *own = request->zone;
    if (request->screen->layout)
        zones = layout_zones(request->screen->layout, request->screen_width, request->screen_height, &count);
    bool counts[SITE_ZONES_MAX];
    for (size_t i = 0; i < count; i++)
        counts[i] = zones[i].kind == ZONE_PLAYLIST;
    const struct screen_zone *largest = zones_largest(zones, count, counts);
    return own->kind == ZONE_PLAYLIST && largest && largest->w * largest->h > own->w * own->h;
}

static struct theme theme_of(const struct scene_request *request, bool deeper) {
    struct theme theme = request->site->theme;
    struct colour ground = part_mix(theme.paper, theme.primary, 0.07);
    if (deeper && colour_contrast(theme.muted, ground) >= CONTRAST_TEXT &&
        colour_contrast(theme.ink, ground) >= CONTRAST_TEXT)
        theme.paper = ground;
    return theme;
}

bool scene_build(const struct scene_request *request, struct draw_list *list, struct report *report) {
    bool header = request->zone->kind == ZONE_HEADER, lost = false;
    struct measure measure = *request->measure;
    struct scene_request own = *request;
    const char *language = request->language ? request->language : request->screen->languages[0];
    measure.lost = &lost;
    own.measure = &measure;
    struct theme theme = theme_of(request, secondary(request));
    struct scene scene = {.request = &own,
                          .theme = &theme,
                          .list = list,
                          .report = report,
                          .scale = scale_make(request->screen, request->screen_width, request->screen_height,
                                              request->width, request->height),
                          .language = language,
                          .second = header ? NULL : second_language(request),
                          .rtl = language_rtl(language)};
    scene.foot = (struct foot){.x = scene.scale.margin,
                               .w = scene.scale.width - 2 * scene.scale.margin,
                               .ground = theme.paper,
                               .text = theme.muted};
    struct box all = {0, 0, request->width, request->height};
    draw_clip(list, all);
    draw_rect(list, all, scene.theme->paper, 0);
    if (header)
        scene_header(&scene);
    else if (request->slide)
        build_slide(&scene);
    else
        scene_empty(&scene);
    draw_clip_end(list);
    return !list->overflow && !lost;
}

static int64_t midnight_after(const struct scene_request *request) {
    const struct zone *zone = request->site->zone;
    return zone_day_start(zone, zone_day(zone, request->now_ms) + 1);
}

/* When a feed of the slide becomes older than it may be without saying so. */
static int64_t stale_edge(const struct scene_request *request, const struct feed_query *query,
                          int64_t until_ms) {
    for (size_t i = 0; i < query->feed_count; i++) {
        const struct feed_data *data = feeds_find(request->feeds, query->feeds[i]);
        const struct feed *feed = site_feed(request->site, query->feeds[i]);
        int64_t edge_ms = data && feed ? data->fetched_ms + feed->stale_ms + 1 : 0;
        if (edge_ms > request->now_ms && edge_ms < until_ms)
            until_ms = edge_ms;
    }
    return until_ms;
}

int64_t scene_next_change(const struct scene_request *request) {
    int64_t now = request->now_ms;
    if (request->zone->kind == ZONE_HEADER)
        return now - now % 60000 + 60000;
    const struct slide *slide = request->slide;
    const struct feed_query *query = slide ? slide_query(slide) : NULL;
    const struct scene_kind *kind = slide ? scene_kind(slide->type) : NULL;
    if (!query && !(kind && kind->next_edge))
        return INT64_MAX;
    struct scene_moment moment = {.site = request->site,
                                  .slide = slide,
                                  .screen = request->screen,
                                  .feeds = request->feeds,
                                  .strip =
                                      scale_is_strip(request->width, request->height, request->screen_height),
                                  .now_ms = now,
                                  .position_ms = request->position_ms};
    int64_t until_ms = midnight_after(request);
    if (query)
        until_ms = stale_edge(request, query, until_ms);
    return kind->next_edge ? kind->next_edge(&moment, until_ms) : until_ms;
}
