#include "player/compose.h"

#include <string.h>

#include "core/site/screen_zones.h"
#include "stage/turn.h"
#include "stage/worker.h"

const struct screen_zone *compose_zones(const struct screen *screen, int width, int height, size_t *count) {
    return layout_zones(screen->layout, width, height, count);
}

static const struct slide *find_slide(const struct screen *screen, const char *zone, const char *id) {
    const struct screen_content *content = screen_content(screen, zone);
    for (size_t p = 0; content && p < content->playlist_count; p++)
        for (size_t s = 0; s < content->playlists[p]->slide_count; s++)
            if (strcmp(content->playlists[p]->slides[s].id, id) == 0)
                return &content->playlists[p]->slides[s];
    return NULL;
}

/* What a zone shows: the timeline's word, unless the request has another for this zone. */
static bool choose(const struct compose_request *request, const struct screen_zone *zone, const char *chosen,
                   struct scene_request *scene, struct fail *fail) {
    const struct site *site = content_site(request->content);
    if (zone->kind == ZONE_TOUCH) {
        scene->language = request->screen->languages[0];
        return true;
    }
    struct timeline_question question = {.site = site,
                                         .screen = request->screen,
                                         .feeds = scene->feeds,
                                         .skip = request->skip,
                                         .width = request->width,
                                         .height = request->height};
    struct timeline_entry entry = timeline_at(&question, zone->name, request->now_ms);
    if (zone->kind == ZONE_HEADER) { /* it speaks the language of the zone that leads */
        scene->language = request->language && !request->zone ? request->language : entry.language;
        return true;
    }
    scene->slide = entry.slide;
    scene->language = entry.language;
    scene->item = entry.item;
    if (strcmp(zone->name, chosen) != 0) {
        if (request->language && !request->zone && entry.slide &&
            timeline_takes_turn(request->screen, entry.slide, request->language))
            scene->language = request->language; /* the largest zone leads */
        return true;
    }
    if (request->slide) {
        scene->slide = find_slide(request->screen, zone->name, request->slide);
        scene->item = 0;
        if (!scene->slide)
            return fail_set(fail, "zone %s of screen %s has no slide \"%s\"", zone->name, request->screen->id,
                            request->slide);
    }
    if (request->language)
        scene->language = request->language;
    return true;
}

static void copy_zone(const struct pixels *part, struct box box, struct pixels *whole) {
    for (int y = 0; y < box.h; y++)
        memcpy(whole->data + (size_t)(box.y + y) * (size_t)whole->width + box.x,
               part->data + (size_t)y * (size_t)part->width, (size_t)box.w * sizeof(*part->data));
}

static bool compose_zone(const struct compose_request *request, const struct screen_zone *zone,
                         const char *chosen, struct fonts **fonts, struct pixels *out, struct report *report,
                         struct fail *fail) {
    struct box box = turn_fraction(zone->x, zone->y, zone->w, zone->h, request->width, request->height);
    struct feeds feeds = content_feeds(request->content);
    const struct site *site = content_site(request->content);
    struct paint_request paint = {.book = content_book(request->content, 0),
                                  .scene = {.site = site,
                                            .screen = request->screen,
                                            .zone = zone,
                                            .feeds = &feeds,
                                            .now_ms = request->now_ms,
                                            .width = box.w,
                                            .height = box.h,
                                            .screen_width = request->width,
                                            .screen_height = request->height}};
    paint.book.drafts = request->drafts;
    if (box.w < 1 || box.h < 1)
        return true; /* nobody could see it */
    if (!choose(request, zone, chosen, &paint.scene, fail))
        return false;
    struct paint_answer answer;
    paint_zone(&paint, fonts, &answer);
    for (size_t i = 0; i < answer.problems.count; i++) {
        const struct fail *item = &answer.problems.items[i];
        report_add(report, item->severity, item->file, item->line, item->column, "%s", item->text);
    }
    bool ok = !answer.failed;
    if (ok)
        copy_zone(&answer.pixels, box, out);
    else
        fail_set(fail, "zone %s: %s", zone->name,
                 answer.problems.count ? answer.problems.items[answer.problems.count - 1].text
                                       : "cannot be painted");
    paint_answer_finish(&answer);
    return ok;
}

bool compose(const struct compose_request *request, struct fonts **fonts, struct pixels *out,
             struct report *report, struct fail *fail) {
    size_t count = 0;
    const struct screen_zone *zones = compose_zones(request->screen, request->width, request->height, &count);
    const struct screen_zone *leading = zones_leading(request->screen, zones, count);
    const char *chosen = request->zone ? request->zone : leading ? leading->name : "";
    if (!pixels_init(out, request->width, request->height))
        return fail_set(fail, "out of memory for a picture of %d × %d", request->width, request->height);
    out->opaque = true;
    for (size_t i = 0; i < count; i++)
        if (!compose_zone(request, &zones[i], chosen, fonts, out, report, fail)) {
            pixels_finish(out);
            return false;
        }
    return true;
}
