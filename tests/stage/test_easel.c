/* What is painted ahead: no pixels come of it, and the next job is sooner done. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "stage/easel.h"
#include "stage/scaled.h"

enum { WIDTH = 1600, HEIGHT = 1200, SMALL = 200, LARGE = SCALED_ONE_MAX / 4 / WIDTH + 1 };

struct shelf {
    int reads;
    bool damaged; /* from here on only the header can be read */
};

/* Stripes, as large as the canvas. */
static bool read_picture(void *context, const char *asset, char **bytes, size_t *size) {
    struct shelf *shelf = context;
    struct pixels stripes;
    void *encoded;
    (void)asset;
    shelf->reads++;
    assert_true(pixels_init(&stripes, WIDTH, HEIGHT));
    stripes.opaque = true;
    for (int i = 0; i < WIDTH * HEIGHT; i++)
        stripes.data[i] = i / WIDTH % 16 < 8 ? 0xff204060u : 0xffe0c0a0u;
    assert_true(pixels_encode(&stripes, &encoded, size));
    pixels_finish(&stripes);
    *bytes = encoded;
    if (shelf->damaged)
        memset(*bytes + PIXELS_HEADER + 8, 0xff, *size - PIXELS_HEADER - 8);
    return true;
}

static bool paint(struct easel *easel, struct shelf *shelf, int side, bool ahead, struct pixels *out,
                  int *missing) {
    char asset[] = "assets/stripes.svg";
    struct draw_item item = {
        .kind = DRAW_PICTURE, .box = {0, 0, WIDTH, side}, .fit = FIT_COVER, .text = asset};
    struct draw_list list = {.items = &item, .count = 1};
    struct paint_book book = {.pictures = {shelf, read_picture}};
    struct paint_job job = {.list = &list,
                            .book = &book,
                            .width = WIDTH,
                            .height = HEIGHT,
                            .degrees = 90,
                            .keep = PAINT_KEEP,
                            .ahead = ahead};
    struct painter painter = easel_painter(easel);
    *out = (struct pixels){0};
    return painter.paint(painter.context, &job, out, missing);
}

static void a_job_done_ahead_saves_the_next_one_its_pictures(void **state) {
    (void)state;
    struct easel easel = {0}, other = {0};
    struct shelf shelf = {0};
    struct pixels out, at_once;
    int missing = -1;
    easel_keep(&easel);
    assert_true(paint(&easel, &shelf, SMALL, true, &out, &missing));
    assert_null(out.data);
    assert_int_equal(missing, 0);
    assert_int_equal(shelf.reads, 1);
    assert_true(paint(&easel, &shelf, SMALL, false, &out, &missing));
    assert_int_equal(shelf.reads, 1);
    assert_true(paint(&other, &shelf, SMALL, false, &at_once, &missing));
    assert_int_equal(shelf.reads, 2);
    assert_int_equal(out.width, HEIGHT); /* turned */
    assert_memory_equal(out.data, at_once.data, (size_t)WIDTH * HEIGHT * sizeof *out.data);
    pixels_finish(&out);
    pixels_finish(&at_once);
    easel_finish(&easel);
    easel_finish(&other);
}

/* What would be decoded for nothing is not: its damage is not even seen. */
static void a_picture_that_is_not_kept_is_not_decoded_ahead(void **state) {
    (void)state;
    static const struct {
        bool keeps;
        int rows, missing; /* ahead; missing in the job itself: always 1 */
        const char *why;
    } cases[] = {{true, LARGE, 0, "too large to be kept"},
                 {false, SMALL, 0, "nothing is kept"},
                 {true, SMALL, 1, "it would be kept"}};
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct easel easel = {0};
        struct shelf shelf = {.damaged = true};
        struct pixels out;
        int missing = -1;
        if (cases[i].keeps)
            easel_keep(&easel);
        assert_true(paint(&easel, &shelf, cases[i].rows, true, &out, &missing));
        if (missing != cases[i].missing)
            fail_msg("%s: %d are missing", cases[i].why, missing);
        assert_null(out.data);
        assert_true(paint(&easel, &shelf, cases[i].rows, false, &out, &missing));
        assert_int_equal(missing, 1);
        pixels_finish(&out);
        easel_finish(&easel);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_job_done_ahead_saves_the_next_one_its_pictures),
        cmocka_unit_test(a_picture_that_is_not_kept_is_not_decoded_ahead),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
