#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <SDL.h>
#include <SDL_image.h>

#include "core/draw/pixels.h"
#include "intake/intake.h"

enum { FILE_MAX = 1 << 20 };

/* A picture w × h whose quarters are red, green (top), blue, white (bottom), as a PNG or JPEG file. */
static size_t quarters(int w, int h, bool jpeg, uint8_t *bytes) {
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(0, w, h, 24, SDL_PIXELFORMAT_RGB24);
    static const uint8_t colours[4][3] = {{255, 0, 0}, {0, 255, 0}, {0, 0, 255}, {255, 255, 255}};
    for (int i = 0; i < 4; i++) {
        SDL_Rect part = {i % 2 * w / 2, i / 2 * h / 2, w / 2, h / 2};
        SDL_FillRect(surface, &part,
                     SDL_MapRGB(surface->format, colours[i][0], colours[i][1], colours[i][2]));
    }
    SDL_RWops *file = SDL_RWFromMem(bytes, FILE_MAX);
    assert_int_equal(jpeg ? IMG_SaveJPG_RW(surface, file, 0, 95) : IMG_SavePNG_RW(surface, file, 0), 0);
    size_t size = (size_t)SDL_RWtell(file);
    SDL_RWclose(file);
    SDL_FreeSurface(surface);
    return size;
}

static bool take(const void *bytes, size_t size, int fit_w, int fit_h, struct pixels *pixels,
                 struct fail *fail) {
    char *own = malloc(size + 1), *out = NULL;
    size_t out_size = 0;
    assert_non_null(own);
    memcpy(own, bytes, size);
    own[size] = '\0';
    struct intake_options options = {.fit_width = fit_w, .fit_height = fit_h};
    bool ok = picture_intake(own, size, &options, &out, &out_size, fail);
    if (ok)
        assert_true(pixels_decode(out, out_size, pixels, fail));
    free(own);
    free(out);
    return ok;
}

/* R, G, B or W for each corner: top left, top right, bottom left, bottom right. */
static void corners(const struct pixels *pixels, char text[5]) {
    for (int i = 0; i < 4; i++) {
        int x = pixels->width / 4 + i % 2 * pixels->width / 2,
            y = pixels->height / 4 + i / 2 * pixels->height / 2;
        uint32_t c = pixels->data[(size_t)y * (size_t)pixels->width + (size_t)x];
        bool r = (c >> 16 & 255) > 128, g = (c >> 8 & 255) > 128, b = (c & 255) > 128;
        text[i] = r && g && b ? 'W' : r && !g && !b ? 'R' : g && !r && !b ? 'G' : b && !r && !g ? 'B' : '?';
    }
    text[4] = '\0';
}

static void expect(const uint8_t *bytes, size_t size, int fit_w, int fit_h, int w, int h,
                   const char *expected) {
    struct pixels pixels = {0};
    struct fail fail = {0};
    char text[5];
    if (!take(bytes, size, fit_w, fit_h, &pixels, &fail))
        fail_msg("%s", fail.text);
    assert_int_equal(pixels.width, w);
    assert_int_equal(pixels.height, h);
    assert_true(pixels.opaque);
    corners(&pixels, text);
    assert_string_equal(text, expected);
    pixels_finish(&pixels);
}

static void test_sizes(void **state) {
    uint8_t *bytes = *state;
    size_t size = quarters(400, 200, false, bytes);
    expect(bytes, size, 0, 0, 400, 200, "RGBW");
    expect(bytes, size, 100, 100, 200, 100, "RGBW");   /* covers the box */
    expect(bytes, size, 1920, 1080, 400, 200, "RGBW"); /* never enlarged */
    static const char svg[] =
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 20'>"
        "<path fill='#f00' d='M0 0h20v10H0z'/><path fill='#0f0' d='M20 0h20v10H20z'/>"
        "<path fill='#00f' d='M0 10h20v10H0z'/><path fill='#fff' d='M20 10h20v10H20z'/></svg>";
    expect((const uint8_t *)svg, strlen(svg), 300, 300, 600, 300, "RGBW"); /* exactly as large as needed */
}

/* EXIF 2.32 §4.6.4: what each orientation makes of the stored quarters, and whether it turns the picture. */
static void test_orientations(void **state) {
    static const char *const upright[] = {"RGBW", "GRWB", "WBGR", "BWRG", "RBGW", "BRWG", "WGBR", "GWRB"};
    uint8_t *bytes = *state, *turned = malloc(FILE_MAX + 64);
    size_t size = quarters(64, 32, true, bytes);
    assert_non_null(turned);
    for (int orientation = 1; orientation <= 8; orientation++)
        for (int little = 0; little < 2; little++) {
            uint8_t o = (uint8_t)orientation;
            const uint8_t big_endian[] = {0xFF, 0xE1, 0, 34, 'E', 'x', 'i', 'f', 0, 0,    'M', 'M',
                                          0,    42,   0, 0,  0,   8,   0,   1,   1, 0x12, 0,   3,
                                          0,    0,    0, 1,  0,   o,   0,   0,   0, 0,    0,   0};
            const uint8_t little_endian[] = {0xFF, 0xE1, 0, 34, 'E', 'x', 'i', 'f', 0,    0, 'I', 'I',
                                             42,   0,    8, 0,  0,   0,   1,   0,   0x12, 1, 3,   0,
                                             1,    0,    0, 0,  o,   0,   0,   0,   0,    0, 0,   0};
            memcpy(turned, bytes, 2);
            memcpy(turned + 2, little ? little_endian : big_endian, sizeof(big_endian));
            memcpy(turned + 2 + sizeof(big_endian), bytes + 2, size - 2);
            bool across = orientation >= 5;
            expect(turned, size + sizeof(big_endian), 0, 0, across ? 32 : 64, across ? 64 : 32,
                   upright[orientation - 1]);
        }
    free(turned);
}

/* A PNG that says it is 30 000 × 30 000 and an SVG without end: refused by their first bytes. */
static void test_bombs(void **state) {
    uint8_t *bytes = *state;
    struct pixels pixels;
    struct fail fail = {0};
    size_t size = quarters(64, 32, false, bytes);
    static const uint8_t huge[8] = {0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30};
    memcpy(bytes + 16, huge, sizeof(huge));
    assert_false(take(bytes, size, 0, 0, &pixels, &fail));
    assert_non_null(strstr(fail.text, "too large"));
    static const uint8_t long_[8] = {0, 0, 0x20, 1, 0, 0, 0x20, 0}; /* each side allowed, not the product */
    memcpy(bytes + 16, long_, sizeof(long_));
    assert_false(take(bytes, size, 0, 0, &pixels, &fail));
    assert_non_null(strstr(fail.text, "too large"));
    static const char thin[] = "<svg width='1' height='100000'></svg>";
    assert_false(take(thin, strlen(thin), 1920, 1080, &pixels, &fail));
    assert_non_null(strstr(fail.text, "a thousand times"));
}

/* Cut anywhere: refused. Bent anywhere: refused or a picture, never a crash (the sanitizers watch). */
static void test_damage(void **state) {
    uint8_t *bytes = *state;
    for (int jpeg = 0; jpeg < 2; jpeg++) {
        size_t size = quarters(64, 32, jpeg, bytes);
        for (size_t length = 0; length < size; length += length < 64 ? 1 : 7) {
            struct pixels pixels = {0};
            struct fail fail = {0};
            if (take(bytes, length, 32, 32, &pixels, &fail))
                fail_msg("cut after %zu of %zu bytes was taken for whole", length, size);
            assert_int_not_equal(fail.text[0], '\0');
            bytes[length] ^= 0x20;
            if (take(bytes, size, 32, 32, &pixels, &fail))
                pixels_finish(&pixels);
            bytes[length] ^= 0x20;
        }
    }
}

/* What a desk asks of what was uploaded: its kind and size as it is seen, and only of what can be decoded. */
static void test_measured(void **state) {
    static const char drawing[] = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 20'><path "
                                  "fill='#f00' d='M0 0h20v10H0z'/></svg>";
    uint8_t *bytes = *state;
    const struct intake_options options = {.measure = true};
    for (int kind = 0; kind < 3; kind++) {
        static const char *const TOLD[] = {"png 64 32\n", "jpg 64 32\n", "svg 40 20\n"};
        size_t size = kind < 2 ? quarters(64, 32, kind == 1, bytes) : strlen(drawing);
        for (int cut = 0; cut < 2; cut++) {
            char *own = calloc(1, size + 1), *out = NULL;
            size_t out_size = 0;
            struct fail fail = {0};
            assert_non_null(own);
            memcpy(own, kind < 2 ? (const char *)bytes : drawing, size - (cut ? 20 : 0));
            bool ok = picture_intake(own, size - (cut ? 20 : 0), &options, &out, &out_size, &fail);
            assert_int_equal(ok, !cut);
            if (ok) {
                assert_int_equal(out_size, strlen(TOLD[kind]));
                assert_memory_equal(out, TOLD[kind], out_size);
            }
            free(out);
            free(own);
        }
    }
}

static int setup(void **state) {
    *state = malloc(FILE_MAX);
    return *state ? 0 : -1;
}
static int teardown(void **state) {
    free(*state);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_sizes), cmocka_unit_test(test_orientations),
                                       cmocka_unit_test(test_bombs), cmocka_unit_test(test_damage),
                                       cmocka_unit_test(test_measured)};
    return cmocka_run_group_tests(tests, setup, teardown);
}
