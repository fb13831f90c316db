/* Rounds are counted by what was seen first, also when that is left out later. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "player/loops.h"

static struct slide slides[3];

static void see(struct loops *loops, size_t zone, int slide, int64_t start_ms) {
    const struct timeline_entry entry = {.slide = &slides[slide], .language = "en", .start_ms = start_ms};
    loops_see(loops, zone, &entry);
    loops_see(loops, zone, &entry); /* still the same */
}

static void a_round_is_over_when_the_first_comes_again(void **state) {
    (void)state;
    struct loops loops = {0};
    assert_int_equal(loops_done(&loops), 0);
    for (int i = 0; i < 7; i++) {
        see(&loops, 0, i % 3, i);
        assert_int_equal(loops_done(&loops), i / 3);
    }
    see(&loops, 1, 0, 0); /* another zone has only begun */
    assert_int_equal(loops_done(&loops), 0);
}

static void what_is_left_out_ends_no_round(void **state) {
    (void)state;
    struct loops loops = {0};
    see(&loops, 0, 0, 1);
    loops_forget(&loops, &slides[0]);
    see(&loops, 0, 1, 2);
    see(&loops, 0, 2, 3);
    assert_int_equal(loops_done(&loops), 0);
    see(&loops, 0, 1, 4);
    assert_int_equal(loops_done(&loops), 1);
    loops_forget(&loops, &slides[2]); /* not what it is counted by */
    see(&loops, 0, 1, 5);
    assert_int_equal(loops_done(&loops), 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_round_is_over_when_the_first_comes_again),
                                       cmocka_unit_test(what_is_left_out_ends_no_round)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
