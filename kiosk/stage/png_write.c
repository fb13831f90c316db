#include "stage/png_write.h"

#include <png.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { FAST = 1, FIRST_ROOM = 256 << 10 };

static void plain_row(const uint32_t *from, size_t width, uint8_t *to) {
    for (size_t x = 0; x < width; x++)
        for (size_t channel = 0; channel < 3; channel++)
            to[x * 3 + channel] = (uint8_t)(from[x] >> (16 - 8 * channel));
}

bool png_write_file(const struct pixels *pixels, const char *path, struct fail *fail) {
    png_image image = {.version = PNG_IMAGE_VERSION,
                       .width = (png_uint_32)pixels->width,
                       .height = (png_uint_32)pixels->height,
                       .format = PNG_FORMAT_RGB};
    size_t count = (size_t)pixels->width * (size_t)pixels->height;
    uint8_t *plain = malloc(count * 3);
    if (!plain)
        return fail_set(fail, "%s: out of memory", path);
    plain_row(pixels->data, count, plain);
    bool ok = png_image_write_to_file(&image, path, 0, plain, 0, NULL);
    free(plain);
    return ok || fail_set(fail, "%s: cannot be written: %s", path, image.message);
}

/* What is written so far, and what png's way out must not lose. */
struct sink {
    char *bytes;
    size_t size, room;
    uint8_t *row;
};

static void take(png_structp png, png_bytep bytes, png_size_t size) {
    struct sink *sink = png_get_io_ptr(png);
    if (size > sink->room - sink->size) {
        size_t room = sink->room ? sink->room : FIRST_ROOM;
        while (size > room - sink->size)
            room *= 2;
        char *grown = realloc(sink->bytes, room);
        if (!grown)
            png_error(png, "out of memory");
        sink->bytes = grown;
        sink->room = room;
    }
    memcpy(sink->bytes + sink->size, bytes, size);
    sink->size += size;
}

static void flush_nothing(png_structp png) {
    (void)png;
}

static void stay_silent(png_structp png, png_const_charp why) {
    (void)png;
    (void)why;
}

static void jump_out(png_structp png, png_const_charp why) {
    (void)why;
    png_longjmp(png, 1);
}

/* One filter for all rows: to try each takes longer than what it saves here. */
static bool pack(png_structp png, png_infop info, const struct pixels *pixels, struct sink *sink) {
    if (setjmp(png_jmpbuf(png)) != 0) /* libpng has no other way out */
        return false;
    png_set_write_fn(png, sink, take, flush_nothing);
    png_set_compression_level(png, FAST);
    png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_UP);
    png_set_IHDR(png, info, (png_uint_32)pixels->width, (png_uint_32)pixels->height, 8, PNG_COLOR_TYPE_RGB,
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_write_info(png, info);
    for (int y = 0; y < pixels->height; y++) {
        plain_row(pixels->data + (size_t)y * (size_t)pixels->width, (size_t)pixels->width, sink->row);
        png_write_row(png, sink->row);
    }
    png_write_end(png, info);
    return true;
}

bool png_write_fast(const struct pixels *pixels, char **bytes, size_t *size, struct fail *fail) {
    struct sink sink = {.row = malloc((size_t)pixels->width * 3 + 1)};
    png_structp png =
        sink.row ? png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, jump_out, stay_silent) : NULL;
    png_infop info = png ? png_create_info_struct(png) : NULL;
    bool done = info && pack(png, info, pixels, &sink);
    png_destroy_write_struct(&png, &info);
    free(sink.row);
    if (!done) {
        free(sink.bytes);
        return fail_set(fail, "out of memory for a picture of %d × %d", pixels->width, pixels->height);
    }
    *bytes = sink.bytes;
    *size = sink.size;
    return true;
}
