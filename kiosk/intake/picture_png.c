#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "intake/picture_decode.h"

#define WHOLE_BYTES_MAX                                                                                      \
    ((size_t)200 << 20) /* an interlaced picture has no first row before all are there                       \
                         */

struct source {
    const uint8_t *at;
    size_t left;
    struct fail *fail;
    uint8_t *pixels;
    png_bytep *rows;
    uint32_t *line;
};

static void feed(png_structp png, png_bytep out, size_t size) {
    struct source *source = png_get_io_ptr(png);
    if (size > source->left)
        png_error(png, "cut short");
    memcpy(out, source->at, size);
    source->at += size;
    source->left -= size;
}

_Noreturn static void stop(png_structp png, png_const_charp text) {
    struct source *source = png_get_error_ptr(png);
    fail_set(source->fail, "cannot read the picture: %s", text);
    png_longjmp(png, 1);
}

static void warn(png_structp png, png_const_charp text) {
    (void)png;
    (void)text;
}

/* All kinds become eight bits of red, green, blue and alpha. */
static int transform(png_structp png, png_infop info) {
    png_set_expand(png);
    png_set_scale_16(png);
    png_set_gray_to_rgb(png);
    png_set_add_alpha(png, 0xFF, PNG_FILLER_AFTER);
    int passes = png_set_interlace_handling(png);
    png_read_update_info(png, info);
    return passes;
}

static void put_row(struct picture_rows *rows, const uint8_t *from, uint32_t *to) {
    for (int x = 0; x < rows->source_width; x++, from += 4)
        to[x] = (uint32_t)from[3] << 24 | (uint32_t)from[0] << 16 | (uint32_t)from[1] << 8 | from[2];
    picture_rows_put(rows, to);
}

static void decode(png_structp png, png_infop info, struct source *source, struct picture_rows *rows) {
    png_read_info(png, info);
    size_t width = png_get_image_width(png, info), height = png_get_image_height(png, info),
           bytes = width * 4;
    bool whole = transform(png, info) > 1;
    if (whole && bytes * height > WHOLE_BYTES_MAX)
        png_error(png, "it is too large for an interlaced PNG; save it without interlacing");
    source->pixels = malloc(whole ? bytes * height : bytes);
    source->rows = malloc((whole ? height : 1) * sizeof *source->rows);
    source->line = malloc(bytes);
    if (!source->pixels || !source->rows || !source->line ||
        !picture_rows_begin(rows, (int)width, (int)height))
        png_error(png, "it needs more memory than a picture may");
    for (size_t y = 0; whole && y < height; y++)
        source->rows[y] = source->pixels + y * bytes;
    if (whole)
        png_read_image(png, source->rows);
    for (size_t y = 0; y < height; y++) {
        if (!whole)
            png_read_row(png, source->pixels, NULL);
        put_row(rows, whole ? source->rows[y] : source->pixels, source->line);
    }
    png_read_end(png, NULL);
}

bool picture_png(const uint8_t *bytes, size_t size, struct picture_rows *rows, struct fail *fail) {
    struct source source = {.at = bytes, .left = size, .fail = fail};
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &source, stop, warn);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    volatile bool done = false;
    if (!info)
        fail_set(fail, "out of memory");
    else if (setjmp(png_jmpbuf(png)) == 0) {
        png_set_read_fn(png, &source, feed);
        decode(png, info, &source, rows);
        done = true;
    }
    png_destroy_read_struct(&png, &info, NULL);
    free(source.pixels);
    free(source.rows);
    free(source.line);
    return done;
}
