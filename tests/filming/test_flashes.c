/* How often a film flashes within a second. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/compiler.h"
#include "filming/flashes.h"

enum { FRAMES = 150 };

static const struct {
    const char *why;
    int fps_num, fps_den, every; /* frames from one change to the next */
    uint8_t dark, light, cells;  /* of all */
    int most;
} CASES[] = {
    {"a still picture", 25, 1, 1000, 0, 255, 64, 0},
    {"black and white, 2.5 times a second", 25, 1, 5, 0, 255, 64, 2},
    {"every third frame: four times", 25, 1, 3, 0, 255, 64, 4},
    {"each frame, as often as can be", 25, 1, 1, 0, 255, 64, 12},
    {"three times a second are borne", 30, 1, 5, 0, 255, 64, 3},
    {"29.97 is seen as 30", 30000, 1001, 3, 0, 255, 64, 5},
    {"a quarter of the picture", 25, 1, 3, 0, 255, 16, 4},
    {"less than a quarter", 25, 1, 3, 0, 255, 15, 0},
    {"a change that is too small", 25, 1, 3, 120, 140, 64, 0},
    {"both lighter than 0.8", 25, 1, 3, 235, 255, 64, 0},
};

static void test_flashes_are_counted(void **state) {
    static uint8_t greys[FRAMES * FLASHES_FRAME];
    (void)state;
    for (size_t i = 0; i < LENGTH(CASES); i++) {
        memset(greys, CASES[i].dark, sizeof greys);
        for (int n = 0; n < FRAMES; n++)
            memset(greys + n * FLASHES_FRAME, n / CASES[i].every % 2 ? CASES[i].light : CASES[i].dark,
                   CASES[i].cells);
        struct flashes flashes = flashes_count(greys, FRAMES, CASES[i].fps_num, CASES[i].fps_den);
        if (flashes.most != CASES[i].most)
            fail_msg("%s: %d, not %d", CASES[i].why, flashes.most, CASES[i].most);
    }
}

static void test_where_they_are(void **state) {
    static uint8_t greys[FRAMES * FLASHES_FRAME];
    (void)state;
    memset(greys, 0, sizeof greys);
    for (int n = 100; n < 125; n += 4)
        memset(greys + n * FLASHES_FRAME, 255, FLASHES_FRAME);
    struct flashes flashes = flashes_count(greys, FRAMES, 25, 1);
    assert_int_equal(flashes.most, 6);
    assert_in_range(flashes.frame, 96, 101);
}

/* A slow fade is none, and neither is no film. */
static void test_a_fade_is_no_flash(void **state) {
    static uint8_t greys[FRAMES * FLASHES_FRAME];
    (void)state;
    for (int n = 0; n < FRAMES; n++)
        memset(greys + n * FLASHES_FRAME, n, FLASHES_FRAME);
    assert_int_equal(flashes_count(greys, FRAMES, 25, 1).most, 0);
    assert_int_equal(flashes_count(greys, 0, 25, 1).most, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_flashes_are_counted),
        cmocka_unit_test(test_where_they_are),
        cmocka_unit_test(test_a_fade_is_no_flash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
