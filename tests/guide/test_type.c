#include "guide/view/type_parts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct type_scale scale = {.body = 30, .least = 20};

static void six_steps_double(void **state) {
    (void)state;
    static const struct {
        int step, px;
    } rows[] = {{-24, 20}, {-6, 20},         {TYPE_SMALL, 24}, {TYPE_BODY, 30},    {1, 34},  {TYPE_HEAD, 38},
                {3, 43},   {TYPE_TITLE, 48}, {6, 60},          {TYPE_DISPLAY, 96}, {12, 120}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(type_px(&scale, rows[i].step), rows[i].px);
}

/* Down one step at a time, to the least and no further. */
static void every_size_leads_down_to_the_least(void **state) {
    (void)state;
    int px = type_px(&scale, TYPE_MOST), steps = 0;
    for (; px > scale.least; steps++) {
        int below = type_below(&scale, px);
        assert_true(below < px && type_has(&scale, px) && type_has(&scale, below));
        px = below;
    }
    assert_int_equal(px, scale.least);
    assert_int_equal(steps, TYPE_MOST + 4); /* 30 px is four steps over 20 */
    assert_int_equal(type_below(&scale, scale.least), scale.least);
}

static void only_sizes_of_the_scale_are_of_it(void **state) {
    (void)state;
    static const struct {
        int px;
        bool has;
        int at_most;
    } rows[] = {{19, false, 20}, {20, true, 20},  {29, false, 27}, {30, true, 30},
                {31, false, 30}, {33, false, 30}, {34, true, 34}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(type_has(&scale, rows[i].px), rows[i].has);
        assert_int_equal(type_at_most(&scale, rows[i].px), rows[i].at_most);
    }
    assert_int_equal(type_step_for(&scale, TYPE_BODY, 41), 3);
    assert_int_equal(type_step_for(&scale, TYPE_TITLE, 41), TYPE_TITLE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(six_steps_double),
        cmocka_unit_test(every_size_leads_down_to_the_least),
        cmocka_unit_test(only_sizes_of_the_scale_are_of_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
