#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/draw/colour.h"

static void parses_six_hex_digits_only(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool good;
    } rows[] = {{"#0F4c5C", true},  {"#0F4C5", false}, {"#0F4C5CC", false}, {"0F4C5C", false},
                {"#0F4C5G", false}, {"#", false},      {"", false}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct colour colour = {0};
        assert_int_equal(colour_parse(rows[i].text, &colour), rows[i].good);
        if (rows[i].good)
            assert_true(colour.r == 0x0F && colour.g == 0x4C && colour.b == 0x5C && colour.a == 255);
    }
}

static void contrast_follows_wcag(void **state) {
    (void)state;
    struct colour black = {0, 0, 0, 255}, white = {255, 255, 255, 255}, grey = {0x76, 0x76, 0x76, 255};
    assert_float_equal(colour_contrast(black, white), 21.0, 0.001);
    assert_float_equal(colour_contrast(white, white), 1.0, 0.001);
    assert_float_equal(colour_contrast(white, grey), 4.54, 0.01); /* the well-known lightest passing grey */
    assert_float_equal(colour_contrast(grey, white), colour_contrast(white, grey), 0.0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parses_six_hex_digits_only),
        cmocka_unit_test(contrast_follows_wcag),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
