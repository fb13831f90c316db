#include "intake/picture_rows.h"

#include <stdlib.h>
#include <string.h>

enum { CHANNELS = 4 };

bool picture_rows_init(struct picture_rows *rows, int width, int height, int orientation,
                       struct pixels *out) {
    bool turned = orientation >= 5;
    *rows = (struct picture_rows){
        .out = out, .orientation = orientation, .width = width, .height = height, .all = 0xFF000000};
    return pixels_init(out, turned ? height : width, turned ? width : height);
}

bool picture_rows_begin(struct picture_rows *rows, int source_width, int source_height) {
    rows->source_width = source_width;
    rows->source_height = source_height;
    rows->sums = calloc((size_t)rows->width * CHANNELS, sizeof *rows->sums);
    rows->line = calloc((size_t)rows->width * CHANNELS, sizeof *rows->line);
    return rows->sums && rows->line && source_width >= rows->width && source_height >= rows->height;
}

/* Where the pixel (x, y) as stored stands in the upright picture, for EXIF orientations 1–8. */
static uint32_t *upright(const struct picture_rows *rows, int x, int y) {
    int o = rows->orientation, w = rows->width, h = rows->height;
    int u = o == 2 || o == 3 || o == 7 || o == 8 ? w - 1 - x : x;
    int v = o == 3 || o == 4 || o == 6 || o == 7 ? h - 1 - y : y;
    size_t at = o >= 5 ? (size_t)u * (size_t)h + (size_t)v : (size_t)v * (size_t)w + (size_t)u;
    return rows->out->data + at;
}

static void give(struct picture_rows *rows, int x, uint32_t pixel) {
    *upright(rows, x, rows->done) = pixel;
    rows->all &= pixel;
}

/* The colour is the average of what can be seen of it. */
static uint32_t pixel_of(const float *sums, float area) {
    float alpha = sums[3] / area;
    uint32_t a = (uint32_t)(alpha + 0.5F), pixel = (a > 255 ? 255 : a) << 24;
    for (int c = 0; c < 3 && a > 0; c++) {
        uint32_t value = (uint32_t)(sums[c] / sums[3] + 0.5F);
        pixel |= (value > 255 ? 255 : value) << (8 * c);
    }
    return pixel;
}

static void add(float *sums, uint32_t pixel, float weight) {
    float alpha = (float)(pixel >> 24) * weight;
    sums[0] += (float)(pixel & 255) * alpha;
    sums[1] += (float)(pixel >> 8 & 255) * alpha;
    sums[2] += (float)(pixel >> 16 & 255) * alpha;
    sums[3] += alpha;
}

/* One source row, made narrower: each px of the result has the sum over its part of the row. */
static void narrow(struct picture_rows *rows, const uint32_t *row) {
    double ratio = (double)rows->source_width / rows->width;
    memset(rows->line, 0, (size_t)rows->width * CHANNELS * sizeof *rows->line);
    for (int x = 0; x < rows->width; x++) {
        double begin = x * ratio, end = x + 1 == rows->width ? rows->source_width : (x + 1) * ratio;
        for (int at = (int)begin; at < end && at < rows->source_width; at++) {
            double from = at < begin ? begin : at, to = at + 1 > end ? end : at + 1;
            add(rows->line + (size_t)x * CHANNELS, row[at], (float)(to - from));
        }
    }
}

static void add_line(struct picture_rows *rows, float weight) {
    for (int i = 0; i < rows->width * CHANNELS; i++)
        rows->sums[i] += rows->line[i] * weight;
}

void picture_rows_put(struct picture_rows *rows, const uint32_t *row) {
    if (rows->done >= rows->height || rows->row >= rows->source_height)
        return;
    if (rows->source_width == rows->width && rows->source_height == rows->height) {
        for (int x = 0; x < rows->width; x++)
            give(rows, x, row[x]);
        rows->done = ++rows->row;
        return;
    }
    double ratio = (double)rows->source_height / rows->height, top = rows->row, bottom = top + 1;
    float area = (float)((double)rows->source_width / rows->width * ratio);
    narrow(rows, row);
    rows->row++;
    while (rows->done < rows->height) {
        bool last = rows->done + 1 == rows->height;
        double end = last ? rows->source_height : (rows->done + 1) * ratio;
        add_line(rows, (float)((bottom < end ? bottom : end) - top));
        if (bottom < end)
            return;
        for (int x = 0; x < rows->width; x++)
            give(rows, x, pixel_of(rows->sums + (size_t)x * CHANNELS, area));
        memset(rows->sums, 0, (size_t)rows->width * CHANNELS * sizeof *rows->sums);
        rows->done++;
        top = end;
        if (top >= bottom)
            return;
    }
}

bool picture_rows_finish(struct picture_rows *rows) {
    free(rows->sums);
    free(rows->line);
    rows->sums = rows->line = NULL;
    rows->out->opaque = rows->all == 0xFF000000;
    return rows->row == rows->source_height && rows->done == rows->height;
}
