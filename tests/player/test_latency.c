/* Median and maximum of the last hundred. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "player/latency.h"

#define MS 1000000LL

static void nothing_is_zero(void **state) {
    (void)state;
    struct latency latency = {0};
    assert_true(latency_median(&latency) <= 0);
    assert_true(latency_max(&latency) <= 0);
}

static void median_and_maximum(void **state) {
    (void)state;
    struct latency latency = {0};
    static const int ms[] = {30, 10, 90, 20, 40};
    for (size_t i = 0; i < sizeof ms / sizeof *ms; i++)
        latency_add(&latency, ms[i] * MS);
    assert_int_equal((int)latency_median(&latency), 30);
    assert_int_equal((int)latency_max(&latency), 90);
}

static void the_old_ones_are_forgotten(void **state) {
    (void)state;
    struct latency latency = {0};
    latency_add(&latency, 5000 * MS);
    for (int i = 0; i < LATENCY_KEPT; i++)
        latency_add(&latency, 20 * MS);
    assert_int_equal((int)latency_max(&latency), 20);
    assert_int_equal(latency.count, LATENCY_KEPT + 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_zero),
        cmocka_unit_test(median_and_maximum),
        cmocka_unit_test(the_old_ones_are_forgotten),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
