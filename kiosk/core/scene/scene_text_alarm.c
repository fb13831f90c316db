#include "core/scene/scene_text_parts.h"

/* White on it has a contrast of 7.4:1; the guide's red is the same. */
static const struct colour red = {176, 0, 32, 255}, white = {255, 255, 255, 255};

static struct stack_item words(const char *text, const char *language, struct colour colour, int max_px,
                               int min_px) {
    return (struct stack_item){.text = text,
                               .language = language,
                               .colour = colour,
                               .max_px = max_px,
                               .min_px = min_px,
                               .leading = 1.25,
                               .heading = true};
}

static void put_sign(struct scene *scene, struct box box) {
    box.x = scene->rtl ? scene->scale.width - box.x - box.w : box.x;
    draw_picture(scene->list, box, scene->request->slide->picture.asset, FIT_CONTAIN, 0.5, 0.5, 0);
}

/* The sign, and what the number is for beside or, where the panel is narrow, below it. Returns the height. */
static int put_reason(struct scene *scene, struct box box) {
    const struct slide *slide = scene->request->slide;
    const struct scale *scale = &scene->scale;
    const char *language = scene->language;
    const char *first = part_text(scene, &slide->kicker, "kicker", scene->language, &language);
    struct stack_item items[] = {words(first, language, white, scale->body_max, scale->body_min),
                                 words(part_second(scene, &slide->kicker, "kicker"), scene->second, white,
                                       scale->body_max, scale->body_min)};
    items[0].weight = items[1].weight = WEIGHT_MEDIUM;
    items[1].before = 0.15;
    bool beside = box.w >= 16 * scale->body_min;
    int side = part_has_picture(scene) ? box.h * (beside ? 28 : 15) / 100 : 0, gap = side ? scale->gap : 0;
    if (side)
        put_sign(scene, (struct box){box.x, box.y, side, side});
    struct box room = beside ? (struct box){box.x + side + gap, box.y, box.w - side - gap, box.h * 28 / 100}
                             : (struct box){box.x, box.y + side + gap, box.w, box.h * 34 / 100};
    int used = stack_fit(scene, items, LENGTH(items), room.w, room.h);
    room.h = beside ? room.h : used;
    stack_draw(scene, items, LENGTH(items), room, VALIGN_MIDDLE);
    return room.y + room.h - box.y;
}

/* It never gives way to other words: these are fitted into what is left. */
static void put_number(struct scene *scene, struct box box) {
    enum { TRIED_PX = 200 };
    const char *language = scene->language;
    const char *number =
        part_text(scene, &scene->request->slide->headline, "headline", scene->language, &language);
    int width = number ? part_measure(scene, number, TRIED_PX, WEIGHT_BOLD, language).width : 0;
    if (width <= 0)
        return;
    int by_width = box.w * TRIED_PX / (width + 1), px = by_width < box.h ? by_width : box.h;
    struct paragraph_style style = {
        .px = px, .weight = WEIGHT_BOLD, .colour = white, .language = language, .leading = 1, .max_lines = 1};
    part_paragraph(scene, number, (struct box){box.x, box.y + (box.h - px) / 2, box.w, px}, &style);
}

static void put_more(struct scene *scene, struct box box) {
    const struct slide *slide = scene->request->slide;
    const struct scale *scale = &scene->scale;
    struct colour ink = scene->theme->ink;
    char address[ADDRESS_BYTES];
    const char *language = scene->language;
    const char *first = part_text(scene, &slide->text.body, "body", scene->language, &language);
    struct stack_item items[] = {words(first, language, ink, scale->body_max, scale->body_min),
                                 words(part_second(scene, &slide->text.body, "body"), scene->second, ink,
                                       scale->body_max, scale->body_min),
                                 {0}};
    items[0].bar = items[1].bar = true;
    items[0].heading = items[1].heading = false;
    items[1].before = 1;
    if (slide->text.qr_url)
        items[2] = part_qr_words(scene, slide->text.qr_url, box.w, ink, address);
    stack_put(scene, items, LENGTH(items), box, VALIGN_MIDDLE);
}

void text_alarm(struct scene *scene) {
    const struct scale *scale = &scene->scale;
    int w = scale->width, h = scale->height, m = scale->margin, gap = scale->gap;
    bool above = h * 10 > w * 13;
    struct box panel = above ? (struct box){0, 0, w, h / 2} : (struct box){0, 0, w * 46 / 100, h};
    struct box more = above ? (struct box){m, panel.h + m, w - 2 * m, h - panel.h - 2 * m}
                            : (struct box){panel.w + m, m, w - panel.w - 2 * m, h - 2 * m};
    part_rect(scene, panel, red, 0);
    struct box inside = {m, m * 3 / 4, panel.w - 2 * m, panel.h - m * 3 / 2};
    int used = put_reason(scene, inside) + gap;
    put_number(scene, (struct box){inside.x, inside.y + used, inside.w, inside.h - used});
    put_more(scene, more);
    scene->foot.x = more.x;
    scene->foot.w = w - more.x - m / 2;
}
