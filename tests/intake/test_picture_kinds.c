/* Kinds of PNG, JPEG and WebP that readers get wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <jpeglib.h>
#include <png.h>
#include <webp/encode.h>

#include "core/draw/pixels.h"
#include "intake/intake.h"

enum { SIDE = 16, FILE_MAX = 1 << 16 };

static bool take(const void *bytes, size_t size, int fit, struct pixels *pixels, struct fail *fail) {
    char *own = malloc(size + 1), *out = NULL;
    size_t out_size = 0;
    struct intake_options options = {.fit_width = fit, .fit_height = fit};
    assert_non_null(own);
    memcpy(own, bytes, size);
    own[size] = '\0';
    bool ok = picture_intake(own, size, &options, &out, &out_size, fail);
    if (ok)
        assert_true(pixels_decode(out, out_size, pixels, fail));
    free(own);
    free(out);
    return ok;
}

static int difference(uint32_t a, uint32_t b) {
    int most = 0;
    for (int shift = 0; shift < 32; shift += 8) {
        int d = abs((int)(a >> shift & 255) - (int)(b >> shift & 255));
        most = d > most ? d : most;
    }
    return most;
}

/* The pixel (x, y) is `wanted`, nearly. */
static void expect(const char *why, const void *bytes, size_t size, int x, int y, uint32_t wanted) {
    struct pixels pixels = {0};
    struct fail fail = {0};
    if (!take(bytes, size, 0, &pixels, &fail))
        fail_msg("%s: %s", why, fail.text);
    uint32_t got = pixels.data[(size_t)y * (size_t)pixels.width + (size_t)x];
    pixels_finish(&pixels);
    if (difference(got, wanted) > 12)
        fail_msg("%s: %08x instead of %08x", why, got, wanted);
}

struct jpeg {
    unsigned char *bytes;
    unsigned long size;
};

/* One colour of `inks` 0–255 as Photoshop stores them: 255 is no ink. */
static struct jpeg inks_jpeg(const uint8_t inks[4], bool ycck, bool marker, bool progressive) {
    struct jpeg jpeg = {NULL, 0};
    struct jpeg_error_mgr errors;
    struct jpeg_compress_struct info = {.err = jpeg_std_error(&errors)};
    jpeg_create_compress(&info);
    jpeg_mem_dest(&info, &jpeg.bytes, &jpeg.size);
    info.image_width = info.image_height = SIDE;
    info.input_components = 4;
    info.in_color_space = JCS_CMYK;
    jpeg_set_defaults(&info);
    jpeg_set_colorspace(&info, ycck ? JCS_YCCK : JCS_CMYK);
    info.write_Adobe_marker = marker;
    jpeg_set_quality(&info, 95, TRUE);
    if (progressive)
        jpeg_simple_progression(&info);
    jpeg_start_compress(&info, TRUE);
    uint8_t row[SIDE * 4], *rows = row;
    for (int x = 0; x < SIDE; x++)
        memcpy(row + x * 4, inks, 4);
    for (int y = 0; y < SIDE; y++)
        jpeg_write_scanlines(&info, &rows, 1);
    jpeg_finish_compress(&info);
    jpeg_destroy_compress(&info);
    return jpeg;
}

static void test_inks(void **state) {
    (void)state;
    static const struct {
        const char *why;
        uint8_t inks[4];
        uint32_t wanted;
    } rows[] = {
        {"red", {255, 0, 0, 255}, 0xFFFF0000},     {"white", {255, 255, 255, 255}, 0xFFFFFFFF},
        {"black", {255, 255, 255, 0}, 0xFF000000}, {"blue", {0, 0, 255, 255}, 0xFF0000FF},
        {"green", {0, 255, 0, 255}, 0xFF00FF00},   {"grey", {255, 255, 255, 128}, 0xFF808080},
    };
    for (size_t i = 0; i < LENGTH(rows); i++)
        for (int kind = 0; kind < 4; kind++) { /* CMYK, YCCK, CMYK without its marker, progressive */
            struct jpeg jpeg = inks_jpeg(rows[i].inks, kind == 1, kind != 2, kind == 3);
            expect(rows[i].why, jpeg.bytes, jpeg.size, 8, 8, rows[i].wanted);
            free(jpeg.bytes);
        }
}

struct png {
    uint8_t bytes[FILE_MAX];
    size_t size;
};

static void put(png_structp writer, png_bytep from, size_t size) {
    struct png *png = png_get_io_ptr(writer);
    assert_true(png->size + size <= sizeof(png->bytes));
    memcpy(png->bytes + png->size, from, size);
    png->size += size;
}
static void flush(png_structp writer) {
    (void)writer;
}

/* Left half `dark`, right half `light`, in grey of `depth` bits, where `light` is transparent. */
static void grey_png(struct png *png, int depth, unsigned dark, unsigned light, bool interlaced) {
    png_structp writer = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(writer);
    png_color_16 clear = {.gray = (png_uint_16)light};
    uint8_t row[SIDE * 2] = {0};
    png->size = 0;
    png_set_write_fn(writer, png, put, flush);
    png_set_IHDR(writer, info, SIDE, SIDE, depth, PNG_COLOR_TYPE_GRAY,
                 interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    png_set_tRNS(writer, info, NULL, 0, &clear);
    png_write_info(writer, info);
    for (int x = 0; x < SIDE; x++) {
        unsigned value = x < SIDE / 2 ? dark : light;
        if (depth == 16) {
            row[2 * x] = (uint8_t)(value >> 8);
            row[2 * x + 1] = (uint8_t)value;
        } else
            row[x * depth / 8] |= (uint8_t)(value << (8 - depth - x * depth % 8));
    }
    for (int pass = png_set_interlace_handling(writer); pass > 0; pass--)
        for (int y = 0; y < SIDE; y++)
            png_write_row(writer, row);
    png_write_end(writer, info);
    png_destroy_write_struct(&writer, &info);
}

static void test_grey(void **state) {
    (void)state;
    static const int depths[] = {1, 2, 4, 8, 16};
    struct png *png = malloc(sizeof *png);
    assert_non_null(png);
    for (size_t i = 0; i < LENGTH(depths); i++)
        for (int interlaced = 0; interlaced < 2; interlaced++) {
            char why[40];
            unsigned most = (1U << depths[i]) - 1;
            snprintf(why, sizeof(why), "%d bits%s", depths[i], interlaced ? ", interlaced" : "");
            grey_png(png, depths[i], 0, most, interlaced);
            expect(why, png->bytes, png->size, 2, 2, 0xFF000000);
            expect(why, png->bytes, png->size, 14, 2, 0x00FFFFFF);
            grey_png(png, depths[i], most, 0, interlaced);
            expect(why, png->bytes, png->size, 2, 2, 0xFFFFFFFF);
            expect(why, png->bytes, png->size, 14, 2, 0x00000000);
        }
    free(png);
}

static void put32(uint8_t *at, size_t value) {
    for (int i = 0; i < 4; i++)
        at[i] = (uint8_t)(value >> (8 * i));
}

/* A WebP of 2 SIDE × SIDE, left red and right blue, with an EXIF block behind it. */
static size_t turned_webp(uint8_t *file, const uint8_t *exif, size_t exif_size, uint8_t flags) {
    uint8_t rgb[SIDE * SIDE * 2 * 3] = {0}, *still = NULL;
    for (int i = 0; i < SIDE * SIDE * 2; i++)
        rgb[i * 3 + (i % (SIDE * 2) < SIDE ? 0 : 2)] = 255;
    size_t size = WebPEncodeLosslessRGB(rgb, SIDE * 2, SIDE, SIDE * 6, &still) - 12, at = 30;
    memcpy(file, "RIFF\0\0\0\0WEBPVP8X\x0A\0\0\0", 20);
    memset(file + 20, 0, 10);
    file[20] = flags;
    file[24] = SIDE * 2 - 1;
    file[27] = SIDE - 1;
    memcpy(file + at, still + 12, size);
    WebPFree(still);
    at += size;
    memcpy(file + at, "EXIF", 4);
    put32(file + at + 4, exif_size);
    memcpy(file + at + 8, exif, exif_size);
    at += 8 + exif_size;
    put32(file + 4, at - 8);
    return at;
}

static void test_turned(void **state) {
    (void)state;
    static const uint8_t as_short[] = {'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12,
                                       1,   3,   0,  1, 0, 0, 0, 6, 0, 0, 0};
    static const uint8_t as_long[] = {'M',  'M', 0, 42, 0, 0, 0, 8, 0, 1, 1,
                                      0x12, 0,   4, 0,  0, 0, 1, 0, 0, 0, 6};
    static const uint8_t as_byte[] = {'M',  'M', 0, 42, 0, 0, 0, 8, 0, 1, 1,
                                      0x12, 0,   1, 0,  0, 0, 1, 6, 0, 0, 0};
    static const uint8_t *const blocks[] = {as_short, as_long, as_byte};
    uint8_t *file = malloc(FILE_MAX);
    assert_non_null(file);
    for (size_t i = 0; i < LENGTH(blocks); i++) {
        size_t size = turned_webp(file, blocks[i], sizeof(as_short), 8);
        expect("turned: red above", file, size, SIDE / 2, 2, 0xFFFF0000);
        expect("turned: blue below", file, size, SIDE / 2, 2 * SIDE - 3, 0xFF0000FF);
    }
    struct pixels pixels;
    struct fail fail = {0};
    size_t size = turned_webp(file, as_short, sizeof(as_short), 2); /* says that it moves */
    assert_false(take(file, size, 0, &pixels, &fail));
    assert_non_null(strstr(fail.text, "animated"));
    free(file);
}

/* 8192 × 8000 of grey JPEG: a telephone's 64 megapixels, larger than what is kept of it. */
static void test_large(void **state) {
    (void)state;
    struct jpeg jpeg = {NULL, 0};
    struct jpeg_error_mgr errors;
    struct jpeg_compress_struct info = {.err = jpeg_std_error(&errors)};
    uint8_t *row = calloc(8192, 1);
    assert_non_null(row);
    memset(row + 4096, 255, 4096);
    jpeg_create_compress(&info);
    jpeg_mem_dest(&info, &jpeg.bytes, &jpeg.size);
    info.image_width = 8192;
    info.image_height = 8000;
    info.input_components = 1;
    info.in_color_space = JCS_GRAYSCALE;
    jpeg_set_defaults(&info);
    jpeg_start_compress(&info, TRUE);
    for (int y = 0; y < 8000; y++)
        jpeg_write_scanlines(&info, &row, 1);
    jpeg_finish_compress(&info);
    jpeg_destroy_compress(&info);
    struct pixels pixels = {0};
    struct fail fail = {0};
    if (!take(jpeg.bytes, jpeg.size, 100, &pixels, &fail))
        fail_msg("%s", fail.text);
    assert_int_equal(pixels.height, 100);
    assert_int_equal(pixels.width, 103);
    assert_int_equal(pixels.data[20], 0xFF000000);
    assert_int_equal(pixels.data[80], 0xFFFFFFFF);
    pixels_finish(&pixels);
    free(jpeg.bytes);
    free(row);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_inks), cmocka_unit_test(test_grey),
                                       cmocka_unit_test(test_turned), cmocka_unit_test(test_large)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
