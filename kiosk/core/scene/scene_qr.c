/* QR cards: dark on white whatever the theme, the address below or beside. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "core/scene/scene_findings.h"
#include "core/scene/scene_parts.h"
#include "core/site/counted.h"

static const struct colour white = {255, 255, 255, 255}, black = {17, 17, 17, 255};

enum { ADDRESS_LINES = 3 };

static int readable_px(const struct scene *scene) {
    return scene->scale.small * 8 / 10;
}

/* Does the text fit `width` on at most three lines, at a readable size and without a torn word? */
static bool fits(const struct scene *scene, const char *text, int width) {
    int px = readable_px(scene);
    struct paragraph_style style = {
        .px = px + 1, .weight = WEIGHT_MEDIUM, .language = "en", .max_lines = ADDRESS_LINES};
    struct box room = {0, 0, width, ADDRESS_LINES * 2 * px};
    return paragraph_fit(scene->request->measure, text, room, &style, px - 1) >= px;
}

/* The address as people type it, on at most three lines broken after its "/". One that is too long for that
 * at a readable size would be copied by nobody: then only the host stands there, also a correct address, and
 * the code carries the rest. "www." stays: without it another server may answer, or none. */
static struct stack_item address(struct scene *scene, const char *url, int width, struct colour colour,
                                 int max_px, char text[ADDRESS_BYTES]) {
    char readable[600];
    struct stack_item item = {.text = text,
                              .language = "en",
                              .weight = WEIGHT_MEDIUM,
                              .colour = colour,
                              .max_px = max_px,
                              .min_px = readable_px(scene),
                              .leading = 1.2,
                              .align = ALIGN_CENTRE,
                              .address = true};
    text_isolate(qr_readable(url, readable, sizeof readable), text, ADDRESS_BYTES);
    char *slash = strchr(readable, '/');
    if (slash && !fits(scene, text, width)) {
        part_report(scene, FOUND_ADDRESS_CUT, readable);
        *slash = '\0';
        text_isolate(readable, text, ADDRESS_BYTES);
    }
    return item;
}

/* The code at the start of `box`, as large as whole px for each module allow; returns its side. */
static int code(struct scene *scene, const struct qr *qr, struct box box, int side) {
    int module = side / qr->side > 1 ? side / qr->side : 1, px = module * qr->side;
    struct box at = {box.x, box.y + (box.h - px) / 2, px, px};
    part_rect(scene, at, white, scene->scale.gap / 4);
    if (scene->rtl)
        at.x = scene->request->width - at.x - at.w;
    draw_modules(scene->list, at, qr->side, qr->bits, black);
    return px;
}

static bool init_counted(const struct scene *scene, const char *url, struct qr *qr) {
    const struct scene_request *request = scene->request;
    char counted[COUNTED_BYTES];
    return qr_init(qr, request->slide ? counted_address(request->site, request->screen, COUNTED_IN_SLIDE,
                                                        request->slide->id, url, counted)
                                      : url);
}

static bool make(struct scene *scene, const char *url, struct qr *qr) {
    if (init_counted(scene, url, qr))
        return true;
    if (errno == ENOMEM)
        scene->list->overflow = true;
    else
        part_report(scene, FOUND_ADDRESS_NO_CODE, url);
    return false;
}

static int side_of(const struct scene *scene, const struct qr *qr, struct box room) {
    int modules = qr->side - 2 * QR_QUIET, side = (scene->scale.code + modules - 1) / modules * qr->side;
    return side <= room.w && side <= room.h ? side : 0;
}

int part_qr_side(struct scene *scene, const char *url, struct box room) {
    struct qr qr;
    if (!make(scene, url, &qr))
        return 0;
    int side = side_of(scene, &qr, room);
    qr_finish(&qr);
    return side;
}

struct stack_item part_qr_words(struct scene *scene, const char *url, int width, struct colour colour,
                                char text[ADDRESS_BYTES]) {
    struct stack_item item = address(scene, url, width, colour, scene->scale.body_min * 85 / 100, text);
    item.align = ALIGN_START;
    item.before = 0.8;
    return item;
}

struct box part_qr_card(struct scene *scene, const char *url, int right, int bottom, int side, bool draw) {
    struct qr qr;
    if (!make(scene, url, &qr))
        return (struct box){0};
    char text[ADDRESS_BYTES];
    int module = side / qr.side > 1 ? side / qr.side : 1, px = module * qr.side, pad = module * QR_QUIET / 2;
    char whole[ADDRESS_BYTES];
    text_isolate(qr_readable(url, text, sizeof text), whole, sizeof whole);
    int width = fits(scene, whole, px - pad) ? px : px * 14 / 10;
    struct report *report = scene->report;
    scene->report = draw ? report : NULL; /* once is enough */
    struct stack_item item = address(scene, url, width - pad, black, scene->scale.small, text);
    int height = stack_fit(scene, &item, 1, width - pad, px / 2);
    scene->report = report;
    struct box card = {right - width, bottom - px - height - pad, width, px + height + pad};
    if (draw) {
        part_rect(scene, card, white, scene->scale.gap / 4);
        code(scene, &qr, (struct box){card.x + (width - px) / 2, card.y, px, px}, px);
        stack_draw(scene, &item, 1,
                   (struct box){card.x + pad / 2, card.y + px - pad / 2, width - pad, height}, VALIGN_TOP);
    }
    qr_finish(&qr);
    return card;
}

void part_qr_row(struct scene *scene, const char *url, struct box box, struct colour text) {
    struct qr qr;
    if (!make(scene, url, &qr))
        return;
    const struct scale *scale = &scene->scale;
    int px = code(scene, &qr, box, box.h), gap = scale->gap;
    char printed[ADDRESS_BYTES];
    int width = box.w - px - gap;
    struct stack_item item = address(scene, url, width, text, scale->body_min * 85 / 100, printed);
    item.align = ALIGN_START;
    stack_put(scene, &item, 1, (struct box){box.x + px + gap, box.y, width, box.h}, VALIGN_MIDDLE);
    qr_finish(&qr);
}

bool part_link_row(struct scene *scene, const char *url, struct box box, struct colour text) {
    struct qr qr;
    char readable[600], host[ADDRESS_BYTES], path[ADDRESS_BYTES] = "";
    const struct scale *scale = &scene->scale;
    qr_readable(url, readable, sizeof readable);
    char *slash = readable + strcspn(readable, "/?#");
    if (*slash)
        text_isolate(slash, path, sizeof path);
    *slash = '\0';
    text_isolate(readable, host, sizeof host);
    if (!init_counted(scene, url, &qr))
        return false;
    int side = side_of(scene, &qr, (struct box){0, 0, box.w / 2, box.h});
    int x = side ? side + scale->gap : 0, width = box.w - x;
    if (part_measure(scene, host, scale->small, WEIGHT_BOLD, "en").width > width) {
        qr_finish(&qr);
        return false;
    }
    struct stack_item items[] = {{.text = host,
                                  .language = "en",
                                  .weight = WEIGHT_BOLD,
                                  .colour = text,
                                  .max_px = scale->body_min,
                                  .min_px = scale->small,
                                  .address = true},
                                 {.text = path,
                                  .language = "en",
                                  .weight = WEIGHT_MEDIUM,
                                  .colour = text,
                                  .max_px = readable_px(scene),
                                  .min_px = readable_px(scene),
                                  .before = 0.2,
                                  .address = true}};
    bool whole = *path && fits(scene, path, width);
    if (side)
        code(scene, &qr, box, side);
    stack_put(scene, items, whole ? 2 : 1, (struct box){box.x + x, box.y, width, box.h},
              side ? VALIGN_MIDDLE : VALIGN_BOTTOM);
    qr_finish(&qr);
    return true;
}
