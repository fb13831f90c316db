/* Headline, body, optional picture and QR code. */
#include <stdio.h>
#include <string.h>

#include "core/scene/scene_kind.h"

enum { ITEMS = 5, SHORT_BYTES = 4 };

struct colours {
    struct colour strong, soft, label;
};

/* Kicker, headline and body; then the second language's headline and body, smaller. */
static void fill(struct scene *scene, struct stack_item *items, struct colours colours, bool alone) {
    const struct slide *slide = scene->request->slide;
    const struct scale *scale = &scene->scale;
    const char *l[3] = {scene->language, scene->language, scene->language};
    items[0] = (struct stack_item){.text = part_text(scene, &slide->kicker, "kicker", l[0], &l[0]),
                                   .language = l[0],
                                   .weight = WEIGHT_MEDIUM,
                                   .colour = colours.label,
                                   .max_px = scale->small * 11 / 10,
                                   .min_px = scale->small * 9 / 10};
    items[1] = (struct stack_item){.text = part_text(scene, &slide->headline, "headline", l[1], &l[1]),
                                   .language = l[1],
                                   .weight = WEIGHT_BOLD,
                                   .colour = colours.strong,
                                   .max_px = alone ? scale->display_max : scale->head_max,
                                   .min_px = scale->head_min,
                                   .before = 0.12,
                                   .leading = 1.1,
                                   .heading = true};
    if (items[1].text && strlen(items[1].text) <= SHORT_BYTES) /* "112": the number is the slide */
        items[1].max_px = scale->narrow ? scale->width * 4 / 10 : scale->display_max * 3 / 2;
    items[2] = (struct stack_item){.text = part_text(scene, &slide->text.body, "body", l[2], &l[2]),
                                   .language = l[2],
                                   .colour = colours.strong,
                                   .max_px = scale->body_max,
                                   .min_px = scale->body_min,
                                   .before = 0.5,
                                   .leading = 1.3};
    items[3] = items[1];
    items[3].text = part_second(scene, &slide->headline, "headline");
    items[4] = items[2];
    items[4].text = part_second(scene, &slide->text.body, "body");
    items[3].language = items[4].language = scene->second;
    items[3].weight = alone ? WEIGHT_REGULAR : WEIGHT_MEDIUM;
    items[3].before = alone ? 0.3 : 0.9;
    for (int i = 3; i < ITEMS; i++) {
        items[i].colour = colours.soft;
        items[i].max_px = items[i].max_px * (i == 3 ? 6 : 8) / 10;
        items[i].min_px = items[i].min_px * 8 / 10;
    }
    items[items[0].text ? 0 : 1].bar = true;
}

/* Two languages of body text stand beside each other where there is room. */
static void put_columns(struct scene *scene, struct stack_item *items, struct box box) {
    struct box half = box;
    int gap = 2 * scene->scale.gap;
    half.w = (box.w - gap) * 11 / 20;
    struct stack_item first[] = {items[0], items[1], items[2]}, second[] = {items[3], items[4]};
    stack_put(scene, first, LENGTH(first), half, VALIGN_MIDDLE);
    half.x += half.w + gap;
    half.w = box.w - half.w - gap;
    stack_put(scene, second, LENGTH(second), half, VALIGN_MIDDLE);
}

static void put_text(struct scene *scene, struct box box, struct colours colours, bool alone) {
    struct stack_item items[ITEMS];
    fill(scene, items, colours, alone);
    if (items[2].text && items[4].text && box.w * 10 > scene->scale.width * 7 && scene->scale.columns)
        put_columns(scene, items, box);
    else
        stack_put(scene, items, ITEMS, box, VALIGN_MIDDLE);
}

static int qr_side(const struct scale *scale) {
    return (scale->width < scale->height ? scale->width : scale->height) * 30 / 100;
}

static int widest(struct scene *scene, const struct stack_item *items, int most) {
    int width = 0;
    for (int i = 0; i < ITEMS; i++)
        if (items[i].text && *items[i].text) {
            int one =
                part_measure(scene, items[i].text, items[i].px, items[i].weight, items[i].language).width + 1;
            width = one > width ? one : width;
        }
    return width < most ? width : most;
}

/* Picture over everything, words on a solid panel that grows from the start edge; the code on the picture's
 * corner, in a narrow zone inside the panel. */
static void put_full(struct scene *scene, bool alone) {
    const struct scale *scale = &scene->scale;
    const struct theme *theme = scene->theme;
    const char *url = scene->request->slide->text.qr_url;
    int w = scale->width, h = scale->height, m = scale->margin, pad = scale->gap;
    struct stack_item items[ITEMS];
    fill(scene, items, (struct colours){theme->on_primary, theme->on_primary, theme->on_primary}, alone);
    int row = url && scale->narrow ? qr_side(scale) * 3 / 4 : 0, below = row ? row + pad : 0;
    int text_w = (scale->narrow ? w : w * 11 / 20) - 2 * m;
    int text_h = stack_fit(scene, items, ITEMS, text_w, h - 2 * m - 3 * pad - below);
    text_w = scale->narrow ? text_w : widest(scene, items, text_w);
    int top = m * 2 / 3, height = top + text_h + m + below;
    struct box panel = {0, h - height, m + text_w + m, height};
    part_picture(scene, (struct box){0, 0, w, panel.w == w ? panel.y : h});
    part_rect(scene, panel, theme->primary, 0);
    stack_draw(scene, items, ITEMS, (struct box){m, panel.y + top, text_w, text_h}, VALIGN_TOP);
    if (row)
        part_qr_row(scene, url, (struct box){m, panel.y + top + text_h + pad, text_w, row},
                    theme->on_primary);
    else if (url)
        part_qr_card(scene, url, w - m, h - m, qr_side(scale), true);
}

/* Puts the code on the picture's corner, else beside or under the words; shrinks `text` to what is left. */
static void put_qr(struct scene *scene, const char *url, struct box photo, struct box *text, bool statement) {
    const struct scale *scale = &scene->scale;
    int m = scale->margin, side = qr_side(scale), w = scale->width, h = scale->height;
    struct box card = part_qr_card(scene, url, 0, 0, side, false);
    if (card.w == 0)
        return;
    if (photo.w && !scale->narrow && card.w + m < photo.w * 2 / 3 && card.h + m < photo.h * 9 / 10) {
        part_qr_card(scene, url, photo.x + photo.w - m / 2, photo.y + photo.h - m / 2, side, true);
    } else if (!photo.w && !scale->narrow) {
        part_qr_card(scene, url, w - m, (h + card.h) / 2, side, true);
        text->w -= card.w + 2 * scale->gap;
    } else {
        int row = side * 6 / 10;
        part_qr_row(scene, url, (struct box){text->x, text->y + text->h - row, text->w, row},
                    statement ? scene->theme->on_primary : scene->theme->ink);
        text->h -= row + scale->gap;
    }
}

static void put_line(struct scene *scene) {
    const struct slide *slide = scene->request->slide;
    const char *label = slide->kicker.count ? "kicker" : "headline";
    const char *l1 = scene->language, *l2 = scene->language;
    const char *first =
        part_text(scene, slide->kicker.count ? &slide->kicker : &slide->headline, label, l1, &l1);
    const char *second = part_text(scene, slide->kicker.count ? &slide->headline : &slide->text.body,
                                   slide->kicker.count ? "headline" : "body", l2, &l2);
    if (second)
        scene_line(scene, first, l1, second, l2);
    else
        scene_line(scene, NULL, l1, first, l1);
}

static void build(struct scene *scene) {
    const struct slide *slide = scene->request->slide;
    const struct scale *scale = &scene->scale;
    const struct theme *theme = scene->theme;
    if (scale->low) {
        put_line(scene);
        return;
    }
    bool picture = part_has_picture(scene), alone = slide->text.body.count == 0;
    if (picture && slide->text.picture_side == SIDE_FULL) {
        put_full(scene, alone);
        return;
    }
    int w = scale->width, h = scale->height, m = scale->margin;
    struct box photo = {0}, text = {m, m, w - 2 * m, h - 2 * m};
    if (picture && (scale->narrow || slide->text.picture_side == SIDE_TOP)) {
        photo = (struct box){0, 0, w, h * (h > w * 12 / 10 ? 36 : 32) / 100};
        text = (struct box){m, photo.h + m * 3 / 4, w - 2 * m, h - photo.h - m * 7 / 4};
    } else if (picture) {
        int photo_w = w * 44 / 100;
        bool start = slide->text.picture_side == SIDE_START;
        photo = (struct box){start ? 0 : w - photo_w, 0, photo_w, h};
        text = (struct box){start ? photo_w + m : m, m, w - photo_w - 2 * m, h - 2 * m};
    }
    struct colours colours = {theme->ink, theme->muted, part_legible(scene, theme->primary, theme->paper)};
    bool statement = alone && !picture;
    if (statement) {
        part_rect(scene, (struct box){0, 0, w, h}, theme->primary, 0);
        colours = (struct colours){theme->on_primary, theme->on_primary, theme->on_primary};
    }
    if (photo.w)
        part_picture(scene, photo);
    if (slide->text.qr_url)
        put_qr(scene, slide->text.qr_url, photo, &text, statement);
    put_text(scene, text, colours, alone);
}

const struct scene_kind scene_kind_text = {.build = build};
