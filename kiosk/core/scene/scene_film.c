/* A film on the theme's paper, as large as it can be. What it leaves is its captions' and for words about it:
 * beside it or below. What moves is drawn by whoever plays films; here stands its poster, and the caption of
 * the moment. */
#include <math.h>
#include <string.h>

#include "core/scene/scene_findings.h"
#include "core/scene/scene_kind.h"
#include "core/site/site_film.h"

enum {
    LINES = CAPTIONS_LINES_MAX,
    SHARE_WIDE = 68, /* % of the film's width that captions over it may take */
    SHARE_LOW = 60,  /* % of a low strip that words take; the source has the rest */
    COLUMN_EM = 6,   /* in no less of body_min words stand beside it */
    HEAD_EM = 6      /* so many of the headline are no more than its line */
};
enum { HEADLINE, BODY, SECOND_HEADLINE, SECOND_BODY, WORDS };

static const struct colour black = {0, 0, 0, 255}, white = {255, 255, 255, 255};

struct plan {
    struct box film, band, words; /* band.h 0: captions go over the film; words.h 0: there are none */
    struct stack_item items[WORDS];
    int px;   /* em of captions: by the distance, and at least 1/15 of the film's height */
    int most; /* of them beside or below each other */
    bool stacked;
};

static int fifteenth(int height) {
    return (height + 14) / 15;
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

/* What is wanted of its words, the headline first: in a column its lines have a few words, too. */
static void fill(struct scene *scene, const bool wanted[WORDS], int width, struct stack_item items[WORDS]) {
    const struct slide *slide = scene->request->slide;
    const struct scale *scale = &scene->scale;
    int head = width / HEAD_EM < scale->head_max ? width / HEAD_EM : scale->head_max;
    const char *l1 = scene->language, *l2 = scene->language;
    const char *headline = part_text(scene, &slide->headline, "headline", l1, &l1);
    const char *body = part_text(scene, &slide->film.body, "body", l2, &l2);
    items[HEADLINE] = (struct stack_item){.text = headline,
                                          .language = l1,
                                          .weight = WEIGHT_BOLD,
                                          .colour = scene->theme->ink,
                                          .max_px = head,
                                          .leading = 1.1,
                                          .heading = true,
                                          .bar = true};
    items[BODY] =
        (struct stack_item){.text = body,
                            .language = l2,
                            .colour = scene->theme->ink,
                            .max_px = head * 8 / 10 < scale->body_max ? head * 8 / 10 : scale->body_max,
                            .before = 0.4,
                            .leading = 1.25};
    items[SECOND_HEADLINE] = items[HEADLINE];
    items[SECOND_HEADLINE].text = part_second(scene, &slide->headline, "headline");
    items[SECOND_HEADLINE].weight = WEIGHT_MEDIUM;
    items[SECOND_HEADLINE].max_px = head * 6 / 10;
    items[SECOND_HEADLINE].before = body && wanted[BODY] ? 0.8 : 0.3;
    items[SECOND_HEADLINE].bar = false;
    items[SECOND_BODY] = items[BODY];
    items[SECOND_BODY].text = part_second(scene, &slide->film.body, "body");
    items[SECOND_BODY].max_px = items[BODY].max_px * 8 / 10;
    for (int i = 0; i < WORDS; i++) {
        items[i].min_px = scale->body_min;
        items[i].max_px = items[i].max_px > scale->body_min ? items[i].max_px : scale->body_min;
        items[i].text = wanted[i] ? items[i].text : NULL;
        if (i < SECOND_HEADLINE)
            continue;
        items[i].language = scene->second;
        items[i].colour = scene->theme->muted;
    }
}

/* As much of its words as can be read in `box`. */
static bool choose(struct scene *scene, struct box box, bool bar, struct plan *plan) {
    static const bool TRIES[][WORDS] = {{true, true, true, true},
                                        {true, true, true, false},
                                        {true, false, true, false},
                                        {true, true, false, false},
                                        {true, false, false, false}};
    struct report *report = scene->report;
    bool fits = false;
    for (size_t i = 0; !fits && i < LENGTH(TRIES); i++) {
        scene->report = i == 0 ? report : NULL; /* what lacks a translation is said once */
        fill(scene, TRIES[i], box.w, plan->items);
        plan->items[HEADLINE].bar = bar;
        fits = plan->items[HEADLINE].text && stack_fits(scene, plan->items, WORDS, box.w, box.h);
    }
    scene->report = report;
    if (fits)
        plan->words = box;
    return fits;
}

/* Words in a column beside the film, with the source at their foot. */
static bool plan_beside(struct scene *scene, struct plan *plan) {
    const struct scale *scale = &scene->scale;
    int pad = scale->gap * 5 / 4, w = scale->width - plan->film.w - 2 * pad, below = scale->margin;
    if (w < COLUMN_EM * scale->body_min)
        return false;
    if (plan->band.h == 0)
        below += 2 * part_source_room(scene); /* its line may be too long for that column */
    struct box box = {plan->film.w + pad, scale->margin, w, plan->film.h - scale->margin - below};
    if (!choose(scene, box, true, plan))
        return false;
    if (plan->band.h == 0)
        scene->foot =
            (struct foot){.x = box.x, .w = w, .ground = scene->theme->paper, .text = scene->theme->muted};
    return true;
}

/* Words below the film and its captions, and the source below them or, where that is too low, at their end.
 */
static bool plan_below(struct scene *scene, struct plan *plan) {
    const struct scale *scale = &scene->scale;
    int m = scale->margin, y = plan->film.h + plan->band.h, free = scale->height - y;
    int pad = free / 8 < scale->gap ? free / 8 : scale->gap, source = part_source_room(scene);
    struct box box = {m, y + pad, scale->width - 2 * m, free - 2 * pad - source};
    if (choose(scene, box, true, plan))
        return true;
    box.h = free - 2 * pad;
    box.w = source ? box.w * SHARE_LOW / 100 : box.w;
    if (!choose(scene, box, false, plan))
        return false;
    scene->foot.x += box.w;
    scene->foot.w -= box.w;
    scene->foot.end = true;
    return true;
}

/* The film alone stands in the middle of what there is; where the source lies on it, on black. */
static void plan_alone(struct scene *scene, int foot, struct plan *plan) {
    const struct scale *scale = &scene->scale;
    int free = scale->height - plan->film.h - plan->band.h - foot;
    plan->film.x = (scale->width - plan->film.w) / 2;
    plan->film.y = free / 2;
    plan->band.y += free / 2;
    if (plan->band.h == 0 && free / 2 < part_source_room(scene)) {
        scene->foot.ground = black;
        scene->foot.text = white;
    }
}

static struct plan plan_of(struct scene *scene, const struct film *film) {
    const struct scale *scale = &scene->scale;
    int w = scale->width, h = scale->height, m = scale->margin, foot = 0;
    int full_h = (int)fmin(h, (double)w * film->height / film->width);
    bool cover = scene->request->slide->picture.fit == FIT_COVER;
    struct plan plan = {.most = scene->second ? 2 : 1, .stacked = scale->narrow};
    plan.px = fifteenth(full_h) > scale->body_min ? fifteenth(full_h) : scale->body_min;
    int band_h = band_height(&plan);
    if (goes_below(scene, full_h, band_h)) {
        foot = part_source_room(scene);
        plan.band = (struct box){m, 0, w - 2 * m, band_h < h / 2 ? band_h : h / 2};
    }
    plan.film = (struct box){0, 0, w, h - plan.band.h - foot};
    double by = fmin((double)w / film->width, (double)plan.film.h / film->height);
    if (!cover) {
        plan.film.w = (int)lround(film->width * by);
        plan.film.h = (int)lround(film->height * by);
    }
    plan.band.y = plan.film.h;
    if (cover || (!plan_beside(scene, &plan) && !plan_below(scene, &plan)))
        plan_alone(scene, foot, &plan);
    return plan;
}

/* One caption in `box`: over the film white on black, in the middle of its bottom; below it as a text of the
 * slide, at its top. */
static void put_caption(struct scene *scene, const struct plan *plan, const char *text, const char *language,
                        bool first, struct box box) {
    const struct theme *theme = scene->theme;
    bool below = plan->band.h > 0;
    struct paragraph_style style = {.px = plan->px,
                                    .align = below ? ALIGN_START : ALIGN_CENTRE,
                                    .colour = !below  ? white
                                              : first ? theme->ink
                                                      : theme->muted,
                                    .language = language};
    const struct measure *measure = scene->request->measure;
    int pad = below ? 0 : plan->px / 4, least = fifteenth(plan->film.h);
    least = least < plan->px ? least : plan->px;
    struct box inner = {box.x + pad, box.y, box.w - 2 * pad, box.h};
    style.px = paragraph_fit(measure, text, inner, &style, least);
    struct paragraph_size size = paragraph(NULL, measure, text, inner, &style);
    if (size.cut) { /* small letters say more than none */
        part_report(scene, FOUND_TOO_LONG, (int)scene->request->screen->viewing_distance_mm, text);
        style.px = paragraph_fit(measure, text, inner, &style, least / 2);
        size = paragraph(NULL, measure, text, inner, &style);
    }
    int y = below ? box.y : box.y + box.h - size.height;
    struct box ground = {box.x + (box.w - size.width) / 2 - pad, y - pad / 2, size.width + 2 * pad,
                         size.height + pad};
    if (!below)
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
            put_caption(scene, plan, cue->text, language, i == 0,
                        plan->band.h ? below(plan, i, count) : over(plan));
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
    struct plan plan = plan_of(scene, film);
    if (plan.words.h)
        stack_put(scene, plan.items, WORDS, plan.words, VALIGN_MIDDLE);
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
