/* Waiting for an answer: what is measured, and what nobody waits for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "player/delay.h"

#define MS_NS 1000000LL

static void an_answer_counts_from_the_first_input_that_waits(void **state) {
    (void)state;
    struct delay delay = {0};
    delay_act(&delay, 100 * MS_NS);
    delay_act(&delay, 150 * MS_NS);
    delay_presented(&delay, 160 * MS_NS); /* a frame of something else */
    assert_int_equal(delay.answers.count, 0);
    delay_answer(&delay, true);
    delay_presented(&delay, 170 * MS_NS);
    delay_presented(&delay, 190 * MS_NS);
    assert_int_equal(delay.answers.count, 1);
    assert_true(latency_max(&delay.answers) > 69 && latency_max(&delay.answers) < 71);
}

static void what_changes_nothing_is_not_waited_for(void **state) {
    (void)state;
    struct delay delay = {0};
    delay_act(&delay, 100 * MS_NS);
    delay_answer(&delay, false);
    delay_presented(&delay, 200 * MS_NS);
    delay_act(&delay, 300 * MS_NS);
    delay_forget(&delay); /* the visitor has left */
    delay_answer(&delay, true);
    delay_presented(&delay, 400 * MS_NS);
    delay_act(&delay, 500 * MS_NS);
    delay_answer(&delay, true);
    delay_forget(&delay); /* between the picture and its frame */
    delay_presented(&delay, 600 * MS_NS);
    assert_int_equal(delay.answers.count, 0);
}

static void a_mark_counts_from_the_finger_that_came_down(void **state) {
    (void)state;
    struct delay delay = {0};
    delay_down(&delay, 100 * MS_NS);
    delay_mark(&delay, true, false);
    delay_presented(&delay, 105 * MS_NS);
    assert_int_equal(delay.marks.count, 0);
    delay_mark(&delay, true, true);
    delay_presented(&delay, 110 * MS_NS);
    assert_int_equal(delay.marks.count, 1);
    delay_down(&delay, 200 * MS_NS);
    delay_mark(&delay, false, true); /* slid off before it was seen */
    delay_presented(&delay, 210 * MS_NS);
    assert_int_equal(delay.marks.count, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_answer_counts_from_the_first_input_that_waits),
        cmocka_unit_test(what_changes_nothing_is_not_waited_for),
        cmocka_unit_test(a_mark_counts_from_the_finger_that_came_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
