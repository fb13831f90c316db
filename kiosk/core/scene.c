#include "core/scene.h"

#include <stdio.h>
#include <string.h>

#include "core/colour.h"
#include "core/scene_parts.h"
#include "core/scene_words.h"

#define DAY_MS 86400000

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

/* The calm empty picture: the site's name on the theme's colour. */
void scene_empty(struct scene *scene) {
    const struct scale *scale = &scene->scale;
    part_rect(scene, (struct box){0, 0, scale->width, scale->height}, scene->theme->primary, 0);
    if (scale->low)
        return;
    const char *language = scene->language;
    const char *name = part_text(scene, &scene->request->site->name, "name", scene->language, &language);
    struct stack_item item = {.text = name,
                              .language = language,
                              .weight = WEIGHT_BOLD,
                              .colour = scene->theme->on_primary,
                              .max_px = scale->head_max,
                              .min_px = scale->body_min,
                              .align = ALIGN_CENTRE,
                              .bar = true};
    int m = scale->margin;
    stack_put(scene, &item, 1, (struct box){m, m, scale->width - 2 * m, scale->height - 2 * m},
              VALIGN_MIDDLE);
}

static void build_slide(struct scene *scene) {
    switch (scene->request->slide->type) {
    case SLIDE_IMAGE:
        scene_image(scene);
        break;
    case SLIDE_TEXT:
        scene_text(scene);
        break;
    case SLIDE_EVENTS:
        scene_events(scene);
        break;
    case SLIDE_NEWS:
        scene_news(scene);
        break;
    case SLIDE_HOURS:
        scene_hours(scene);
        break;
    case SLIDE_WELCOME:
        scene_welcome(scene);
        break;
    }
    part_sample(scene);
}

/* Beside or under a larger zone: its ground is a shade deeper, so that the two do not run together. */
static bool secondary(const struct scene_request *request) {
    size_t count = 0;
    const struct screen_zone *zones = NULL, *own = request->zone;
    if (request->screen->layout)
        zones = layout_zones(request->screen->layout, request->screen_width, request->screen_height, &count);
    for (size_t i = 0; i < count; i++)
        if (own->kind == ZONE_PLAYLIST && zones[i].kind == ZONE_PLAYLIST &&
            zones[i].w * zones[i].h > own->w * own->h)
            return true;
    return false;
}

static struct theme theme_of(const struct scene_request *request, bool deeper) {
    struct theme theme = request->site->theme;
    struct colour ground = part_mix(theme.paper, theme.primary, 0.07);
    if (deeper && colour_contrast(theme.muted, ground) >= 4.5 && colour_contrast(theme.ink, ground) >= 4.5)
        theme.paper = ground;
    return theme;
}

bool scene_build(const struct scene_request *request, struct draw_list *list, struct report *report) {
    bool header = request->zone->kind == ZONE_HEADER;
    const char *language = header || !request->language ? request->screen->languages[0] : request->language;
    struct theme theme = theme_of(request, secondary(request));
    struct scene scene = {.request = request,
                          .theme = &theme,
                          .list = list,
                          .report = report,
                          .scale = scale_make(request->screen, request->screen_width, request->screen_height,
                                              request->width, request->height),
                          .language = language,
                          .second = header ? NULL : second_language(request),
                          .rtl = language_rtl(language)};
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
    return !list->overflow;
}

static int64_t sooner(int64_t best, int64_t instant, int64_t now) {
    return instant > now && instant < best ? instant : best;
}

static int64_t midnight_after(const struct scene_request *request) {
    struct civil day = zone_local(request->site->zone, request->now_ms);
    return zone_utc(request->site->zone, (struct civil){day.year, day.month, day.day + 1, 0, 0, 0, 0});
}

static int64_t feed_change(const struct scene_request *request, const struct feed_data *data, int64_t best) {
    const struct feed *feed = site_feed(request->site, data->feed_id);
    int64_t now = request->now_ms;
    if (feed)
        best = sooner(best, data->fetched_ms + feed->stale_ms + 1, now);
    for (size_t i = 0; i < data->count; i++) {
        if (data->kind == FEED_KIND_EVENTS) {
            best = sooner(best, data->events[i].start_ms, now);
            best = sooner(best, data->events[i].end_ms, now);
            best = sooner(best, data->events[i].start_ms - (int64_t)request->slide->days * DAY_MS, now);
        } else if (data->kind == FEED_KIND_NEWS && data->headlines[i].time_ms) {
            best = sooner(best, data->headlines[i].time_ms + 2 * (int64_t)DAY_MS, now);
        }
    }
    return best;
}

int64_t scene_next_change(const struct scene_request *request) {
    int64_t now = request->now_ms;
    if (request->zone->kind == ZONE_HEADER)
        return now - now % 60000 + 60000;
    const struct slide *slide = request->slide;
    if (!slide || slide->feed_count == 0)
        return INT64_MAX;
    int64_t best = midnight_after(request);
    for (size_t i = 0; i < slide->feed_count; i++) {
        const struct feed_data *data = feeds_find(request->feeds, slide->feeds[i]);
        if (data)
            best = feed_change(request, data, best);
    }
    return best;
}
