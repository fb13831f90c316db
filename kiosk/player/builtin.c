#include "player/builtin.h"

/* Where the picture goes. */
struct brush {
    void *context;
    struct box box;
    void (*rect)(void *context, struct box box, uint32_t colour);
};

enum { SKY = 0x16324a, GLOW = 0xe9b98a, WALL = 0x0e2233, LIGHT = 0xffdf9e, GROUND = 0x0a1926 };

/* Boxes are given in thousandths of the width and the height. */
static void fill(const struct brush *brush, int x, int y, int w, int h, uint32_t colour) {
    int left = x * brush->box.w / 1000, right = (x + w) * brush->box.w / 1000;
    int top = y * brush->box.h / 1000, bottom = (y + h) * brush->box.h / 1000;
    brush->rect(brush->context,
                (struct box){brush->box.x + left, brush->box.y + top, right - left, bottom - top}, colour);
}

static void roof(const struct brush *brush, int x, int y, int w, int h, uint32_t colour) {
    int top = y * brush->box.h / 1000, bottom = (y + h) * brush->box.h / 1000;
    int middle = (2 * x + w) * brush->box.w / 2000, half = w * brush->box.w / 2000;
    for (int row = top; row < bottom; row++) {
        int reach = half * (row - top) / (bottom - top > 0 ? bottom - top : 1);
        brush->rect(brush->context,
                    (struct box){brush->box.x + middle - reach, brush->box.y + row, 2 * reach, 1}, colour);
    }
}

static void town_hall(const struct brush *brush) {
    fill(brush, 0, 780, 1000, 220, GROUND);
    fill(brush, 250, 520, 500, 261, WALL);
    fill(brush, 460, 330, 80, 200, WALL);
    roof(brush, 450, 220, 100, 111, WALL);
    roof(brush, 235, 440, 530, 81, WALL);
    fill(brush, 485, 380, 30, 40, LIGHT);
    for (int i = 0; i < 8; i++) {
        fill(brush, 280 + i * 57, 570, 24, 60, LIGHT);
        if (i != 3 && i != 4)
            fill(brush, 280 + i * 57, 680, 24, 60, LIGHT);
    }
    fill(brush, 470, 670, 60, 111, LIGHT);
}

static uint32_t mix(uint32_t a, uint32_t b, int part, int whole) {
    uint32_t out = 0xff000000u;
    for (int shift = 0; shift <= 16; shift += 8) {
        int from = (int)(a >> shift & 255), to = (int)(b >> shift & 255);
        out |= (uint32_t)(from + (to - from) * part / whole) << shift;
    }
    return out;
}

static void paint_rect(void *context, struct box box, uint32_t colour) {
    struct pixels *out = context;
    for (int row = box.y; row < box.y + box.h; row++)
        for (int column = box.x; column < box.x + box.w; column++)
            out->data[(size_t)row * (size_t)out->width + (size_t)column] = 0xff000000u | colour;
}

bool builtin_paint(int width, int height, struct pixels *out) {
    if (!pixels_init(out, width, height))
        return false;
    out->opaque = true;
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
            out->data[(size_t)y * (size_t)width + (size_t)x] = mix(SKY, GLOW, y, height);
    town_hall(&(struct brush){out, {0, 0, width, height}, paint_rect});
    return true;
}

static struct colour colour_of(uint32_t rgb) {
    return (struct colour){(uint8_t)(rgb >> 16), (uint8_t)(rgb >> 8), (uint8_t)rgb, 255};
}

static void list_rect(void *context, struct box box, uint32_t colour) {
    if (box.w > 0 && box.h > 0)
        draw_rect(context, box, colour_of(colour), 0);
}

void builtin_draw(struct draw_list *list, struct box box) {
    int wide = box.h * 5 / 2 < box.w ? box.h * 5 / 2 : box.w; /* a town hall is not a shed */
    struct box middle = {box.x + (box.w - wide) / 2, box.y, wide, box.h};
    int street = box.h * 780 / 1000;
    draw_gradient(list, box, colour_of(SKY), colour_of(GLOW));
    list_rect(list, (struct box){box.x, box.y + street, box.w, box.h - street}, GROUND);
    town_hall(&(struct brush){list, middle, list_rect});
}
