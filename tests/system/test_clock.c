/* Three times at once: the wall's, what hands and frames take, and how long nobody has touched the screen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/base/compiler.h"
#include "system/clock.h"

#define BASE_NS 5000000000000LL
#define WALL_MS 1795000000000LL

static void without_speed_everything_runs_alike(void **state) {
    (void)state;
    struct clock clock = clock_system();
    struct instant now = clock_sample(&clock);
    assert_int_equal(now.steady_ms, now.mono_ns / 1000000);
    assert_int_equal(clock_until_steady_ns(&clock, now, now.steady_ms), 0);
    assert_in_range(clock_until_steady_ns(&clock, now, now.steady_ms + 90000), 90000000000LL, 90000100000LL);
}

/* Whoever has been away for 90 s of the sped-up day has been away for 90 s. */
static void speed_moves_the_wall_and_the_visitor_alike(void **state) {
    (void)state;
    static const double speeds[] = {0.5, 1, 20, 1000};
    for (size_t i = 0; i < sizeof speeds / sizeof *speeds; i++) {
        struct clock clock = clock_at(WALL_MS, speeds[i]);
        struct instant first = clock_sample(&clock), then;
        do
            then = clock_sample(&clock);
        while (then.mono_ns - first.mono_ns < 3000000);
        int64_t wall_ms = then.wall_ms - first.wall_ms, steady_ms = then.steady_ms - first.steady_ms;
        double real_ms = (double)(then.mono_ns - first.mono_ns) / 1e6;
        assert_in_range(steady_ms - wall_ms + 1, 0, 2);
        assert_true((double)steady_ms >= real_ms * speeds[i] - 2 &&
                    (double)steady_ms <= real_ms * speeds[i] + 2);
        int64_t wait_ns = clock_until_steady_ns(&clock, then, then.steady_ms + 1000);
        assert_int_equal(wait_ns, clock_until_ns(&clock, then, then.wall_ms + 1000));
        assert_true((double)wait_ns >= 1e9 / speeds[i] && (double)wait_ns <= 1e9 / speeds[i] + 1e5);
    }
}

static void the_past_is_due_and_nothing_is_further_than_an_hour(void **state) {
    (void)state;
    struct clock clock = clock_system();
    struct instant now = {.wall_ms = WALL_MS, .mono_ns = BASE_NS, .steady_ms = BASE_NS / 1000000};
    assert_int_equal(clock_until_ns(&clock, now, WALL_MS - 1), 0);
    assert_int_equal(clock_until_steady_ns(&clock, now, now.steady_ms - 1), 0);
    assert_int_equal(clock_until_ns(&clock, now, INT64_MAX), 3600000000000LL);
    assert_int_equal(clock_until_steady_ns(&clock, now, INT64_MAX), 3600000000000LL);
}

/* What a person, a time server or a battery does to the wall clock, second by second of the steady one. */
static void a_step_is_told_once_and_slewing_never(void **state) {
    (void)state;
    static const struct {
        int64_t step_ms;
        bool stepped;
        const char *reason;
    } rows[] = {{0, false, "nothing happens"},
                {-3600000, true, "summer time by hand"},
                {0, false, "told once"},
                {86400000, true, "a day on"},
                {-WALL_MS, true, "a battery that is empty"},
                {WALL_MS, true, "and a time server"},
                {999, false, "less than a second is followed as it goes"},
                {-999, false, "and back"},
                {600, false, "two small ones …"},
                {600, true, "… are a step"},
                {0, false, "told once, again"}};
    struct clock clock = clock_system();
    struct instant now = {.wall_ms = WALL_MS, .steady_ms = BASE_NS / 1000000};
    assert_false(clock_stepped(&clock, now)); /* nothing to compare with yet */
    for (size_t i = 0; i < LENGTH(rows); i++) {
        now.steady_ms += 1000;
        now.wall_ms += 1000 + rows[i].step_ms;
        assert_int_equal(clock_stepped(&clock, now), rows[i].stepped);
    }
}

static void a_clock_of_our_own_never_steps(void **state) {
    (void)state;
    struct clock clock = clock_at(WALL_MS, 1000);
    for (int i = 0; i < 100; i++)
        assert_false(clock_turn(&clock).stepped);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_step_is_told_once_and_slewing_never),
        cmocka_unit_test(a_clock_of_our_own_never_steps),
        cmocka_unit_test(without_speed_everything_runs_alike),
        cmocka_unit_test(speed_moves_the_wall_and_the_visitor_alike),
        cmocka_unit_test(the_past_is_due_and_nothing_is_further_than_an_hour),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
