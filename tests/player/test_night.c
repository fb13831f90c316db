/* When a panel is dark, and what lights it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "player/night.h"

static struct night made(const char *hours) {
    struct night night = {0};
    assert_true(night_parse(hours, &night.hours));
    return night;
}

static void hours_are_written_one_way(void **state) {
    (void)state;
    static const char *const wrong[] = {"",
                                        "22:00",
                                        "22-06",
                                        "22:00-22:00",
                                        "25:00-06:00",
                                        "24:00-06:00",
                                        "22:00-06:00 ",
                                        "22:00–06:00",
                                        "22:00-06:61",
                                        "-"};
    struct hours_window hours = {0};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(night_parse(wrong[i], &hours));
    assert_true(night_parse("22:00-06:30", &hours));
    assert_int_equal(hours.from_min, 22 * 60);
    assert_int_equal(hours.to_min, 6 * 60 + 30);
    assert_true(night_parse("18:00-24:00", &hours));
}

static void it_is_night_over_midnight_and_in_the_sites_time(void **state) {
    (void)state;
    struct zone *zone = zone_create("Europe/Copenhagen");
    const struct night night = made("22:00-06:30"), never = {0};
    static const struct {
        int day, hour, minute;
        bool dark;
    } times[] = {{1, 21, 59, false}, {1, 22, 0, true}, {1, 23, 59, true},
                 {2, 0, 0, true},    {2, 6, 29, true}, {2, 6, 30, false}};
    assert_non_null(zone);
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        const struct civil local = {
            .year = 2026, .month = 12, .day = times[i].day, .hour = times[i].hour, .minute = times[i].minute};
        int64_t at_ms = zone_utc(zone, local);
        assert_int_equal(night_scheduled(&night, zone, at_ms), times[i].dark);
        assert_false(night_scheduled(&never, zone, at_ms));
    }
    zone_destroy(zone);
}

static void dark_once_nobody_is_there(void **state) {
    (void)state;
    struct night night = made("22:00-06:30");
    struct night_facts facts = {.steady_ms = 1000, .scheduled = true, .busy = true};
    assert_false(night_turn(&night, &facts));
    assert_int_equal(night.phase, NIGHT_LIT);
    facts.busy = false;
    assert_true(night_turn(&night, &facts));
    assert_int_equal(night.phase, NIGHT_DARK);
    assert_false(night_turn(&night, &facts));
}

static void a_touch_lights_it_for_two_minutes(void **state) {
    (void)state;
    struct night night = made("22:00-06:30");
    struct night_facts facts = {.steady_ms = 0, .scheduled = true};
    assert_true(night_turn(&night, &facts));
    night_light(&night, 5000);
    facts.steady_ms = 5000;
    assert_true(night_turn(&night, &facts));
    assert_int_equal(night.phase, NIGHT_WAKING);
    assert_false(night_turn(&night, &facts));
    facts.ready = true;
    assert_true(night_turn(&night, &facts));
    assert_int_equal(night.phase, NIGHT_LIT);
    facts.steady_ms = 5000 + NIGHT_LIT_S * 1000 - 1;
    assert_false(night_turn(&night, &facts));
    facts.steady_ms++;
    assert_true(night_turn(&night, &facts));
    assert_int_equal(night.phase, NIGHT_DARK);
}

/* What is never ready, such as a painter that hangs, must not keep it dark by day. */
static void the_morning_does_not_wait_for_ever(void **state) {
    (void)state;
    struct night night = made("22:00-06:30");
    struct night_facts facts = {.scheduled = true};
    assert_true(night_turn(&night, &facts));
    facts = (struct night_facts){.steady_ms = 60000};
    assert_true(night_turn(&night, &facts));
    assert_int_equal(night.phase, NIGHT_WAKING);
    facts.steady_ms += NIGHT_WAKES_MS;
    assert_true(night_turn(&night, &facts));
    assert_int_equal(night.phase, NIGHT_LIT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hours_are_written_one_way),
        cmocka_unit_test(it_is_night_over_midnight_and_in_the_sites_time),
        cmocka_unit_test(dark_once_nobody_is_there),
        cmocka_unit_test(a_touch_lights_it_for_two_minutes),
        cmocka_unit_test(the_morning_does_not_wait_for_ever),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
