#include "stage/blit.h"

#include <string.h>

static struct box inside(struct box a, struct box b) {
    int left = a.x > b.x ? a.x : b.x, top = a.y > b.y ? a.y : b.y;
    int right = a.x + a.w < b.x + b.w ? a.x + a.w : b.x + b.w;
    int bottom = a.y + a.h < b.y + b.h ? a.y + a.h : b.y + b.h;
    return (struct box){left, top, right > left ? right - left : 0, bottom > top ? bottom - top : 0};
}

static struct box visible(const struct blit_target *target, struct box box, struct box clip) {
    return inside(inside(box, clip), (struct box){0, 0, target->width, target->height});
}

static uint32_t *row_of(const struct blit_target *target, struct box area, int row) {
    return target->data + (size_t)(area.y + row) * target->stride + area.x;
}

static size_t offset_of(const struct pixels *source, struct box area, int row, int x, int y) {
    return (size_t)(area.y - y + row) * (size_t)source->width + (size_t)(area.x - x);
}

void blit_copy(const struct blit_target *target, const struct pixels *source, int x, int y, struct box clip) {
    struct box area = visible(target, (struct box){x, y, source->width, source->height}, clip);
    for (int row = 0; row < area.h; row++)
        memcpy(row_of(target, area, row), source->data + offset_of(source, area, row, x, y),
               (size_t)area.w * 4);
}

/* Byte by byte in 16 bits, which compilers turn into vector code. */
static void mix_row(uint8_t *restrict to, const uint8_t *restrict below, const uint8_t *restrict above,
                    size_t count, uint16_t part) {
    uint16_t rest = (uint16_t)(256 - part);
    for (size_t i = 0; i < count; i++)
        to[i] = (uint8_t)((uint16_t)((uint16_t)(below[i] * rest) + (uint16_t)(above[i] * part) + 128) >> 8);
}

void blit_mix(const struct blit_target *target, const struct pixels *below, const struct pixels *above,
              int part, int x, int y, struct box clip) {
    struct box area = visible(target, (struct box){x, y, below->width, below->height}, clip);
    for (int row = 0; row < area.h; row++) {
        size_t at = offset_of(below, area, row, x, y);
        mix_row((uint8_t *)row_of(target, area, row), (const uint8_t *)(below->data + at),
                (const uint8_t *)(above->data + at), (size_t)area.w * 4, (uint16_t)part);
    }
}

static uint32_t over(uint32_t below, uint32_t above, uint32_t alpha, int shift) {
    uint32_t mixed = (below >> shift & 0xff) * (255 - alpha) + (above >> shift & 0xff) * alpha;
    return (mixed + 127) / 255 << shift;
}

void blit_blend(const struct blit_target *target, const struct pixels *source, int x, int y) {
    struct box whole = {x, y, source->width, source->height}, area = visible(target, whole, whole);
    for (int row = 0; row < area.h; row++) {
        uint32_t *to = row_of(target, area, row);
        const uint32_t *from = source->data + offset_of(source, area, row, x, y);
        for (int i = 0; i < area.w; i++) {
            uint32_t alpha = from[i] >> 24;
            to[i] = (to[i] & 0xff000000u) | over(to[i], from[i], alpha, 16) | over(to[i], from[i], alpha, 8) |
                    over(to[i], from[i], alpha, 0);
        }
    }
}

void blit_fill(const struct blit_target *target, struct box box, uint32_t colour) {
    struct box area = visible(target, box, box);
    for (int row = 0; row < area.h; row++) {
        uint32_t *to = row_of(target, area, row);
        for (int i = 0; i < area.w; i++)
            to[i] = colour;
    }
}
