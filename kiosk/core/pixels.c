#include "core/pixels.h"

#include <math.h>
#include <pixman.h>
#include <stdlib.h>
#include <string.h>
#include <zstd.h>

enum { VERSION = 1, LEVEL = 3 };

static bool size_allowed(int64_t width, int64_t height) {
    return width > 0 && height > 0 && width <= PIXELS_SIDE_MAX && height <= PIXELS_SIDE_MAX &&
           width * height <= PIXELS_COUNT_MAX;
}

bool pixels_init(struct pixels *pixels, int width, int height) {
    if (!size_allowed(width, height))
        return false;
    uint32_t *data = calloc((size_t)width * (size_t)height, sizeof(*data));
    if (data == NULL)
        return false;
    *pixels = (struct pixels){.width = width, .height = height, .data = data};
    return true;
}

static size_t bytes_of(const struct pixels *pixels) {
    return (size_t)pixels->width * (size_t)pixels->height * sizeof(*pixels->data);
}

bool pixels_alloc(struct pixels *pixels, int width, int height) {
    struct pixels made = {.width = width, .height = height};
    if (!size_allowed(width, height) || (made.data = malloc(bytes_of(&made))) == NULL)
        return false;
    *pixels = made;
    return true;
}

bool pixels_adopt(struct pixels *pixels, int width, int height, void *data,
                  void (*release)(void *data, size_t bytes)) {
    if (!size_allowed(width, height))
        return false;
    *pixels = (struct pixels){.width = width, .height = height, .data = data, .release = release};
    return true;
}

void pixels_finish(struct pixels *pixels) {
    if (pixels == NULL)
        return;
    if (pixels->release != NULL)
        pixels->release(pixels->data, bytes_of(pixels));
    else
        free(pixels->data);
    *pixels = (struct pixels){0};
}

static uint32_t get32(const uint8_t *at) {
    return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

static void put32(uint8_t *at, uint32_t value) {
    for (int i = 0; i < 4; i++)
        at[i] = (uint8_t)(value >> (8 * i));
}

/* The zstd frame says the same size as the header, so nothing is allocated on the word of one alone. */
static bool check_body(const uint8_t *bytes, size_t size, uint64_t expected, struct fail *fail) {
    uint64_t body = get32(bytes + 20) | (uint64_t)get32(bytes + 24) << 32;
    if (body != size - PIXELS_HEADER)
        return fail_set(fail, "picture is cut off: %zu bytes follow the header instead of %llu",
                        size - PIXELS_HEADER, (unsigned long long)body);
    if (ZSTD_getFrameContentSize(bytes + PIXELS_HEADER, size - PIXELS_HEADER) != expected)
        return fail_set(fail, "picture data does not have the size its header says");
    return true;
}

bool pixels_peek(const void *bytes, size_t size, int *width, int *height, bool *opaque, struct fail *fail) {
    const uint8_t *at = bytes;
    if (size < PIXELS_HEADER || memcmp(at, "KPIC", 4) != 0)
        return fail_set(fail, "not a prepared picture (no KPIC header)");
    if (get32(at + 4) != VERSION)
        return fail_set(fail, "prepared picture of version %u; this program reads version %d", get32(at + 4),
                        VERSION);
    uint32_t w = get32(at + 8), h = get32(at + 12), flag = get32(at + 16);
    if (!size_allowed(w, h) || flag > 1)
        return fail_set(fail, "prepared picture with an impossible size of %u × %u", w, h);
    *width = (int)w;
    *height = (int)h;
    *opaque = flag == 1;
    return true;
}

static void fix_byte_order(struct pixels *pixels) {
    const uint32_t probe = 1;
    if (*(const uint8_t *)&probe == 1)
        return;
    size_t count = (size_t)pixels->width * (size_t)pixels->height;
    for (size_t i = 0; i < count; i++)
        pixels->data[i] = __builtin_bswap32(pixels->data[i]);
}

static void force_opaque(struct pixels *pixels) {
    size_t count = (size_t)pixels->width * (size_t)pixels->height;
    for (size_t i = 0; i < count; i++)
        pixels->data[i] |= 0xff000000U;
}

bool pixels_decode_into(const void *bytes, size_t size, struct pixels *target, struct fail *fail) {
    int width, height;
    if (!pixels_peek(bytes, size, &width, &height, &target->opaque, fail))
        return false;
    size_t expected = bytes_of(target);
    if (width != target->width || height != target->height)
        return fail_set(fail, "picture of %d × %d px where one of %d × %d was expected", width, height,
                        target->width, target->height);
    if (!check_body(bytes, size, expected, fail))
        return false;
    size_t got =
        ZSTD_decompress(target->data, expected, (const uint8_t *)bytes + PIXELS_HEADER, size - PIXELS_HEADER);
    if (ZSTD_isError(got) || got != expected)
        return fail_set(fail, "picture data is damaged: %s",
                        ZSTD_isError(got) ? ZSTD_getErrorName(got) : "too short");
    fix_byte_order(target);
    if (target->opaque)
        force_opaque(target); /* the painter copies opaque pictures without looking at alpha */
    return true;
}

bool pixels_decode(const void *bytes, size_t size, struct pixels *out, struct fail *fail) {
    int width, height;
    bool opaque;
    struct pixels made = {0};
    if (!pixels_peek(bytes, size, &width, &height, &opaque, fail) ||
        !check_body(bytes, size, (uint64_t)width * (uint64_t)height * 4, fail))
        return false;
    if (!pixels_alloc(&made, width, height))
        return fail_set(fail, "out of memory for a picture of %d × %d", width, height);
    if (!pixels_decode_into(bytes, size, &made, fail)) {
        pixels_finish(&made);
        return false;
    }
    *out = made;
    return true;
}

/* As a frame with a checksum, so that a picture that rots on the disk is refused instead of shown. */
static size_t compress(void *to, size_t room, const void *from, size_t size) {
    ZSTD_CCtx *context = ZSTD_createCCtx();
    if (context == NULL)
        return (size_t)-1;
    ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, LEVEL);
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
    size_t body = ZSTD_compress2(context, to, room, from, size);
    ZSTD_freeCCtx(context);
    return body;
}

bool pixels_encode(const struct pixels *pixels, void **bytes, size_t *size) {
    struct pixels copy = {0};
    if (!pixels_init(&copy, pixels->width, pixels->height))
        return false;
    copy.opaque = pixels->opaque;
    size_t raw = (size_t)copy.width * (size_t)copy.height * 4;
    memcpy(copy.data, pixels->data, raw);
    if (copy.opaque)
        force_opaque(&copy);
    fix_byte_order(&copy);
    size_t bound = ZSTD_compressBound(raw);
    uint8_t *file = malloc(PIXELS_HEADER + bound);
    size_t body = file == NULL ? 0 : compress(file + PIXELS_HEADER, bound, copy.data, raw);
    pixels_finish(&copy);
    if (file == NULL || ZSTD_isError(body)) {
        free(file);
        return false;
    }
    memcpy(file, "KPIC", 4);
    put32(file + 4, VERSION);
    put32(file + 8, (uint32_t)pixels->width);
    put32(file + 12, (uint32_t)pixels->height);
    put32(file + 16, pixels->opaque ? 1 : 0);
    put32(file + 20, (uint32_t)body);
    put32(file + 24, (uint32_t)((uint64_t)body >> 32));
    void *smaller = realloc(file, PIXELS_HEADER + body);
    *bytes = smaller == NULL ? file : smaller;
    *size = PIXELS_HEADER + body;
    return true; // cppcheck-suppress memleak ; it is in *bytes
}

/* pixman works on premultiplied alpha: the colour of transparent pixels must not bleed into the edges. */
static uint32_t premultiply(uint32_t p) {
    uint32_t a = p >> 24;
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

static bool resample(const struct pixels *source, double x, double y, double ratio_x, double ratio_y,
                     const struct pixels *target) {
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
        pixman_image_composite32(PIXMAN_OP_SRC, from, NULL, to, 0, 0, 0, 0, 0, 0, target->width,
                                 target->height);
    }
    if (from != NULL)
        pixman_image_unref(from);
    if (to != NULL)
        pixman_image_unref(to);
    return done;
}

static bool copy_premultiplied(const struct pixels *source, struct pixels *out) {
    if (!pixels_init(out, source->width, source->height))
        return false;
    size_t count = (size_t)source->width * (size_t)source->height;
    for (size_t i = 0; i < count; i++)
        out->data[i] = premultiply(source->data[i]);
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

bool pixels_scale(const struct pixels *source, double x, double y, double w, double h, int to_width,
                  int to_height, struct pixels *out) {
    struct pixels result = {0}, premultiplied = {0};
    if (!(w > 0 && h > 0 && isfinite(w + h + x + y)) || !pixels_init(&result, to_width, to_height))
        return false;
    result.opaque = source->opaque;
    double ratio_x = w / to_width, ratio_y = h / to_height;
    bool done = fabs(ratio_x - 1) < 1e-9 && fabs(ratio_y - 1) < 1e-9 && whole(x) && whole(y) &&
                crop(source, (int)nearbyint(x), (int)nearbyint(y), &result);
    if (!done && source->opaque) {
        done = resample(source, x, y, ratio_x, ratio_y, &result);
        if (done)
            force_opaque(&result);
    } else if (!done) {
        done = copy_premultiplied(source, &premultiplied) &&
               resample(&premultiplied, x, y, ratio_x, ratio_y, &result);
        size_t count = done ? (size_t)to_width * (size_t)to_height : 0;
        for (size_t i = 0; i < count; i++)
            result.data[i] = unpremultiply(result.data[i]);
    }
    pixels_finish(&premultiplied);
    if (!done) {
        pixels_finish(&result);
        return false;
    }
    *out = result;
    return true;
}
