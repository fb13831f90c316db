/* QR cards: dark on white whatever the theme, the address below or beside. */
#include <stdio.h>
#include <string.h>

#include "core/scene_parts.h"

static const struct colour white = {255, 255, 255, 255}, black = {17, 17, 17, 255};

/* An address has no spaces to break at: when one line is too small to read, it breaks after its "/". */
static void broken(const char *url, char *out, size_t size) {
    char readable[600];
    qr_readable(url, readable, sizeof readable);
    char *slash = strchr(readable, '/');
    char lines[640];
    if (slash && slash[1])
        snprintf(lines, sizeof lines, "%.*s\n%s", (int)(slash + 1 - readable), readable, slash + 1);
    else
        snprintf(lines, sizeof lines, "%s", readable);
    text_isolate(lines, out, size);
}

static struct stack_item address(struct scene *scene, const char *url, int width, struct colour colour,
                                 char *text, size_t size) {
    char readable[600];
    int px = scene->scale.small;
    text_isolate(qr_readable(url, readable, sizeof readable), text, size);
    if (part_measure(scene, text, px * 4 / 5, WEIGHT_MEDIUM, "en").width > width)
        broken(url, text, size);
    return (struct stack_item){.text = text,
                               .language = "en",
                               .weight = WEIGHT_MEDIUM,
                               .colour = colour,
                               .max_px = px,
                               .min_px = px * 3 / 5,
                               .leading = 1.15,
                               .align = ALIGN_CENTRE,
                               .address = true};
}

/* The modules as large as fit `side`, centred at the top of `box`; returns the height used. */
static int code(struct scene *scene, const struct qr *qr, struct box box, int side) {
    int module = side / qr->side > 1 ? side / qr->side : 1, px = module * qr->side;
    struct box at = {box.x + (box.w - px) / 2, box.y, px, px};
    part_rect(scene, at, white, 0);
    if (scene->rtl)
        at.x = scene->request->width - at.x - at.w;
    draw_modules(scene->list, at, qr->side, qr->bits, black);
    return px;
}

struct box part_qr_card(struct scene *scene, const char *url, int right, int bottom, int side, bool draw) {
    struct qr qr;
    if (!qr_init(&qr, url)) {
        part_report(scene, "the address is too long for a QR code: %.80s", url);
        return (struct box){0};
    }
    char text[700];
    int module = side / qr.side > 1 ? side / qr.side : 1, px = module * qr.side, pad = module * QR_QUIET / 2;
    struct stack_item item = address(scene, url, px - pad, black, text, sizeof text);
    int height = stack_fit(scene, &item, 1, px - pad, px / 2);
    struct box card = {right - px, bottom - px - height - pad, px, px + height + pad};
    if (draw) {
        part_rect(scene, card, white, 0);
        code(scene, &qr, card, px);
        stack_draw(scene, &item, 1, (struct box){card.x + pad / 2, card.y + px, px - pad, height},
                   VALIGN_TOP);
    }
    qr_finish(&qr);
    return card;
}

void part_qr_row(struct scene *scene, const char *url, struct box box, struct colour text) {
    struct qr qr;
    if (!qr_init(&qr, url)) {
        part_report(scene, "the address is too long for a QR code: %.80s", url);
        return;
    }
    int px = code(scene, &qr, (struct box){box.x, box.y, box.h, box.h}, box.h), gap = scene->scale.gap;
    char printed[700];
    int width = box.w - box.h - gap;
    struct stack_item item = address(scene, url, width, text, printed, sizeof printed);
    item.align = ALIGN_START;
    stack_put(scene, &item, 1, (struct box){box.x + box.h + gap, box.y, width, px}, VALIGN_MIDDLE);
    qr_finish(&qr);
}
