#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "guide/icon.h"
#include "stage/fonts.h"

enum { HOME = 0xE88A, LETTER = 'A' };

/* Inter keeps glyphs of its own at private-use code points: a sign never comes from it, nor a letter from the
 * signs. */
static void signs_come_from_the_icon_font_alone(void **state) {
    (void)state;
    static const char *const families[] = {"Inter", "Noto Sans"};
    struct theme theme = {.fonts = families, .font_count = 2};
    struct report report = {0};
    struct fonts *fonts = fonts_create(&theme, NULL, NULL, &report);
    assert_non_null(fonts);
    assert_int_equal(report.count, 0);
    struct measure measure = fonts_measure(fonts);
    assert_string_equal(icon_find("home"), "\uE88A");
    int letter = measure.face(measure.context, LETTER, WEIGHT_REGULAR, "en");
    for (int weight = WEIGHT_REGULAR; weight <= WEIGHT_BOLD; weight++) {
        int sign = measure.face(measure.context, HOME, (enum weight)weight, "ar");
        assert_int_not_equal(sign, FACE_NONE);
        assert_true(measure.covers(measure.context, sign, HOME));
        assert_false(measure.covers(measure.context, sign, LETTER));
        assert_false(measure.covers(measure.context, letter, HOME));
    }
    for (uint32_t c = 0xE000; c <= 0xF8FF; c++)
        assert_false(measure.covers(measure.context, letter, c));
    fonts_destroy(fonts);
    report_finish(&report);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(signs_come_from_the_icon_font_alone)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
