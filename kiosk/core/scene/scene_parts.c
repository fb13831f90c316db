#include "core/scene/scene_parts.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/draw/colour.h"
#include "core/scene/scene_findings.h"

enum { UNLIMITED = 100000 };

void part_report(struct scene *scene, const char *code, const char *english, const char *danish, ...) {
    const struct slide *slide = scene->request->slide;
    struct finding_place at = {.severity = SEVERITY_WARNING};
    char before[60] = "", behind[120];
    if (slide) {
        at = (struct finding_place){SEVERITY_WARNING, slide->file, slide->line, slide->column};
        snprintf(before, sizeof before, "%s: ", slide->id);
    }
    snprintf(behind, sizeof behind, " [zone %s, %s]", scene->request->zone->name, scene->language);
    va_list values;
    va_start(values, danish);
    struct fail *found = report_vsaid(scene->report, &at, code, english, danish, values);
    va_end(values);
    fail_wrap(found, before, behind);
}

const char *part_text(struct scene *scene, const struct localized *text, const char *field,
                      const char *language, const char **shown) {
    const struct site *site = scene->request->site;
    const struct localized_entry *entry =
        localized_pick(text, language, site->languages, site->language_count);
    if (!entry)
        return NULL;
    if (strcmp(entry->language, language) != 0 && !scene->request->translations_checked)
        part_report(scene, FOUND_SHOWN_UNTRANSLATED, field, language, entry->language);
    if (shown)
        *shown = entry->language;
    return entry->text;
}

const char *part_second(struct scene *scene, const struct localized *text, const char *field) {
    if (!scene->second || text->count == 0)
        return NULL;
    const struct localized_entry *entry = localized_find(text, scene->second);
    if (!entry && !scene->request->translations_checked)
        part_report(scene, FOUND_SECOND_UNTRANSLATED, field, scene->second);
    return entry ? entry->text : NULL;
}

int32_t scene_today(const struct scene *scene) {
    const struct scene_request *request = scene->request;
    return request->clock_wrong ? DAY_UNKNOWN : zone_day(request->site->zone, request->now_ms);
}

const char *part_language(const struct scene *scene, const char *text, const char *said) {
    return text ? text_language(text, said, scene->language) : scene->language;
}

const char *part_word(const struct scene *scene, enum word id) {
    return word(&scene->request->site->words, id, scene->language);
}

static struct box mirror(const struct scene *scene, struct box box) {
    if (scene->rtl)
        box.x = scene->request->width - box.x - box.w;
    return box;
}

void part_rect(struct scene *scene, struct box box, struct colour colour, int radius) {
    draw_rect(scene->list, mirror(scene, box), colour, radius);
}

static void check_faces(struct scene *scene, const char *text, const struct paragraph_style *style) {
    const char *package = NULL;
    uint32_t missing = scene->report ? paragraph_missing(scene->request->measure, text, style, &package) : 0;
    if (missing)
        part_report(scene, FOUND_NO_GLYPH, (unsigned)missing, text, package ? ": apt install " : "",
                    package ? package : "");
}

struct paragraph_size part_paragraph(struct scene *scene, const char *text, struct box box,
                                     const struct paragraph_style *style) {
    check_faces(scene, text, style);
    struct paragraph_style placed = *style;
    bool against = language_rtl(style->language) != scene->rtl;
    if (against && style->align != ALIGN_CENTRE)
        placed.align = style->align == ALIGN_START ? ALIGN_END : ALIGN_START;
    return paragraph(scene->list, scene->request->measure, text, mirror(scene, box), &placed);
}

void part_stand_on(struct scene *scene, size_t first, size_t end, int baseline) {
    int down = first < end ? baseline - scene->list->items[first].box.y : 0;
    for (size_t i = first; i < end; i++)
        scene->list->items[i].box.y += down;
}

void part_strike(struct scene *scene, size_t first) {
    size_t end = scene->list->count;
    for (size_t i = first; i < end; i++) {
        struct draw_item run = scene->list->items[i];
        int thick = run.px / 18 > 2 ? run.px / 18 : 2;
        if (run.kind == DRAW_TEXT)
            draw_rect(scene->list,
                      (struct box){run.box.x, run.box.y - run.px * 27 / 100 - thick / 2, run.box.w, thick},
                      run.colour, 0);
    }
}

void part_rule(struct scene *scene, struct box box) {
    const struct scene_request *request = scene->request;
    int longer =
        request->screen_width > request->screen_height ? request->screen_width : request->screen_height;
    box.h = longer / 960 > 1 ? longer / 960 : 1;
    part_rect(scene, box, part_mix(scene->theme->paper, scene->theme->ink, 0.15), 0);
}

struct paragraph_style part_style(const struct scene *scene, int px, enum weight weight, struct colour colour,
                                  int lines) {
    return (struct paragraph_style){.px = px,
                                    .weight = weight,
                                    .colour = colour,
                                    .language = scene->language,
                                    .leading = 1.2,
                                    .max_lines = lines};
}

struct paragraph_size part_measure(struct scene *scene, const char *text, int px, enum weight weight,
                                   const char *language) {
    struct paragraph_style style = {
        .px = px, .weight = weight, .language = language ? language : scene->language};
    return paragraph(NULL, scene->request->measure, text, (struct box){0, 0, UNLIMITED, UNLIMITED}, &style);
}

bool part_has_picture(struct scene *scene) {
    const struct slide *slide = scene->request->slide;
    return slide && part_can_show(scene, &slide->picture);
}

bool part_can_show(struct scene *scene, const struct picture *picture) {
    const struct scene_request *request = scene->request;
    const char *asset = picture->asset;
    int w = 0, h = 0;
    if (!asset)
        return false;
    if (request->picture_size && request->picture_size(request->picture_context, asset, &w, &h))
        return true;
    part_report(scene, FOUND_NO_PICTURE, asset);
    return false;
}

static void credit(struct scene *scene, const struct picture *picture, struct box box) {
    const char *language = NULL;
    const char *text = part_text(scene, &picture->credit, "credit", scene->language, &language);
    if (!text)
        return;
    int px = scene->scale.tiny, pad = px / 2;
    struct paragraph_size size = part_measure(scene, text, px, WEIGHT_REGULAR, language);
    int w = size.width + 2 * pad < box.w ? size.width + 2 * pad : box.w;
    struct box panel = {box.x, box.y, w, size.height + pad};
    part_rect(scene, panel, scene->theme->paper, 0);
    struct paragraph_style style = {
        .px = px, .colour = scene->theme->muted, .language = language, .max_lines = 1};
    part_paragraph(scene, text, (struct box){panel.x + pad, panel.y + pad / 2, w - 2 * pad, size.height},
                   &style);
}

void part_picture(struct scene *scene, struct box box) {
    part_show(scene, &scene->request->slide->picture, box);
}

void part_show(struct scene *scene, const struct picture *picture, struct box box) {
    if (picture->fit == FIT_CONTAIN)
        part_rect(scene, box, scene->theme->paper, 0);
    draw_picture(scene->list, mirror(scene, box), picture->asset, picture->fit, picture->focus_x,
                 picture->focus_y, 0);
    credit(scene, picture, box);
}

void part_film(struct scene *scene, const char *film, struct box box) {
    const struct picture *picture = &scene->request->slide->picture;
    draw_film(scene->list, mirror(scene, box), film, picture->asset, picture->fit, picture->focus_x,
              picture->focus_y);
    credit(scene, picture, box);
}

int part_pill_width(struct scene *scene, const char *text, int px) {
    return part_measure(scene, text, px, WEIGHT_MEDIUM, NULL).width + 2 * (px * 3 / 5);
}

int part_pill(struct scene *scene, const char *text, int x, int middle_y, int px, struct colour back,
              struct colour front) {
    struct paragraph_size size = part_measure(scene, text, px, WEIGHT_MEDIUM, NULL);
    int w = part_pill_width(scene, text, px), h = size.height + px / 5;
    struct box box = {x, middle_y - h / 2, w, h};
    part_rect(scene, box, back, h / 2);
    struct paragraph_style style = {.px = px,
                                    .weight = WEIGHT_MEDIUM,
                                    .align = ALIGN_CENTRE,
                                    .colour = front,
                                    .language = part_language(scene, text, NULL),
                                    .max_lines = 1};
    part_paragraph(scene, text, (struct box){x + 1, middle_y - size.height / 2, w - 2, size.height}, &style);
    return w;
}

static uint8_t between(uint8_t a, uint8_t b, double share) {
    return (uint8_t)lround(a + (b - a) * share);
}

struct colour part_mix(struct colour a, struct colour b, double share) {
    return (struct colour){between(a.r, b.r, share), between(a.g, b.g, share), between(a.b, b.b, share), 255};
}

struct colour part_legible(const struct scene *scene, struct colour colour, struct colour back) {
    return colour_contrast(colour, back) >= CONTRAST_TEXT ? colour : scene->theme->ink;
}
