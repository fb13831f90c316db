/* A painted picture as PNG: read back, it is the same, in the file and in memory. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <png.h>

#include "stage/png_write.h"
#include "system/disk.h"

static const struct {
    const char *why;
    int width, height;
} CASES[] = {
    {"one pixel", 1, 1},
    {"a row", 700, 1},
    {"a column", 1, 700},
    {"more than the first room takes", 401, 299},
};

/* Noise, with alpha that is to be left out. */
static uint32_t noise(uint32_t number) {
    number = (number ^ 61) * 2654435761u;
    return (number ^ number >> 15) * 2246822519u;
}

static void is_same(const char *why, const struct pixels *pixels, const char *bytes, size_t size) {
    png_image image = {.version = PNG_IMAGE_VERSION};
    assert_true(png_image_begin_read_from_memory(&image, bytes, size));
    if (image.format != PNG_FORMAT_RGB || image.width != (png_uint_32)pixels->width ||
        image.height != (png_uint_32)pixels->height)
        fail_msg("%s: %u × %u of format %u", why, image.width, image.height, image.format);
    uint8_t *plain = malloc(PNG_IMAGE_SIZE(image));
    assert_non_null(plain);
    assert_true(png_image_finish_read(&image, NULL, plain, 0, NULL));
    for (size_t i = 0; i < (size_t)pixels->width * (size_t)pixels->height; i++) {
        uint32_t read =
            (uint32_t)plain[3 * i] << 16 | (uint32_t)plain[3 * i + 1] << 8 | (uint32_t)plain[3 * i + 2];
        if (read != (pixels->data[i] & 0xFFFFFF))
            fail_msg("%s: pixel %zu is %06x", why, i, read);
    }
    free(plain);
}

static void read_back_it_is_the_same(void **state) {
    char path[] = "/tmp/png-write-XXXXXX";
    int file = mkstemp(path);
    (void)state;
    assert_true(file >= 0);
    close(file);
    for (size_t i = 0; i < LENGTH(CASES); i++) {
        struct pixels pixels;
        struct fail fail;
        char *bytes = NULL;
        size_t size = 0;
        assert_true(pixels_alloc(&pixels, CASES[i].width, CASES[i].height));
        for (size_t at = 0; at < (size_t)pixels.width * (size_t)pixels.height; at++)
            pixels.data[at] = noise((uint32_t)at);
        assert_true(png_write_fast(&pixels, &bytes, &size, &fail));
        is_same(CASES[i].why, &pixels, bytes, size);
        free(bytes);
        assert_true(png_write_file(&pixels, path, &fail));
        assert_true(disk_read(path, 1 << 20, &bytes, &size, &fail));
        is_same(CASES[i].why, &pixels, bytes, size);
        free(bytes);
        pixels_finish(&pixels);
    }
    unlink(path);
}

static void a_place_that_is_not_there_is_said(void **state) {
    struct pixels pixels;
    struct fail fail = {0};
    (void)state;
    assert_true(pixels_init(&pixels, 1, 1));
    assert_false(png_write_file(&pixels, "/nowhere/at/all.png", &fail));
    assert_non_null(strstr(fail.text, "/nowhere/at/all.png: cannot be written"));
    pixels_finish(&pixels);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(read_back_it_is_the_same),
                                       cmocka_unit_test(a_place_that_is_not_there_is_said)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
