/* A film on black, its captions white on black below it or over its lower edge. What moves is drawn by
 * whoever plays films; here stands its poster, and the caption of the moment. */
#include <math.h>
#include <string.h>

#include "core/scene/scene_findings.h"
#include "core/scene/scene_kind.h"
#include "core/site/site_film.h"

enum { LINES = CAPTIONS_LINES_MAX, SHARE_WIDE = 68 /* % of the film's width that captions may take */ };

static const struct colour black = {0, 0, 0, 255}, white = {255, 255, 255, 255};

struct plan {
    struct box title, film, band; /* band.h 0: captions go over the film */
    int foot;                     /* px below the band, for the source */
    int px;   /* em of captions: by the distance, and at least 1/15 of the film's height */
    int most; /* of them beside or below each other */
    bool stacked;
};

static int fifteenth(int height) {
    return (height + 14) / 15;
}

static struct stack_item title_of(struct scene *scene) {
    const char *language = scene->language;
    const char *text =
        part_text(scene, &scene->request->slide->headline, "headline", scene->language, &language);
    return (struct stack_item){.text = text,
                               .language = language,
                               .weight = WEIGHT_BOLD,
                               .colour = white,
                               .max_px = scene->scale.head_min,
                               .min_px = scene->scale.body_min,
                               .leading = 1.12,
                               .heading = true};
}

/* Room for two lines of each language; beside each other their lines are narrow, and become more. */
static int band_height(const struct plan *plan) {
    int rows = plan->stacked ? plan->most : 1, lines = plan->most > rows ? LINES + 1 : LINES;
    return rows * (lines * plan->px * 5 / 4 + plan->px / 2) + plan->px / 2;
}

/* Does the film leave room at its full width, or is some to be made? */
static bool goes_below(const struct scene *scene, int film_h, int band_h) {
    const struct slide_film *film = &scene->request->slide->film;
    int left = scene->scale.height - film_h;
    if (!film->shown || film->shown->film.caption_count == 0)
        return false;
    return film->captions == CAPTIONS_BELOW || (film->captions == CAPTIONS_WHERE_ROOM && left >= band_h);
}

static void place_film(const struct scene *scene, const struct film *film, struct plan *plan) {
    int w = scene->scale.width, h = scene->scale.height - plan->band.h - plan->title.h - plan->foot;
    double scale = fmin((double)w / film->width, (double)h / film->height);
    plan->film = (struct box){0, 0, w, h};
    if (scene->request->slide->picture.fit == FIT_CONTAIN) {
        plan->film.w = (int)lround(film->width * scale);
        plan->film.h = (int)lround(film->height * scale);
    }
    int free = h - plan->film.h;
    plan->film.x = (w - plan->film.w) / 2;
    plan->title.y += free / 2;
    plan->film.y = plan->title.h + free / 2;
    plan->band.y = plan->film.y + plan->film.h;
}

static struct plan plan_of(struct scene *scene, const struct film *film) {
    const struct scale *scale = &scene->scale;
    int w = scale->width, h = scale->height, m = scale->margin;
    int full_h = (int)fmin(h, (double)w * film->height / film->width);
    struct plan plan = {.most = scene->second ? 2 : 1, .stacked = scale->narrow};
    plan.px = fifteenth(full_h) > scale->body_min ? fifteenth(full_h) : scale->body_min;
    int band_h = band_height(&plan);
    if (goes_below(scene, full_h, band_h)) {
        plan.foot = part_source_room(scene);
        plan.band = (struct box){m, 0, w - 2 * m, band_h < h / 2 ? band_h : h / 2};
    }
    struct stack_item title = title_of(scene);
    if (!scale->narrow || !title.text)
        title = (struct stack_item){0};
    int room = h - full_h - plan.band.h - 2 * m;
    if (title.text && room > title.min_px * 2) {
        plan.title = (struct box){m, m, w - 2 * m, 0};
        plan.title.h = stack_fit(scene, &title, 1, plan.title.w, room) + 2 * m;
    }
    place_film(scene, film, &plan);
    if (plan.title.h)
        stack_draw(scene, &title, 1,
                   (struct box){plan.title.x, plan.title.y, plan.title.w, plan.title.h - 2 * m}, VALIGN_TOP);
    return plan;
}

/* One caption in `box`, in the middle, at its top or (over the film) at its bottom. */
static void put_caption(struct scene *scene, const struct plan *plan, const char *text, const char *language,
                        struct box box) {
    struct paragraph_style style = {
        .px = plan->px, .align = ALIGN_CENTRE, .colour = white, .language = language};
    const struct measure *measure = scene->request->measure;
    int pad = plan->px / 4, least = fifteenth(plan->film.h);
    least = least < plan->px ? least : plan->px;
    struct box inner = {box.x + pad, box.y, box.w - 2 * pad, box.h};
    style.px = paragraph_fit(measure, text, inner, &style, least);
    struct paragraph_size size = paragraph(NULL, measure, text, inner, &style);
    if (size.cut) { /* small letters say more than none */
        part_report(scene, FOUND_TOO_LONG, (int)scene->request->screen->viewing_distance_mm, text);
        style.px = paragraph_fit(measure, text, inner, &style, least / 2);
        size = paragraph(NULL, measure, text, inner, &style);
    }
    int y = plan->band.h ? box.y : box.y + box.h - size.height;
    struct box ground = {box.x + (box.w - size.width) / 2 - pad, y - pad / 2, size.width + 2 * pad,
                         size.height + pad};
    part_rect(scene, ground, black, 0);
    part_paragraph(scene, text, (struct box){inner.x, y, inner.w, size.height}, &style);
}

static struct box over(const struct plan *plan) {
    int w = plan->film.w * SHARE_WIDE / 100, edge = plan->film.h / 20;
    return (struct box){plan->film.x + (plan->film.w - w) / 2, plan->film.y + plan->film.h / 2 - edge, w,
                        plan->film.h / 2};
}

/* Beside each other, the first where reading starts; where that is too narrow, below each other. */
static struct box below(const struct plan *plan, int n, int count) {
    struct box box = plan->band;
    int gap = plan->px / 2;
    box.y += gap;
    box.h -= gap;
    if (count > 1 && plan->stacked) {
        box.h /= count;
        box.y += n * box.h;
    } else if (count > 1) {
        box.w = (box.w - gap) / count;
        box.x += n * (box.w + gap);
    }
    return box;
}

static void put_captions(struct scene *scene, const struct plan *plan) {
    const struct slide_film *film = &scene->request->slide->film;
    const struct site *site = scene->request->site;
    const char *const wanted[] = {scene->language, scene->second};
    int64_t at_ms = film_part_film_ms(&film->part, scene->request->position_ms);
    int count = plan->band.h && scene->second ? 2 : 1;
    const char *before = NULL;
    for (int i = 0; i < count; i++) {
        const char *language = NULL;
        const struct captions *captions =
            site_film_captions(film->shown, wanted[i], site->languages, site->language_count, &language);
        const struct caption *cue = captions ? captions_at(captions, at_ms) : NULL;
        if (cue && !(before && strcmp(before, language) == 0))
            put_caption(scene, plan, cue->text, language, plan->band.h ? below(plan, i, count) : over(plan));
        before = language;
    }
}

static void build(struct scene *scene) {
    const struct slide *slide = scene->request->slide;
    const struct scale *scale = &scene->scale;
    const struct film *film = slide->film.part.film;
    const char *language = scene->language;
    if (scale->low) {
        const char *text = part_text(scene, &slide->headline, "headline", scene->language, &language);
        scene_line(scene, NULL, NULL, text, language);
        return;
    }
    if (!part_has_picture(scene) || !film) {
        scene_empty(scene);
        return;
    }
    part_rect(scene, (struct box){0, 0, scale->width, scale->height}, black, 0);
    scene->foot.ground = black;
    scene->foot.text = white;
    struct plan plan = plan_of(scene, film);
    part_film(scene, film->name, plan.film);
    if (slide->film.captions != CAPTIONS_NONE)
        put_captions(scene, &plan);
}

/* When one of its captions comes or goes, in whichever language, or it begins again. */
static int64_t next_edge(const struct scene_moment *moment, int64_t until_ms) {
    const struct slide_film *film = &moment->slide->film;
    if (moment->position_ms < 0 || !film->shown || film->captions == CAPTIONS_NONE)
        return until_ms;
    int64_t at_ms = film_part_film_ms(&film->part, moment->position_ms), edge_ms = INT64_MAX;
    for (size_t i = 0; i < film->shown->film.caption_count; i++) {
        int64_t next_ms = captions_edge(&film->shown->captions[i], at_ms);
        edge_ms = next_ms < edge_ms ? next_ms : edge_ms;
    }
    if (edge_ms > film_length_ms(&film->shown->film)) /* whatever stands behind the end of the film */
        edge_ms = film_length_ms(&film->shown->film);
    int64_t when_ms = film_part_when(&film->part, moment->position_ms, edge_ms);
    if (when_ms == INT64_MAX || when_ms - moment->position_ms >= until_ms - moment->now_ms)
        return until_ms;
    return moment->now_ms + when_ms - moment->position_ms;
}

const struct scene_kind scene_kind_film = {.build = build, .next_edge = next_edge};
