/* Scaling, on whole pictures. */
#include <math.h>
#include <pixman.h>
#include <stdlib.h>
#include <string.h>

#include "core/draw/pixels_parts.h"

/* pixman works on premultiplied alpha: the colour of transparent pixels must not bleed into the edges. */
static uint32_t premultiply(uint32_t p) {
    uint32_t a = p >> 24;
    if (a == 255) /* as nearly all are */
        return p;
    uint32_t r = ((p >> 16 & 255) * a + 127) / 255, g = ((p >> 8 & 255) * a + 127) / 255;
    uint32_t b = ((p & 255) * a + 127) / 255;
    return a << 24 | r << 16 | g << 8 | b;
}

static uint32_t straight_channel(uint32_t value, uint32_t a) {
    uint32_t result = (value * 255 + a / 2) / a;
    return result > 255 ? 255 : result;
}

static uint32_t unpremultiply(uint32_t p) {
    uint32_t a = p >> 24;
    if (a == 255 || a == 0)
        return a == 0 ? 0 : p;
    return a << 24 | straight_channel(p >> 16 & 255, a) << 16 | straight_channel(p >> 8 & 255, a) << 8 |
           straight_channel(p & 255, a);
}

/* A box filter of exactly `ratio` source px a side where shrinking, a linear one where enlarging. */
static bool set_filter(pixman_image_t *image, double ratio_x, double ratio_y) {
    if (ratio_x <= 1 && ratio_y <= 1)
        return pixman_image_set_filter(image, PIXMAN_FILTER_BILINEAR, NULL, 0);
    int count = 0;
    bool smaller_x = ratio_x > 1, smaller_y = ratio_y > 1;
    pixman_fixed_t *values = pixman_filter_create_separable_convolution(
        &count, pixman_double_to_fixed(smaller_x ? ratio_x : 1),
        pixman_double_to_fixed(smaller_y ? ratio_y : 1),
        smaller_x ? PIXMAN_KERNEL_IMPULSE : PIXMAN_KERNEL_LINEAR,
        smaller_y ? PIXMAN_KERNEL_IMPULSE : PIXMAN_KERNEL_LINEAR,
        smaller_x ? PIXMAN_KERNEL_BOX : PIXMAN_KERNEL_IMPULSE,
        smaller_y ? PIXMAN_KERNEL_BOX : PIXMAN_KERNEL_IMPULSE, 4, 4);
    if (values == NULL)
        return false;
    bool done = pixman_image_set_filter(image, PIXMAN_FILTER_SEPARABLE_CONVOLUTION, values, count);
    free(values);
    return done;
}

static pixman_image_t *image_over(const struct pixels *pixels) {
    return pixman_image_create_bits(pixels->opaque ? PIXMAN_x8r8g8b8 : PIXMAN_a8r8g8b8, pixels->width,
                                    pixels->height, pixels->data, pixels->width * 4);
}

bool pixels_resample(const struct pixels *source, double x, double y, double ratio_x, double ratio_y,
                     int first_row, const struct pixels *target) {
    if (ratio_x >= 1 && ratio_y >= 1)
        return pixels_average(source, x, y, ratio_x, ratio_y, first_row, target);
    pixman_image_t *from = image_over(source);
    pixman_image_t *to = image_over(target);
    struct pixman_f_transform exact;
    struct pixman_transform transform;
    pixman_f_transform_init_scale(&exact, ratio_x, ratio_y);
    exact.m[0][2] = x;
    exact.m[1][2] = y;
    bool done = from != NULL && to != NULL && pixman_transform_from_pixman_f_transform(&transform, &exact) &&
                pixman_image_set_transform(from, &transform) && set_filter(from, ratio_x, ratio_y);
    if (done) {
        pixman_image_set_repeat(from, PIXMAN_REPEAT_PAD);
        pixman_image_composite32(PIXMAN_OP_SRC, from, NULL, to, 0, first_row, 0, 0, 0, 0, target->width,
                                 target->height);
    }
    if (from != NULL)
        pixman_image_unref(from);
    if (to != NULL)
        pixman_image_unref(to);
    return done;
}

void pixels_premultiply(struct pixels *pixels) {
    size_t count = (size_t)pixels->width * (size_t)pixels->height;
    for (size_t i = 0; i < count; i++)
        pixels->data[i] = premultiply(pixels->data[i]);
}

void pixels_unpremultiply(struct pixels *pixels) {
    size_t count = (size_t)pixels->width * (size_t)pixels->height;
    for (size_t i = 0; i < count; i++)
        pixels->data[i] = unpremultiply(pixels->data[i]);
}

static bool copy_premultiplied(const struct pixels *source, struct pixels *out) {
    if (!pixels_alloc(out, source->width, source->height))
        return false;
    memcpy(out->data, source->data, (size_t)source->width * (size_t)source->height * sizeof *out->data);
    pixels_premultiply(out);
    return true;
}

/* Same size, whole px: only the part is copied. */
static bool crop(const struct pixels *source, int x, int y, struct pixels *result) {
    if (x < 0 || y < 0 || x + result->width > source->width || y + result->height > source->height)
        return false;
    for (int row = 0; row < result->height; row++)
        memcpy(result->data + (size_t)row * (size_t)result->width,
               source->data + (size_t)(y + row) * (size_t)source->width + x, (size_t)result->width * 4);
    return true;
}

static bool whole(double value) {
    return fabs(value - nearbyint(value)) < 1e-9;
}

bool pixels_only_cut(double x, double y, double ratio_x, double ratio_y) {
    return fabs(ratio_x - 1) < 1e-9 && fabs(ratio_y - 1) < 1e-9 && whole(x) && whole(y);
}

bool pixels_scale(const struct pixels *source, const struct pixels_part *part, int to_width, int to_height,
                  struct pixels *out) {
    double x = part->x, y = part->y, w = part->w, h = part->h;
    struct pixels result = {0}, premultiplied = {0};
    if (!(w > 0 && h > 0 && isfinite(w + h + x + y)) || !pixels_init(&result, to_width, to_height))
        return false;
    result.opaque = source->opaque;
    double ratio_x = w / to_width, ratio_y = h / to_height;
    bool done = pixels_only_cut(x, y, ratio_x, ratio_y) &&
                crop(source, (int)nearbyint(x), (int)nearbyint(y), &result);
    if (!done && source->opaque) {
        done = pixels_resample(source, x, y, ratio_x, ratio_y, 0, &result);
        if (done)
            pixels_force_opaque(&result);
    } else if (!done) {
        done = copy_premultiplied(source, &premultiplied) &&
               pixels_resample(&premultiplied, x, y, ratio_x, ratio_y, 0, &result);
        if (done)
            pixels_unpremultiply(&result);
    }
    pixels_finish(&premultiplied);
    if (!done) {
        pixels_finish(&result);
        return false;
    }
    *out = result;
    return true;
}
