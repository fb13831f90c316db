/* Tests kiosk/core/base/retry.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/base/compiler.h"
#include "core/base/retry.h"

static void delays_grow_jitter_and_stop_growing(void **state) {
    (void)state;
    static const struct {
        unsigned failures;
        double random;
        int64_t retry_after_s;
        int64_t expected_ms;
        const char *why;
    } rows[] = {
        {1, 0.0, 0, 500, "never busy-loops"},
        {1, 0.5, 0, 2500, "half of the base"},
        {2, 0.5, 0, 5000, "doubles"},
        {3, 0.5, 0, 10000, "doubles again"},
        {9, 0.5, 0, 450000, "capped at 15 min"},
        {4000000000u, 0.5, 0, 450000, "a year of failures does not overflow"},
        {1, 0.5, 60, 60000, "Retry-After is honoured"},
        {1, 0.5, 1, 30000, "a Retry-After that hammers is raised"},
        {1, 0.5, 1000000000, 21600000, "a hostile Retry-After cannot silence a screen"},
        {1, 0.5, -1, 2500, "a negative Retry-After is none"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        int64_t got = retry_delay_ms(rows[i].failures, rows[i].random, rows[i].retry_after_s);
        if (got != rows[i].expected_ms)
            fail_msg("%s: got %lld", rows[i].why, (long long)got);
    }
}

static void polls_spread_but_never_exceed_the_period(void **state) {
    (void)state;
    assert_int_equal(retry_poll_ms(15000, 0.0), 15000);
    assert_int_equal(retry_poll_ms(15000, 0.5), 13500);
    assert_true(retry_poll_ms(15000, 0.9999) >= 12000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(delays_grow_jitter_and_stop_growing),
        cmocka_unit_test(polls_spread_but_never_exceed_the_period),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
