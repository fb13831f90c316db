#include "show/compose.h"

#include <string.h>
#include <unistd.h>

#include "core/site/screen_zones.h"
#include "core/site/site_findings.h"
#include "core/site/slide_kind.h"
#include "show/painting.h"
#include "show/show_findings.h"

static const struct slide *find_slide(const struct screen *screen, const char *zone, const char *id,
                                      const struct playlist **playlist) {
    const struct screen_content *content = screen_content(screen, zone);
    for (size_t p = 0; content && p < content->playlist_count; p++)
        for (size_t s = 0; s < content->playlists[p]->slide_count; s++)
            if (strcmp(content->playlists[p]->slides[s].id, id) == 0) {
                *playlist = content->playlists[p];
                return &content->playlists[p]->slides[s];
            }
    return NULL;
}

static bool ended(const struct schedule *schedule, const struct zone *zone, int64_t now_ms) {
    return schedule->has_to && zone_utc(zone, schedule->to) <= now_ms;
}

/* It is drawn all the same, since somebody asked for it; no screen would show it. */
static void say_if_over(const struct compose_request *request, const struct slide *slide,
                        const struct playlist *playlist, struct report *report) {
    const struct zone *zone = request->frame.site->zone;
    int64_t now_ms = request->frame.now_ms;
    if (zone_day(zone, now_ms) > slide_last_day(slide) || ended(&slide->turn.schedule, zone, now_ms) ||
        ended(&playlist->schedule, zone, now_ms))
        report_said(report,
                    &(struct finding_place){SEVERITY_WARNING, slide->file, slide->line, slide->column},
                    FOUND_SLIDE_OVER, slide->id);
}

/* The slide asked for, in place of the one whose turn it is. */
static bool choose_slide(const struct compose_request *request, const struct screen_zone *zone,
                         struct timeline_entry *entry, struct report *report, struct fail *fail) {
    const struct screen *screen = request->frame.screen;
    const struct playlist *playlist = NULL;
    if (!request->slide)
        return true;
    entry->slide = find_slide(screen, zone->name, request->slide, &playlist);
    entry->item = 0;
    if (!entry->slide)
        return fail_set(fail, "zone %s of screen %s has no slide \"%s\"", zone->name, screen->id,
                        request->slide);
    say_if_over(request, entry->slide, playlist, report);
    return true;
}

/* Which zone shows what was asked for, and whether the others speak its language. */
struct choice {
    const char *zone; /* "": none */
    bool leads;
};

static struct choice chosen_zone(const struct compose_request *request, const struct screen_zone *zones,
                                 size_t count) {
    const struct screen_zone *leading = zones_leading(request->frame.screen, zones, count);
    const char *largest = leading ? leading->name : "";
    const char *zone = request->zone ? request->zone : largest;
    return (struct choice){zone, strcmp(zone, largest) == 0};
}

/* What a zone shows: the timeline's word, unless the request has another for this zone. */
static bool choose(const struct compose_request *request, const struct screen_zone *zone,
                   const struct choice *choice, struct timeline_entry *entry, struct report *report,
                   struct fail *fail) {
    const struct screen *screen = request->frame.screen;
    const char *language = request->language;
    if (zone->kind == ZONE_TOUCH) {
        *entry = (struct timeline_entry){.language = screen->languages[0]};
        return true;
    }
    *entry = frame_at(&request->frame, zone->name);
    if (zone->kind == ZONE_HEADER) { /* it speaks the language of the zone that leads */
        entry->slide = NULL;
        entry->item = 0;
        if (language && choice->leads)
            entry->language = language;
        return true;
    }
    if (strcmp(zone->name, choice->zone) != 0) {
        if (language && choice->leads && entry->slide && timeline_takes_turn(screen, entry->slide, language))
            entry->language = language;
        return true;
    }
    if (!choose_slide(request, zone, entry, report, fail))
        return false;
    if (language)
        entry->language = language;
    return true;
}

static void copy_zone(const struct pixels *part, struct box box, struct pixels *whole) {
    for (int y = 0; y < box.h; y++)
        memcpy(whole->data + (size_t)(box.y + y) * (size_t)whole->width + box.x,
               part->data + (size_t)y * (size_t)part->width, (size_t)box.w * sizeof(*part->data));
}

static bool take(const struct paint_answer *answer, const struct screen_zone *zone, struct report *report,
                 struct fail *fail) {
    const struct report *problems = &answer->problems;
    for (size_t i = 0; i < problems->count; i++)
        report_take(report, &problems->items[i]);
    return !answer->failed ||
           fail_set(fail, "zone %s: %s", zone->name,
                    problems->count ? problems->items[problems->count - 1].text : "cannot be painted");
}

/* The frame that is on then, over its poster. */
static void lay_film(const struct compose_request *request, const struct scene_request *scene,
                     const struct painter *painter, struct paint_answer *answer, struct report *report) {
    const struct slide *slide = scene->slide;
    const struct film_part *part = slide && answer->film.film ? slide_film_part(slide) : NULL;
    struct fail fail = {0};
    if (!part || !painter->film)
        return;
    struct film_wanted wanted = {.place = &answer->film,
                                 .frame = film_part_frame_at(part, scene->position_ms),
                                 .file = content_open(request->content, part->film->file, &fail),
                                 .index = -1};
    if (wanted.file >= 0)
        wanted.index = content_open(request->content, part->film->name, &fail);
    if (wanted.index < 0 || !painter->film(painter->context, &wanted, &answer->pixels, &fail))
        report_said(report,
                    &(struct finding_place){SEVERITY_WARNING, slide->file, slide->line, slide->column},
                    FOUND_FILM_POSTER, slide->id, wanted.frame, fail.text);
    if (wanted.file >= 0)
        close(wanted.file);
    if (wanted.index >= 0)
        close(wanted.index);
}

static bool compose_zone(const struct compose_request *request, const struct screen_zone *zone,
                         const struct timeline_entry *entry, const struct painter *painter,
                         struct pixels *out, struct report *report, struct fail *fail) {
    struct paint_answer answer;
    struct paint_request paint = {.book = content_book(request->content, 0),
                                  .scene = frame_scene(&request->frame, zone, entry)};
    paint.book.drafts = request->frame.drafts;
    paint_zone(&paint, painter, &answer);
    bool fine = take(&answer, zone, report, fail);
    if (fine) {
        lay_film(request, &paint.scene, painter, &answer, report);
        copy_zone(&answer.pixels, frame_box(&request->frame, zone), out);
    }
    paint_answer_finish(&answer);
    return fine;
}

bool compose(const struct compose_request *request, const struct painter *painter, struct pixels *out,
             struct report *report, struct fail *fail) {
    const struct frame *frame = &request->frame;
    size_t count = 0;
    const struct screen_zone *zones = frame_zones(frame, &count);
    struct choice choice = chosen_zone(request, zones, count);
    if (!pixels_init(out, frame->width, frame->height))
        return fail_set(fail, "out of memory for a picture of %d × %d", frame->width, frame->height);
    out->opaque = true;
    for (size_t i = 0; i < count; i++) {
        struct box box = frame_box(frame, &zones[i]);
        struct timeline_entry entry;
        if (box.w < 1 || box.h < 1)
            continue; /* nobody could see it */
        if (!choose(request, &zones[i], &choice, &entry, report, fail) ||
            !compose_zone(request, &zones[i], &entry, painter, out, report, fail)) {
            pixels_finish(out);
            return false;
        }
    }
    return true;
}
