/* Rotation of boxes and touches. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/base/compiler.h"
#include "show/turn.h"

static void boxes_turn_clockwise(void **state) {
    (void)state;
    /* An upright picture of 100 × 60 with a mark in its top left corner. */
    static const struct {
        int degrees;
        struct box expected;
        const char *reason;
    } rows[] = {
        {0, {0, 0, 30, 10}, "as it is"},
        {90, {50, 0, 10, 30}, "top left goes to the top right of a 60 × 100 panel"},
        {180, {70, 50, 30, 10}, "top left goes to the bottom right"},
        {270, {0, 70, 10, 30}, "top left goes to the bottom left"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct box got = turn_box((struct box){0, 0, 30, 10}, 100, 60, rows[i].degrees);
        assert_memory_equal(&got, &rows[i].expected, sizeof got);
    }
}

static void touch_is_the_inverse_of_the_picture(void **state) {
    (void)state;
    const int width = 1000, height = 600;
    for (int degrees = 0; degrees < 360; degrees += 90) {
        struct box point = turn_box((struct box){200, 150, 0, 0}, width, height, degrees);
        int panel_width, panel_height;
        turn_size(degrees, width, height, &panel_width, &panel_height);
        double x, y;
        turn_touch((double)point.x / panel_width, (double)point.y / panel_height, degrees, &x, &y);
        assert_int_equal((int)(x * width + 0.5), 200);
        assert_int_equal((int)(y * height + 0.5), 150);
    }
}

static void touch_is_clamped(void **state) {
    (void)state;
    double x, y;
    turn_touch(-0.2, 1.3, 0, &x, &y);
    assert_true(x == 0 && y == 1);
}

static void neighbours_share_an_edge(void **state) {
    (void)state;
    struct box a = turn_fraction(0, 0, 0.683, 1, 1366, 768), b = turn_fraction(0.683, 0, 0.317, 1, 1366, 768);
    assert_int_equal(a.x + a.w, b.x);
    assert_int_equal(b.x + b.w, 1366);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(boxes_turn_clockwise),
        cmocka_unit_test(touch_is_the_inverse_of_the_picture),
        cmocka_unit_test(touch_is_clamped),
        cmocka_unit_test(neighbours_share_an_edge),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
