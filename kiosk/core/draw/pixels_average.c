/* Making pictures smaller by area average: each px of the result is what its area of the source has on
 * average. In whole numbers, and rows before columns, so that compilers make vectors of it: four times as
 * fast as pixman's convolution, which a visitor would wait for. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/draw/pixels_parts.h"

/* Positions are in 1/65536 px; the weights of what one px is made of sum up to 256, so that 8 bits times
 * weights fit 16 bits. */
enum { ONE = 65536, WEIGHTS_SUM = 256, CHANNELS = 4 };

/* Along one side: px number n of the result covers the source from start + n × ratio for `ratio` px. */
struct axis {
    int64_t start;
    double ratio;
    int length; /* of the source */
};
struct span {
    int64_t begin, end;
    int first, count; /* px it touches */
};

static struct axis axis_of(double start, double ratio, int length) {
    return (struct axis){llround(start * ONE), ratio, length};
}

static int64_t edge(const struct axis *axis, int n) {
    return axis->start + llround(n * axis->ratio * ONE);
}

/* What lies outside the source does not count. */
static struct span span_of(const struct axis *axis, int n) {
    int64_t begin = edge(axis, n), end = edge(axis, n + 1), last = (int64_t)axis->length * ONE;
    begin = begin < 0 ? 0 : begin > last - 1 ? last - 1 : begin;
    end = end > last ? last : end <= begin ? begin + 1 : end;
    int first = (int)(begin / ONE);
    return (struct span){begin, end, first, (int)((end - 1) / ONE) - first + 1};
}

static void weigh(const struct span *span, uint16_t *weights) {
    int64_t length = span->end - span->begin;
    int before = 0;
    for (int i = 0; i < span->count; i++) {
        int64_t to = (int64_t)(span->first + i + 1) * ONE;
        int upto =
            (int)((((to < span->end ? to : span->end) - span->begin) * WEIGHTS_SUM + length / 2) / length);
        weights[i] = (uint16_t)(upto - before);
        before = upto;
    }
}

static void add_row(uint16_t *restrict sums, const uint8_t *restrict row, int count, uint16_t weight) {
    for (int i = 0; i < count; i++)
        sums[i] = (uint16_t)(sums[i] + row[i] * weight);
}

static void put_pixel(const uint16_t *sums, const uint16_t *weights, int count, uint8_t *out) {
    uint32_t sum[CHANNELS] = {0};
    for (int i = 0; i < count; i++)
        for (int c = 0; c < CHANNELS; c++)
            sum[c] += (uint32_t)sums[i * CHANNELS + c] * weights[i];
    for (int c = 0; c < CHANNELS; c++)
        out[c] = (uint8_t)((sum[c] + (1u << 15)) >> 16);
}

/* The spans of all columns and their weights, one after the other. */
struct columns {
    struct span *spans;
    uint16_t *weights;
    int first, end; /* columns of the source that are needed */
};

static bool columns_init(struct columns *columns, const struct axis *axis, int count) {
    columns->first = span_of(axis, 0).first;
    struct span last = span_of(axis, count - 1);
    columns->end = last.first + last.count;
    columns->spans = calloc((size_t)count, sizeof *columns->spans);
    columns->weights = calloc((size_t)(columns->end - columns->first) + 2 * (size_t)count, sizeof(uint16_t));
    if (!columns->spans || !columns->weights)
        return false;
    uint16_t *next = columns->weights;
    for (int n = 0; n < count; n++) {
        columns->spans[n] = span_of(axis, n);
        weigh(&columns->spans[n], next);
        next += columns->spans[n].count;
    }
    return true;
}

bool pixels_average(const struct pixels *source, double x, double y, double ratio_x, double ratio_y,
                    int first_row, const struct pixels *target) {
    struct axis across = axis_of(x, ratio_x, source->width), down = axis_of(y, ratio_y, source->height);
    struct columns columns = {0};
    bool fine = columns_init(&columns, &across, target->width);
    int width = columns.end - columns.first;
    uint16_t *sums = fine ? malloc((size_t)width * CHANNELS * sizeof *sums) : NULL;
    uint16_t *heights = calloc((size_t)source->height, sizeof *heights);
    fine = sums && heights;
    for (int row = 0; fine && row < target->height; row++) {
        struct span rows = span_of(&down, first_row + row);
        weigh(&rows, heights);
        memset(sums, 0, (size_t)width * CHANNELS * sizeof *sums);
        for (int i = 0; i < rows.count; i++) {
            const uint32_t *from =
                source->data + (size_t)(rows.first + i) * (size_t)source->width + columns.first;
            add_row(sums, (const uint8_t *)from, width * CHANNELS, heights[i]);
        }
        uint8_t *out = (uint8_t *)(target->data + (size_t)row * (size_t)target->width);
        const uint16_t *weights = columns.weights;
        for (int n = 0; n < target->width; n++) {
            const struct span *span = &columns.spans[n];
            put_pixel(sums + (span->first - columns.first) * CHANNELS, weights, span->count,
                      out + n * CHANNELS);
            weights += span->count;
        }
    }
    free(columns.spans);
    free(columns.weights);
    free(sums);
    free(heights);
    return fine;
}
