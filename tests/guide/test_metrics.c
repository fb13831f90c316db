#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "guide/view/metrics_parts.h"

static const double panels_mm[] = {345, 476, 531, 708, 930, 1210};

static struct metrics sizes(double mm, bool portrait, enum text_size size, bool easy_reach) {
    struct screen screen = {.width_mm = mm, .touch = {.distance_mm = 600, .bottom_mm = 800}};
    struct guide_state state = {.aids.text_size = size, .aids.easy_reach = easy_reach};
    return metrics_make(&screen, portrait ? 1080 : 1920, portrait ? 1920 : 1080, &state);
}

/* EN 301 549 V3.2.1 5.1.4: one mode whose capitals are 0.0122 of the distance; the largest never less. */
static void larger_text_obeys_the_standard_on_every_panel(void **state) {
    (void)state;
    for (size_t i = 0; i < LENGTH(panels_mm); i++)
        for (int portrait = 0; portrait < 2; portrait++) {
            struct metrics normal = sizes(panels_mm[i], portrait, TEXT_NORMAL, false);
            struct metrics large = sizes(panels_mm[i], portrait, TEXT_LARGE, false);
            struct metrics largest = sizes(panels_mm[i], portrait, TEXT_LARGEST, false);
            assert_true(large.body * 0.714 >= 0.0122 * 600 * large.px_per_mm);
            assert_true(large.body > normal.body && largest.body >= large.body);
        }
}

static void the_largest_text_gives_no_more_than_fits(void **state) {
    (void)state;
    for (size_t i = 0; i < LENGTH(panels_mm); i++) {
        struct metrics large = sizes(panels_mm[i], true, TEXT_LARGE, false);
        struct metrics largest = sizes(panels_mm[i], true, TEXT_LARGEST, false);
        bool quarter = largest.body >= large.body * 5 / 4 - 1;
        bool line = largest.body * METRICS_LINE_EMS <= 1080 + METRICS_LINE_EMS;
        assert_true(line || largest.body == large.body);
        assert_int_equal(quarter, panels_mm[i] > 450); /* from 21.5" on */
    }
}

/* Easy reach begins lower than what must be reached, also where all could be reached; else they are one. */
static void easy_reach_lowers(void **state) {
    (void)state;
    for (size_t i = 0; i < LENGTH(panels_mm); i++)
        for (int portrait = 0; portrait < 2; portrait++) {
            struct metrics usual = sizes(panels_mm[i], portrait, TEXT_NORMAL, false);
            struct metrics easy = sizes(panels_mm[i], portrait, TEXT_NORMAL, true);
            assert_int_equal(usual.reach_top, usual.reach_must);
            assert_true(easy.reach_top >= easy.reach_must && easy.reach_must >= usual.reach_must);
            double must_mm = 800 + (easy.height - easy.reach_must) / easy.px_per_mm;
            assert_true(must_mm <= METRICS_EASY_REACH_MM + 0.5);
            assert_int_equal(easy.body, usual.body); /* nobody pays for reach with letters they cannot read */
            assert_int_equal(easy.small, usual.small);
            assert_int_equal(easy.button, usual.button);
            if (portrait)
                assert_true(easy.reach_top > usual.reach_top);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(larger_text_obeys_the_standard_on_every_panel),
        cmocka_unit_test(the_largest_text_gives_no_more_than_fits),
        cmocka_unit_test(easy_reach_lowers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
