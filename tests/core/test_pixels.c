#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "core/draw/pixels.h"

static struct pixels checkers(int width, int height, bool opaque) {
    struct pixels pixels;
    assert_true(pixels_init(&pixels, width, height));
    pixels.opaque = opaque;
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
            pixels.data[y * width + x] = (x + y) % 2 == 0 ? 0xff000000U : opaque ? 0xffffffffU : 0x00ffffffU;
    return pixels;
}

static void test_sizes(void **state) {
    (void)state;
    struct pixels pixels;
    assert_false(pixels_init(&pixels, 0, 5));
    assert_false(pixels_init(&pixels, 5, -1));
    assert_false(pixels_init(&pixels, PIXELS_SIDE_MAX + 1, 1));
    assert_false(pixels_init(&pixels, PIXELS_SIDE_MAX, PIXELS_SIDE_MAX));
    pixels_finish(NULL);
}

static void test_round_trip(void **state) {
    (void)state;
    for (int opaque = 0; opaque < 2; opaque++) {
        struct pixels in = checkers(31, 17, opaque == 1), out;
        void *bytes;
        size_t size;
        int width, height;
        bool flag;
        assert_true(pixels_encode(&in, &bytes, &size));
        assert_true(pixels_peek(bytes, size, &width, &height, &flag, NULL));
        assert_int_equal(width, 31);
        assert_int_equal(height, 17);
        assert_int_equal(flag, opaque);
        assert_true(pixels_decode(bytes, size, &out, NULL));
        assert_memory_equal(in.data, out.data, 31 * 17 * 4);
        free(bytes);
        pixels_finish(&in);
        pixels_finish(&out);
    }
}

static void test_every_cut_and_every_changed_header_byte_is_refused(void **state) {
    (void)state;
    struct pixels in = checkers(8, 8, true), out;
    void *bytes;
    size_t size;
    assert_true(pixels_encode(&in, &bytes, &size));
    for (size_t cut = 0; cut < size; cut++) {
        struct fail fail = {0};
        void *copy = malloc(cut == 0 ? 1 : cut); /* exactly as long, so that reading past it is seen */
        assert_non_null(copy);
        memcpy(copy, bytes, cut);
        assert_false(pixels_decode(copy, cut, &out, &fail));
        assert_true(fail.text[0] != '\0');
        free(copy);
    }
    for (size_t at = 0; at < PIXELS_HEADER; at++) {
        if (at == 16)
            continue; /* opaque 1 → 0 is another valid picture */
        ((uint8_t *)bytes)[at] ^= 1;
        assert_false(pixels_decode(bytes, size, &out, NULL));
        ((uint8_t *)bytes)[at] ^= 1;
    }
    free(bytes);
    pixels_finish(&in);
}

static void test_shrinking_averages(void **state) {
    (void)state;
    struct pixels in = checkers(400, 400, true), out;
    assert_true(pixels_scale(&in, &(struct pixels_part){0, 0, 400, 400}, 50, 50, &out));
    for (int i = 0; i < 50 * 50; i++) {
        int grey = out.data[i] & 255;
        assert_in_range(grey, 120, 135); /* point sampling gives 0 or 255 */
        assert_int_equal(out.data[i] >> 24, 255);
    }
    pixels_finish(&in);
    pixels_finish(&out);
}

static void test_enlarging_is_smooth_and_stays_in_place(void **state) {
    (void)state;
    struct pixels in, out;
    assert_true(pixels_init(&in, 2, 1));
    in.opaque = true;
    in.data[0] = 0xff000000U;
    in.data[1] = 0xffffffffU;
    assert_true(pixels_scale(&in, &(struct pixels_part){0, 0, 2, 1}, 100, 10, &out));
    assert_int_equal(out.data[0] & 255, 0);
    assert_int_equal(out.data[99] & 255, 255);
    assert_in_range(out.data[50] & 255, 120, 136);
    for (int x = 1; x < 100; x++)
        assert_true((out.data[x] & 255) >= (out.data[x - 1] & 255));
    pixels_finish(&in);
    pixels_finish(&out);
}

static void test_transparent_pixels_do_not_bleed(void **state) {
    (void)state;
    struct pixels in = checkers(100, 100, false), out; /* black, and invisible white */
    assert_true(pixels_scale(&in, &(struct pixels_part){0, 0, 100, 100}, 25, 25, &out));
    for (int i = 0; i < 25 * 25; i++) {
        assert_int_equal(out.data[i] & 0xffffff, 0);
        assert_in_range(out.data[i] >> 24, 120, 135);
    }
    pixels_finish(&in);
    pixels_finish(&out);
}

static void test_part_in_whole_pixels_is_copied(void **state) {
    (void)state;
    struct pixels in, out;
    assert_true(pixels_init(&in, 10, 10));
    for (uint32_t i = 0; i < 100; i++)
        in.data[i] = 0xff000000U | i;
    assert_true(pixels_scale(&in, &(struct pixels_part){3, 4, 5, 5}, 5, 5, &out));
    assert_int_equal(out.data[0], 0xff000000U | 43);
    assert_int_equal(out.data[24], 0xff000000U | 87);
    pixels_finish(&in);
    pixels_finish(&out);
}

static void test_part_has_only_its_own_colours(void **state) {
    (void)state;
    struct pixels in, out;
    assert_true(pixels_init(&in, 300, 100));
    in.opaque = true;
    for (int y = 0; y < 100; y++)
        for (int x = 0; x < 300; x++)
            in.data[y * 300 + x] = x < 100 ? 0xffff0000U : x < 200 ? 0xff00ff00U : 0xff0000ffU;
    assert_true(pixels_scale(&in, &(struct pixels_part){100, 0, 100, 100}, 40, 40, &out));
    for (int i = 0; i < 40 * 40; i++)
        assert_true((out.data[i] >> 8 & 255) >= 240);
    pixels_finish(&in);
    pixels_finish(&out);
}

/* Like a photograph's: every pixel another colour, and where not opaque another alpha. */
static struct pixels noise(int width, int height, bool opaque) {
    struct pixels made;
    uint32_t value = 1;
    assert_true(pixels_init(&made, width, height));
    made.opaque = opaque;
    for (int i = 0; i < width * height; i++) {
        value = value * 1664525u + 1013904223u;
        made.data[i] = value ^ value >> 13;
        made.data[i] |= opaque ? 0xff000000U : 0;
    }
    return made;
}

/* What an area has on average, in floating point and straight from the definition. */
static double average(const struct pixels *in, double x, double y, double w, double h, int shift) {
    double sum = 0, area = 0;
    for (int row = (int)y; row < y + h && row < in->height; row++)
        for (int column = (int)x; column < x + w && column < in->width; column++) {
            double across = fmin(column + 1, x + w) - fmax(column, x);
            double down = fmin(row + 1, y + h) - fmax(row, y);
            sum += across * down * (in->data[row * in->width + column] >> shift & 255);
            area += across * down;
        }
    return sum / area;
}

static void test_shrinking_is_the_average_of_the_area(void **state) {
    (void)state;
    static const struct {
        double x, y, w, h;
        int width, height;
    } rows[] = {{0, 0, 200, 150, 100, 75},        {0, 0, 200, 150, 77, 31},
                {10.3, 7.9, 120.2, 99.7, 61, 60}, {0, 0, 200, 150, 1, 1},
                {33.5, 0.25, 50, 50, 50, 50},     {0, 0, 200, 150, 199, 149},
                {150.5, 100.5, 49.5, 49.5, 3, 49}};
    struct pixels in = noise(200, 150, true), out;
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        double across = rows[r].w / rows[r].width, down = rows[r].h / rows[r].height;
        assert_true(pixels_scale(&in, &(struct pixels_part){rows[r].x, rows[r].y, rows[r].w, rows[r].h},
                                 rows[r].width, rows[r].height, &out));
        for (int i = 0; i < out.width * out.height; i++)
            for (int shift = 0; shift < 24; shift += 8) {
                double wanted = average(&in, rows[r].x + i % out.width * across,
                                        rows[r].y + i / out.width * down, across, down, shift);
                double got = out.data[i] >> shift & 255;
                if (fabs(wanted - got) > 2)
                    fail_msg("row %zu, px %d: %.2f instead of %.2f", r, i, got, wanted);
            }
        pixels_finish(&out);
    }
    pixels_finish(&in);
}

static void test_strips_give_the_pixels_of_the_whole(void **state) {
    (void)state;
    static const struct {
        const char *why;
        int width, height;
        double x, y, w, h;
        int to_width, to_height;
    } rows[] = {
        {"a logo", 300, 700, 0, 0, 300, 700, 9, 21},
        {"a little smaller", 90, 400, 0, 0, 90, 400, 80, 356},
        {"cut at top and bottom, between pixels", 120, 500, 0, 61.25, 120, 377.5, 57, 180},
        {"cut at the sides", 400, 200, 33.4, 0, 333.2, 200, 100, 60},
        {"larger", 40, 130, 0, 0, 40, 130, 100, 325},
        {"wider and lower", 60, 300, 0, 0, 60, 300, 90, 100},
        {"whole pixels, only cut", 200, 300, 20, 150, 100, 140, 100, 140},
        {"the last rows only", 64, 400, 0, 390, 64, 10, 32, 5},
        {"one row of all", 50, 333, 0, 0, 50, 333, 50, 1},
        {"a single pixel", 1, 1, 0, 0, 1, 1, 3, 3},
        {"the same size, half a pixel down", 50, 200, 0, 0.5, 50, 199, 50, 199},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0] * 2; i++) {
        struct pixels in = noise(rows[i / 2].width, rows[i / 2].height, i % 2 == 0), want, got;
        struct fail fail = {0};
        void *bytes;
        size_t size;
        assert_true(pixels_encode(&in, &bytes, &size));
        assert_true(pixels_scale(
            &in, &(struct pixels_part){rows[i / 2].x, rows[i / 2].y, rows[i / 2].w, rows[i / 2].h},
            rows[i / 2].to_width, rows[i / 2].to_height, &want));
        assert_true(pixels_init(&got, rows[i / 2].to_width, rows[i / 2].to_height));
        if (!pixels_decode_scaled(
                bytes, size,
                &(struct pixels_part){rows[i / 2].x, rows[i / 2].y, rows[i / 2].w, rows[i / 2].h}, &got,
                &fail))
            fail_msg("%s: %s", rows[i / 2].why, fail.text);
        if (memcmp(want.data, got.data, (size_t)want.width * (size_t)want.height * 4) != 0)
            fail_msg("%s: other pixels", rows[i / 2].why);
        assert_int_equal(got.opaque, in.opaque);
        free(bytes);
        pixels_finish(&in);
        pixels_finish(&want);
        pixels_finish(&got);
    }
}

static void test_damage_anywhere_is_seen_in_strips_too(void **state) {
    (void)state;
    struct pixels in = noise(40, 200, true), out;
    void *bytes;
    size_t size;
    assert_true(pixels_encode(&in, &bytes, &size));
    assert_true(pixels_init(&out, 10, 5));
    assert_true(pixels_decode_scaled(bytes, size, &(struct pixels_part){0, 0, 40, 20}, &out, NULL));
    for (size_t cut = 0; cut < size; cut += 97) {
        struct fail fail = {0};
        void *copy = malloc(cut == 0 ? 1 : cut);
        assert_non_null(copy);
        memcpy(copy, bytes, cut);
        assert_false(pixels_decode_scaled(copy, cut, &(struct pixels_part){0, 0, 40, 20}, &out, &fail));
        assert_true(fail.text[0] != '\0');
        free(copy);
    }
    for (size_t at = PIXELS_HEADER; at < size; at += 31) { /* far below the part that is wanted, too */
        ((uint8_t *)bytes)[at] ^= 1;
        assert_false(pixels_decode_scaled(bytes, size, &(struct pixels_part){0, 0, 40, 20}, &out, NULL));
        ((uint8_t *)bytes)[at] ^= 1;
    }
    assert_false(pixels_decode_scaled(bytes, size, &(struct pixels_part){0, 0, 0, 20}, &out, NULL));
    free(bytes);
    pixels_finish(&in);
    pixels_finish(&out);
}

static void what_covers_a_box_keeps_its_focus_and_its_edges(void **state) {
    (void)state;
    static const struct {
        double box_w, box_h, focus_x, focus_y, x, y, w, h;
        const char *why;
    } rows[] = {
        {200, 150, 0.5, 0.5, 0, 0, 400, 300, "the same shape: all of it"},
        {100, 100, 0.5, 0.5, 50, 0, 300, 300, "a square from the middle"},
        {100, 100, 0, 0, 0, 0, 300, 300, "the focus at an edge: not beyond it"},
        {100, 100, 1, 1, 100, 0, 300, 300, "nor beyond the other"},
        {250, 100, 0.5, 0.4, 0, 40, 400, 160, "a band around the focus"},
        {400, 100, 0.5, 0.4, 0, 40, 400, 100, "a lower one begins there, too: heads are above"},
        {800, 200, 0.5, 0.4, 0, 40, 400, 100, "however large the band is"},
        {400, 100, 0.5, 1, 0, 140, 400, 100, "its foot may be cut off at the edge, too"},
        {400, 100, 0.5, 0, 0, 0, 400, 100, "the focus at the upper edge"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct pixels_part part =
            pixels_cover(400, 300, rows[i].box_w, rows[i].box_h, rows[i].focus_x, rows[i].focus_y);
        if (fabs(part.x - rows[i].x) + fabs(part.y - rows[i].y) + fabs(part.w - rows[i].w) +
                fabs(part.h - rows[i].h) >
            1e-6)
            fail_msg("%s: %g,%g %g × %g", rows[i].why, part.x, part.y, part.w, part.h);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sizes),
        cmocka_unit_test(what_covers_a_box_keeps_its_focus_and_its_edges),
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_every_cut_and_every_changed_header_byte_is_refused),
        cmocka_unit_test(test_shrinking_averages),
        cmocka_unit_test(test_enlarging_is_smooth_and_stays_in_place),
        cmocka_unit_test(test_transparent_pixels_do_not_bleed),
        cmocka_unit_test(test_part_in_whole_pixels_is_copied),
        cmocka_unit_test(test_part_has_only_its_own_colours),
        cmocka_unit_test(test_shrinking_is_the_average_of_the_area),
        cmocka_unit_test(test_strips_give_the_pixels_of_the_whole),
        cmocka_unit_test(test_damage_anywhere_is_seen_in_strips_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
