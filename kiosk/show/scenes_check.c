#include "show/scenes_check.h"

#include <stdio.h>
#include <string.h>

#include "core/scene/scene.h"
#include "core/scene/scene_findings.h"
#include "core/scene/timeline.h"
#include "core/site/scale.h"
#include "core/site/screen_zones.h"
#include "guide/view/view.h"

/* One picture of one screen being laid out. */
struct layouting {
    struct frame frame;
    struct scene_request request; /* of the zone at hand */
    struct report *report;
    struct report scene; /* findings of one scene */
    const struct scenes_check *check;
    size_t screen;
};

/* Length of a finding without the zone and language it was seen in, "… [zone main, da]". */
static size_t core_length(const char *text) {
    const char *where = strstr(text, " [zone ");
    return where ? (size_t)(where - text) : strlen(text);
}

static bool known(const struct report *report, const struct fail *finding) {
    size_t length = core_length(finding->text);
    for (size_t i = 0; i < report->count; i++) {
        const struct fail *item = &report->items[i];
        if (item->line == finding->line && item->column == finding->column &&
            strcmp(item->file, finding->file) == 0 && core_length(item->text) == length &&
            strncmp(item->text, finding->text, length) == 0)
            return true;
    }
    return false;
}

static void add_behind(char *text, size_t size, const char *more) {
    size_t length = strlen(text);
    if (strstr(text, " [zone ") && text[length - 1] == ']')
        snprintf(text + length - 1, size - length + 1, "%s", more);
}

/* "… [zone main, da]" → "… [zone main, da, 1080 × 1920]": many things only show in one of the two sizes. */
static void add_size(struct fail *finding, int width, int height) {
    char more[40];
    snprintf(more, sizeof(more), ", %d × %d]", width, height);
    add_behind(finding->text, sizeof(finding->text), more);
    add_behind(finding->danish, sizeof(finding->danish), more);
}

/* Moves findings over; what belongs to no slide gets the place given here. */
void scenes_take(struct report *to, struct report *from, int line, int column) {
    for (size_t i = 0; i < from->count; i++) {
        struct fail *item = &from->items[i];
        if (item->file[0] == '\0') {
            snprintf(item->file, sizeof(item->file), "%s", SITE_FILE);
            item->line = line;
            item->column = column;
        }
        if (!known(to, item))
            report_take(to, item);
    }
    report_finish(from);
}

static void report_full(struct layouting *job, const struct slide *slide) {
    struct finding_place at = {.severity = SEVERITY_ERROR, .file = ""};
    char before[80];
    if (slide)
        at = (struct finding_place){SEVERITY_ERROR, slide->file, slide->line, slide->column};
    snprintf(before, sizeof(before), "%s%s: ", slide ? "" : "zone ",
             slide ? slide->id : job->request.zone->name);
    fail_wrap(report_said(&job->scene, &at, FOUND_TOO_FULL), before, "");
}

static void lay_out(struct layouting *job, const struct slide *slide, const char *language) {
    struct draw_list list;
    draw_init(&list);
    job->request.slide = slide;
    job->request.language = language;
    if (job->check->progress)
        job->check->progress(job->check->context, &job->request, job->screen);
    if (!scene_build(&job->request, &list, &job->scene))
        report_full(job, slide);
    for (size_t i = 0; i < job->scene.count; i++)
        add_size(&job->scene.items[i], job->request.screen_width, job->request.screen_height);
    scenes_take(job->report, &job->scene, job->request.screen->line, job->request.screen->column);
    draw_finish(&list);
}

static void lay_out_slide(struct layouting *job, const struct slide *slide) {
    const struct screen *screen = job->request.screen;
    if (job->check->slide && strcmp(job->check->slide, slide->id) != 0)
        return;
    const char *const *order = slide->language_count ? slide->languages : screen->languages;
    size_t count = slide->language_count ? slide->language_count : screen->language_count;
    for (size_t i = 0; i < count; i++)
        lay_out(job, slide, order[i]);
}

/* A file that is missing was reported where it is named; its slide is laid out as if it were there. */
static bool picture_size(void *context, const char *asset, int *width, int *height) {
    if (content_has_picture(context, asset))
        return content_picture_size(context, asset, width, height);
    *width = 1600;
    *height = 900;
    return true;
}

/* The guide draws it. */
static void lay_out_strip(struct layouting *job) {
    const struct scene_request *request = &job->request;
    struct view view = {0};
    char behind[120];
    if (!request->screen->touch.on)
        return;
    if (!bar_build(request, content_guide(job->check->content), false, &view))
        report_full(job, NULL);
    snprintf(behind, sizeof(behind), " [zone %s, %d × %d]", request->zone->name, request->screen_width,
             request->screen_height);
    for (size_t i = 0; i < view.problems.count; i++) {
        struct fail *problem = &view.problems.items[i];
        problem->file[0] = '\0'; /* the screen's */
        fail_wrap(problem, "", behind);
        report_take(&job->scene, problem);
    }
    view_finish(&view);
    scenes_take(job->report, &job->scene, request->screen->line, request->screen->column);
}

static void lay_out_zone(struct layouting *job, const struct screen_zone *zone) {
    const struct screen *screen = job->frame.screen;
    const struct screen_content *content = screen_content(screen, zone->name);
    const struct timeline_entry none = {0};
    job->request = frame_scene(&job->frame, zone, &none);
    job->request.measure = job->check->measure;
    job->request.picture_context = job->check->content;
    job->request.picture_size = picture_size;
    job->request.translations_checked = true;
    bool all = !job->check->slide;
    if (all && zone->kind == ZONE_TOUCH)
        lay_out_strip(job);
    for (size_t i = 0; all && zone->kind == ZONE_HEADER && i < screen->language_count; i++)
        lay_out(job, NULL, screen->languages[i]);
    if (all && zone->kind == ZONE_PLAYLIST && !content)
        lay_out(job, NULL, screen->languages[0]);
    for (size_t p = 0; zone->kind == ZONE_PLAYLIST && content && p < content->playlist_count; p++)
        for (size_t s = 0; s < content->playlists[p]->slide_count; s++)
            lay_out_slide(job, &content->playlists[p]->slides[s]);
}

enum { DAYS_LOOKED_AT = 7 };

/* The longest round of the week to come, but of strips, which have a line at a time. */
static void check_rounds(const struct scenes_check *check, const struct screen *screen, const char *name,
                         struct report *report) {
    const struct site *site = content_site(check->content);
    const struct guide *guide = content_guide(check->content);
    const struct timeline_question question = {.site = site,
                                               .screen = screen,
                                               .feeds = content_feeds(check->content),
                                               .houses = house_weeks(guide ? &guide->houses : NULL),
                                               .width = 1920,
                                               .height = 1080};
    int64_t until_ms = check->now_ms + DAYS_LOOKED_AT * INT64_C(86400000), longest_ms = 0, when_ms = 0;
    for (int64_t at_ms = check->now_ms; at_ms < until_ms;) {
        struct timeline_round round = timeline_round(&question, name, at_ms);
        if (round.length_ms > longest_ms) {
            longest_ms = round.length_ms;
            when_ms = at_ms;
        }
        at_ms = round.end_ms;
    }
    struct civil when = zone_local(site->zone, when_ms);
    int seconds = (int)(longest_ms / 1000);
    if (longest_ms > ROUND_MOST_MS)
        report_said(report,
                    &(struct finding_place){SEVERITY_WARNING, SITE_FILE, screen->line, screen->column},
                    FOUND_LONG_ROUND, name, screen->id, seconds / 60, seconds % 60, when.year, when.month,
                    when.day, when.hour, when.minute);
}

/* On the panel as it hangs. */
static void check_size(const struct screen *screen, const struct screen_zone *zone, int width, int height,
                       struct report *report) {
    struct scale scale = scale_make(screen, width, height, (int)(zone->w * width), (int)(zone->h * height));
    int longer = width > height ? width : height, distance = (int)screen->viewing_distance_mm;
    int floor = (int)scale_floor_px(longer / screen->width_mm, screen->viewing_distance_mm);
    if (scale.body_min < floor)
        report_said(report,
                    &(struct finding_place){SEVERITY_WARNING, SITE_FILE, screen->line, screen->column},
                    FOUND_ZONE_SMALL, zone->name, screen->id, distance, scale.body_min, floor);
}

static void check_screen(const struct scenes_check *check, const struct screen *screen,
                         struct report *report) {
    bool upright = screen->rotate % 180 != 0;
    int width = upright ? 1080 : 1920, height = upright ? 1920 : 1080;
    size_t count = 0;
    const struct screen_zone *zones = layout_zones(screen->layout, width, height, &count);
    for (size_t i = 0; !check->slide && i < count; i++) {
        if (zones[i].kind != ZONE_PLAYLIST || zone_is_strip(&zones[i], width, height))
            continue;
        check_rounds(check, screen, zones[i].name, report);
        check_size(screen, &zones[i], width, height, report);
    }
}

void scenes_check(const struct scenes_check *check, struct report *report) {
    struct layouting one = {.check = check, .report = report}, *job = &one;
    static const struct { int width, height; } sizes[] = {{1920, 1080}, {1080, 1920}};
    const struct site *site = content_site(check->content);
    for (size_t i = 0; i < site->screen_count; i++)
        check_screen(check, &site->screens[i], report);
    for (size_t i = 0; i < site->screen_count; i++)
        for (size_t k = 0; k < LENGTH(sizes); k++) {
            size_t count = 0;
            job->screen = i;
            job->frame = content_frame(check->content, &site->screens[i]);
            job->frame.now_ms = check->now_ms;
            job->frame.width = sizes[k].width;
            job->frame.height = sizes[k].height;
            const struct screen_zone *zones = frame_zones(&job->frame, &count);
            for (size_t z = 0; z < count; z++)
                lay_out_zone(job, &zones[z]);
        }
}
