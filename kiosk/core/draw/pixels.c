#include "core/draw/pixels.h"

#include <stdlib.h>
#include <string.h>
#include <zstd.h>

#include "core/draw/pixels_parts.h"

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
bool pixels_check_body(const uint8_t *bytes, size_t size, uint64_t expected, struct fail *fail) {
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

void pixels_fix_byte_order(struct pixels *pixels) {
    const uint32_t probe = 1;
    if (*(const uint8_t *)&probe == 1)
        return;
    size_t count = (size_t)pixels->width * (size_t)pixels->height;
    for (size_t i = 0; i < count; i++)
        pixels->data[i] = __builtin_bswap32(pixels->data[i]);
}

void pixels_force_opaque(struct pixels *pixels) {
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
    if (!pixels_check_body(bytes, size, expected, fail))
        return false;
    size_t got =
        ZSTD_decompress(target->data, expected, (const uint8_t *)bytes + PIXELS_HEADER, size - PIXELS_HEADER);
    if (ZSTD_isError(got) || got != expected)
        return fail_set(fail, "picture data is damaged: %s",
                        ZSTD_isError(got) ? ZSTD_getErrorName(got) : "too short");
    pixels_fix_byte_order(target);
    if (target->opaque)
        pixels_force_opaque(target); /* the painter copies opaque pictures without looking at alpha */
    return true;
}

bool pixels_decode(const void *bytes, size_t size, struct pixels *out, struct fail *fail) {
    int width, height;
    bool opaque;
    struct pixels made = {0};
    if (!pixels_peek(bytes, size, &width, &height, &opaque, fail) ||
        !pixels_check_body(bytes, size, (uint64_t)width * (uint64_t)height * 4, fail))
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
        pixels_force_opaque(&copy);
    pixels_fix_byte_order(&copy);
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
