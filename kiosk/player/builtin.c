#include "player/builtin.h"

static uint32_t mix(uint32_t a, uint32_t b, int part, int whole) {
    uint32_t out = 0xff000000u;
    for (int shift = 0; shift <= 16; shift += 8) {
        int from = (int)(a >> shift & 255), to = (int)(b >> shift & 255);
        out |= (uint32_t)(from + (to - from) * part / whole) << shift;
    }
    return out;
}

/* Boxes are given in thousandths of the width and the height. */
static void fill(struct pixels *out, int x, int y, int w, int h, uint32_t colour) {
    int left = x * out->width / 1000, right = (x + w) * out->width / 1000;
    int top = y * out->height / 1000, bottom = (y + h) * out->height / 1000;
    for (int row = top; row < bottom; row++)
        for (int column = left; column < right; column++)
            out->data[(size_t)row * (size_t)out->width + (size_t)column] = colour;
}

static void roof(struct pixels *out, int x, int y, int w, int h, uint32_t colour) {
    int top = y * out->height / 1000, bottom = (y + h) * out->height / 1000;
    int middle = (2 * x + w) * out->width / 2000, half = w * out->width / 2000;
    for (int row = top; row < bottom; row++) {
        int reach = half * (row - top) / (bottom - top > 0 ? bottom - top : 1);
        for (int column = middle - reach; column < middle + reach; column++)
            out->data[(size_t)row * (size_t)out->width + (size_t)column] = colour;
    }
}

bool builtin_paint(int width, int height, struct pixels *out) {
    static const uint32_t sky = 0x16324a, glow = 0xe9b98a, wall = 0x0e2233, light = 0xffdf9e,
                          ground = 0x0a1926;
    if (!pixels_init(out, width, height))
        return false;
    out->opaque = true;
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
            out->data[(size_t)y * (size_t)width + (size_t)x] = mix(sky, glow, y, height);
    fill(out, 0, 780, 1000, 220, 0xff000000u | ground);
    fill(out, 250, 520, 500, 261, 0xff000000u | wall);
    fill(out, 460, 330, 80, 200, 0xff000000u | wall);
    roof(out, 450, 220, 100, 111, 0xff000000u | wall);
    roof(out, 235, 440, 530, 81, 0xff000000u | wall);
    fill(out, 485, 380, 30, 40, 0xff000000u | light);
    for (int i = 0; i < 8; i++) {
        fill(out, 280 + i * 57, 570, 24, 60, 0xff000000u | light);
        if (i != 3 && i != 4)
            fill(out, 280 + i * 57, 680, 24, 60, 0xff000000u | light);
    }
    fill(out, 470, 670, 60, 111, 0xff000000u | light);
    return true;
}
