/* Headline, body, optional picture, and an address as a code or in words. */
#include <stdio.h>
#include <string.h>

#include "core/draw/pixels.h"
#include "core/scene/scene_text_parts.h"

/* What stands in a stack, from the top. */
enum { KICKER, HEADLINE, BODY, SECOND_KICKER, SECOND_HEADLINE, SECOND_BODY, ADDRESS, ITEMS };
enum {
    SHORT_BYTES = 4,
    SHARE_MOST = 42, /* % of a zone's height for a picture above the words */
    ASIDE = 40,      /* % of its width for words over a picture, beside what that is about */
    CODED = 37,      /* the same for words between a code and a picture, at least */
    CODED_MOST = 40  /* where the picture gives way */
};

struct colours {
    struct colour strong, soft, label;
};

/* A text slide on its way into a zone. */
struct writing {
    struct scene *scene;
    struct colours colours;
    bool alone; /* a headline and nothing below it */
    bool both;  /* two languages of body text, beside each other where there is room */
    struct stack_item items[ITEMS];
    char address[ADDRESS_BYTES];
};

static struct stack_item kicker(struct scene *scene, const char *text, const char *language,
                                struct colour colour) {
    return (struct stack_item){.text = text,
                               .language = language,
                               .weight = WEIGHT_MEDIUM,
                               .colour = colour,
                               .max_px = scene->scale.small * 11 / 10,
                               .min_px = scene->scale.small * 9 / 10};
}

static void fill_first(struct writing *writing) {
    struct scene *scene = writing->scene;
    const struct slide *slide = scene->request->slide;
    const struct scale *scale = &scene->scale;
    struct stack_item *items = writing->items;
    const char *l[3] = {scene->language, scene->language, scene->language};
    const char *topic = part_text(scene, &slide->kicker, "kicker", l[0], &l[0]);
    items[KICKER] = kicker(scene, topic, l[0], writing->colours.label);
    items[HEADLINE] = (struct stack_item){.text = part_text(scene, &slide->headline, "headline", l[1], &l[1]),
                                          .language = l[1],
                                          .weight = WEIGHT_BOLD,
                                          .colour = writing->colours.strong,
                                          .max_px = writing->alone ? scale->display_max : scale->head_max,
                                          .min_px = scale->head_min,
                                          .before = 0.12,
                                          .leading = 1.1,
                                          .heading = true};
    const char *headline = items[HEADLINE].text;
    if (headline && strlen(headline) <= SHORT_BYTES) /* the number is the slide */
        items[HEADLINE].max_px = scale->narrow ? scale->width * 4 / 10 : scale->display_max * 3 / 2;
    items[BODY] = (struct stack_item){.text = part_text(scene, &slide->text.body, "body", l[2], &l[2]),
                                      .language = l[2],
                                      .colour = writing->colours.strong,
                                      .max_px = scale->body_max,
                                      .min_px = scale->body_min,
                                      .before = 0.5,
                                      .leading = 1.3};
}

/* In columns the other language is as large; in one stack it stands below, a little smaller, and is readable.
 */
static void fill_second(struct writing *writing, bool columns) {
    struct scene *scene = writing->scene;
    const struct slide *slide = scene->request->slide;
    struct stack_item *items = writing->items;
    for (int i = KICKER; i <= BODY; i++)
        items[SECOND_KICKER + i] = items[i];
    items[SECOND_KICKER].text = columns ? part_second(scene, &slide->kicker, "kicker") : NULL;
    items[SECOND_HEADLINE].text = part_second(scene, &slide->headline, "headline");
    items[SECOND_BODY].text = part_second(scene, &slide->text.body, "body");
    for (int i = SECOND_KICKER; i <= SECOND_BODY; i++)
        items[i].language = scene->second;
    if (columns)
        return;
    int least = writing->alone ? scene->scale.body_min * 8 / 10 : scene->scale.body_min;
    items[SECOND_HEADLINE].weight = writing->alone ? WEIGHT_REGULAR : WEIGHT_MEDIUM;
    items[SECOND_HEADLINE].before = writing->alone ? 0.3 : 0.9;
    for (int i = SECOND_HEADLINE; i <= SECOND_BODY; i++) {
        items[i].colour = writing->colours.soft;
        items[i].max_px = items[i].max_px * (i == SECOND_HEADLINE ? 6 : 8) / 10;
        items[i].min_px = items[i].min_px * 8 / 10 > least ? items[i].min_px * 8 / 10 : least;
        items[i].max_px = items[i].max_px > items[i].min_px ? items[i].max_px : items[i].min_px;
    }
}

/* `words_w`: how wide the address may stand there in words; 0: it stands in a code, or there is none. */
static void fill(struct writing *writing, bool columns, int words_w) {
    struct stack_item *items = writing->items;
    fill_first(writing);
    fill_second(writing, columns);
    items[ADDRESS] = (struct stack_item){0};
    if (words_w)
        items[ADDRESS] = part_qr_words(writing->scene, writing->scene->request->slide->text.qr_url, words_w,
                                       writing->colours.label, writing->address);
    items[items[KICKER].text ? KICKER : HEADLINE].bar = true;
    items[items[SECOND_KICKER].text ? SECOND_KICKER : SECOND_HEADLINE].bar = columns;
}

/* Two languages beside each other: the same sizes, from the same height on. */
static void put_columns(struct writing *writing, struct box box) {
    struct scene *scene = writing->scene;
    struct stack_item *items = writing->items;
    struct box half = {box.x, box.y, (box.w - 2 * scene->scale.gap) / 2, box.h};
    struct stack_item first[] = {items[KICKER], items[HEADLINE], items[BODY], items[ADDRESS]};
    struct stack_item second[] = {items[SECOND_KICKER], items[SECOND_HEADLINE], items[SECOND_BODY]};
    int one = stack_fit(scene, first, LENGTH(first), half.w, half.h);
    int other = stack_fit(scene, second, LENGTH(second), half.w, half.h);
    for (size_t i = 0; i < LENGTH(second); i++) {
        int px = first[i].px < second[i].px ? first[i].px : second[i].px;
        if (first[i].text && second[i].text)
            first[i].px = second[i].px = px;
    }
    int spare = (box.h - (one > other ? one : other)) / 2;
    half.y += spare;
    half.h -= spare;
    stack_draw(scene, first, LENGTH(first), half, VALIGN_TOP);
    half.x += half.w + 2 * scene->scale.gap;
    stack_draw(scene, second, LENGTH(second), half, VALIGN_TOP);
}

static void put_text(struct writing *writing, struct box box, bool words) {
    struct scene *scene = writing->scene;
    bool columns = writing->both && box.w * 10 > scene->scale.width * 6 && scene->scale.columns;
    fill(writing, columns, words ? (columns ? box.w / 2 - scene->scale.gap : box.w) : 0);
    if (columns)
        put_columns(writing, box);
    else
        stack_put(scene, writing->items, ITEMS, box, VALIGN_MIDDLE);
    scene->foot.x = box.x;
    scene->foot.w = box.w;
}

static int widest(struct scene *scene, const struct stack_item *items, int most) {
    int width = 0;
    for (int i = 0; i < ITEMS; i++)
        if (items[i].text && *items[i].text) {
            int one = stack_width(scene, &items[i], most) + 1;
            width = one > width ? one : width;
        }
    return width < most ? width : most;
}

/* Room for words over a picture: what it is about is in its middle, and stays free where the words allow it.
 */
static struct box full_room(struct writing *writing) {
    struct scene *scene = writing->scene;
    const struct scale *scale = &scene->scale;
    const char *url = scene->request->slide->text.qr_url;
    struct report *report = scene->report;
    int w = scale->width, most = scale->height - 2 * scale->margin - 3 * scale->gap;
    struct box aside = {.w = w * ASIDE / 100 - 2 * scale->margin, .h = scale->height / 2 - 2 * scale->margin},
               half = {.w = w * 11 / 20 - 2 * scale->margin, .h = most};
    if (scale->narrow)
        return (struct box){.w = w - 2 * scale->margin, .h = most};
    scene->report = NULL; /* what lacks a translation is said when it is drawn */
    fill(writing, false, url ? aside.w : 0);
    scene->report = report;
    return stack_fits(scene, writing->items, ITEMS, aside.w, aside.h) ? aside : half;
}

/* Picture over everything, words on a solid panel that grows from the start edge. A code has no place on the
 * picture: the address stands there in words. */
static void put_full(struct writing *writing) {
    struct scene *scene = writing->scene;
    const struct scale *scale = &scene->scale;
    const struct theme *theme = scene->theme;
    int w = scale->width, h = scale->height, m = scale->margin;
    writing->colours = (struct colours){theme->on_primary, theme->on_primary, theme->on_primary};
    struct box room = full_room(writing);
    fill(writing, false, scene->request->slide->text.qr_url ? room.w : 0);
    int text_h = stack_fit(scene, writing->items, ITEMS, room.w, room.h);
    int text_w = scale->narrow ? room.w : widest(scene, writing->items, room.w);
    int top = m * 2 / 3, height = top + text_h + m;
    struct box panel = {0, h - height, m + text_w + m, height};
    part_picture(scene, (struct box){0, 0, w, panel.w == w ? panel.y : h});
    part_rect(scene, panel, theme->primary, 0);
    stack_draw(scene, writing->items, ITEMS, (struct box){m, panel.y + top, text_w, text_h}, VALIGN_TOP);
    scene->foot = (struct foot){.x = m, .w = text_w, .ground = theme->primary, .text = theme->on_primary};
}

/* Where picture, words and code go. */
struct plan {
    struct box photo, text;
    int code_x, code_w; /* the column of the code; 0: none */
    int row_h;          /* of a code under the words; 0: none */
};

static struct plan plan_of(const struct writing *writing, bool picture) {
    const struct scale *scale = &writing->scene->scale;
    int w = scale->width, h = scale->height, m = scale->margin;
    enum picture_side side = writing->scene->request->slide->text.picture_side;
    struct plan plan = {.text = {m, m, w - 2 * m, h - 2 * m}};
    bool above = picture && (scale->narrow || side == SIDE_TOP);
    if (above) {
        int share = writing->both     ? 27
                    : h > w * 12 / 10 ? 36
                                      : 32,
            high = h * share / 100,
            whole = (int)(w / PIXELS_BAND); /* the whole of what it is about is seen */
        if (!writing->both && high < whole && whole < h * SHARE_MOST / 100)
            high = whole;
        plan.photo = (struct box){0, 0, w, high};
        plan.text = (struct box){m, plan.photo.h + m * 3 / 4, w - 2 * m, h - plan.photo.h - m * 7 / 4};
    } else if (picture) {
        int narrow = w >= 34 * scale->body_min ? w * 26 / 100 : 0; /* words in two languages come first */
        int photo_w = writing->both ? narrow : w * 44 / 100;
        plan.photo = (struct box){side == SIDE_START ? 0 : w - photo_w, 0, photo_w, h};
        plan.text = (struct box){side == SIDE_START ? photo_w + m : m, m, w - photo_w - 2 * m, h - 2 * m};
    }
    return plan;
}

/* How wide a picture beside words and a code stays: as an upright screen is, which cuts nothing that it is
 * about; where the code would have no room then, less. */
static int narrowest(const struct scale *scale, bool spare) {
    int upright = scale->height * 9 / 16, least = scale->width * 20 / 100, most = scale->width * 25 / 100;
    return spare || upright < least ? least : upright > most ? most : upright;
}

/* The room of a code beside picture and words, or under the words. */
static struct box code_room(const struct scale *scale, const struct plan *plan, bool spare) {
    int w = scale->width, column = 2 * scale->gap;
    struct box room = {0, 0, plan->text.w - w * (spare ? CODED_MOST : CODED) / 100 - column, plan->text.h};
    if (scale->narrow)
        return (struct box){0, 0, plan->text.w / 2, plan->text.h - scale->gap - scale->height * 45 / 100};
    if (plan->photo.w && plan->photo.h == scale->height)
        room.w += plan->photo.w - narrowest(scale, spare);
    return room;
}

/* If it may be there at all (part_qr_side); in a row under the words it has no card. */
static int code_side(struct scene *scene, const struct plan *plan, bool spare, struct box *card) {
    const char *url = scene->request->slide->text.qr_url;
    struct box room = code_room(&scene->scale, plan, spare);
    int side = part_qr_side(scene, url, room);
    if (!side || scene->scale.narrow)
        return side;
    *card = part_qr_card(scene, url, 0, 0, side, false);
    return card->w <= room.w && card->h <= room.h ? side : 0;
}

static void plan_code(const struct writing *writing, struct plan *plan) {
    struct scene *scene = writing->scene;
    const struct scale *scale = &scene->scale;
    const char *url = scene->request->slide->text.qr_url;
    struct report *report = scene->report;
    struct box card = {0};
    int m = scale->margin, column = 2 * scale->gap;
    bool beside = plan->photo.w && plan->photo.h == scale->height;
    if (!url || writing->both)
        return;
    scene->report = NULL; /* once is enough */
    bool spare = !code_side(scene, plan, false, &card);
    scene->report = report;
    int side = code_side(scene, plan, spare, &card);
    if (!side)
        return;
    if (scale->narrow) {
        plan->row_h = side;
        return;
    }
    plan->code_w = card.w + column;
    int photo_w = beside ? plan->photo.w - narrowest(scale, spare) : 0,
        taken = photo_w < plan->code_w ? photo_w : plan->code_w;
    bool start = beside && plan->photo.x == 0;
    plan->photo.w -= taken;
    plan->photo.x += start ? 0 : taken;
    plan->text.w -= plan->code_w - taken;
    plan->text.x += start ? plan->code_w - taken : 0;
    plan->code_x =
        start ? plan->photo.w + column : plan->text.x + plan->text.w + (beside ? m / 2 + scale->gap : column);
}

/* Words come before a picture above them: what they lack, it gives. */
static void lift_words(struct writing *writing, struct plan *plan, bool words) {
    struct scene *scene = writing->scene;
    struct report *report = scene->report;
    bool columns = writing->both && scene->scale.columns;
    if (plan->photo.w < scene->scale.width || plan->code_w || columns)
        return;
    scene->report = NULL; /* of what lacks a translation is spoken when it is drawn */
    fill(writing, false, words ? plan->text.w : 0);
    scene->report = report;
    struct box room = plan->text;
    room.h -= plan->row_h ? plan->row_h + scene->scale.gap : 0;
    int lift = stack_lift(scene, writing->items, ITEMS, room, plan->photo.h);
    plan->photo.h -= lift;
    plan->text.y -= lift;
    plan->text.h += lift;
}

static void put_code(const struct writing *writing, struct plan *plan) {
    struct scene *scene = writing->scene;
    const struct scale *scale = &scene->scale;
    const char *url = scene->request->slide->text.qr_url;
    if (plan->row_h) {
        struct box row = {plan->text.x, plan->text.y + plan->text.h - plan->row_h, plan->text.w, plan->row_h};
        part_qr_row(scene, url, row, writing->colours.strong);
        plan->text.h -= plan->row_h + scale->gap;
    } else if (plan->code_w) {
        int card_w = plan->code_w - 2 * scale->gap,
            side = part_qr_side(scene, url, (struct box){0, 0, card_w, scale->height});
        struct box card = part_qr_card(scene, url, 0, 0, side, false);
        part_qr_card(scene, url, plan->code_x + card.w, plan->text.y + (plan->text.h + card.h) / 2, side,
                     true);
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
    if (slide->text.alarm) {
        text_alarm(scene);
        return;
    }
    bool picture = part_has_picture(scene);
    struct writing writing = {
        .scene = scene,
        .alone = slide->text.body.count == 0,
        .both = scene->second && localized_find(&slide->text.body, scene->second),
        .colours = {theme->ink, theme->muted, part_legible(scene, theme->primary, theme->paper)}};
    if (picture && slide->text.picture_side == SIDE_FULL) {
        put_full(&writing);
        return;
    }
    if (writing.alone && !picture) { /* a statement */
        part_rect(scene, (struct box){0, 0, scale->width, scale->height}, theme->primary, 0);
        writing.colours = (struct colours){theme->on_primary, theme->on_primary, theme->on_primary};
        scene->foot.ground = theme->primary;
        scene->foot.text = theme->on_primary;
    }
    struct plan plan = plan_of(&writing, picture);
    plan_code(&writing, &plan);
    bool words = slide->text.qr_url && !plan.code_w && !plan.row_h;
    lift_words(&writing, &plan, words);
    if (plan.photo.w)
        part_picture(scene, plan.photo);
    put_code(&writing, &plan);
    put_text(&writing, plan.text, words);
}

const struct scene_kind scene_kind_text = {.build = build};
