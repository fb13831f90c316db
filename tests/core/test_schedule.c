/* Tests kiosk/core/time/schedule.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "core/base/compiler.h"
#include "core/time/calendar.h"
#include "core/time/schedule.h"

static struct zone *zone;

static int64_t at(int year, int month, int day, int hour, int minute) {
    return zone_utc(zone,
                    (struct civil){.year = year, .month = month, .day = day, .hour = hour, .minute = minute});
}

static int32_t day(int year, int month, int of_month) {
    return (int32_t)civil_days(year, month, of_month);
}

enum { MONDAY = 1, SATURDAY = 32, SUNDAY = 64 };

static void answers(void **state) {
    (void)state;
    static const struct hours_window office[] = {{8 * 60, 16 * 60}}, night[] = {{22 * 60, 2 * 60}},
                                     whole[] = {{0, 1440}};
    const struct day_range eve[] = {{day(2026, 12, 24), day(2026, 12, 25)}};
    const struct schedule always = {0}, hours = {.hours = office, .hours_count = 1},
                          over = {.hours = night, .hours_count = 1, .weekdays = SATURDAY},
                          mondays = {.weekdays = MONDAY}, only = {.holidays = HOLIDAYS_ONLY},
                          never = {.holidays = HOLIDAYS_NEVER}, except = {.except = eve, .except_count = 1},
                          closed = {.holidays = HOLIDAYS_CLOSED}, open = {.holidays = HOLIDAYS_OPEN},
                          evening = {.named_days = 1u << CALENDAR_NEW_YEARS_EVE,
                                     .hours = night,
                                     .hours_count = 1},
                          dates = {.dates = eve, .date_count = 1}, full = {.hours = whole, .hours_count = 1},
                          span = {.has_from = true,
                                  .has_to = true,
                                  .from = {.year = 2026, .month = 12, .day = 1, .hour = 8},
                                  .to = {.year = 2026, .month = 12, .day = 24}};
    const struct {
        const struct schedule *schedule;
        int64_t now_ms;
        bool on;
        const char *why;
    } rows[] = {
        {&always, at(2026, 1, 1, 0, 0), true, "a schedule of zeroes is always on"},
        {&hours, at(2026, 11, 24, 7, 59), false, "before the window"},
        {&hours, at(2026, 11, 24, 8, 0), true, "the start belongs to it"},
        {&hours, at(2026, 11, 24, 16, 0) - 1, true, "the last millisecond"},
        {&hours, at(2026, 11, 24, 16, 0), false, "the end does not belong to it"},
        {&over, at(2026, 11, 28, 22, 0), true, "Saturday night"},
        {&over, at(2026, 11, 29, 1, 59), true, "belongs to the Saturday it started on"},
        {&over, at(2026, 11, 29, 2, 0), false, "over"},
        {&over, at(2026, 11, 29, 23, 0), false, "Sunday night is not Saturday's"},
        {&over, at(2026, 11, 28, 1, 0), false, "nor is Friday's"},
        {&mondays, at(2026, 11, 23, 0, 0), true, "Monday from midnight"},
        {&mondays, at(2026, 11, 24, 0, 0), false, "to midnight"},
        {&only, at(2026, 12, 25, 12, 0), true, "Christmas Day"},
        {&only, at(2026, 12, 24, 12, 0), false, "not its eve"},
        {&closed, at(2026, 12, 24, 12, 0), true, "when offices close"},
        {&closed, at(2026, 12, 25, 12, 0), true, "a holiday, too"},
        {&closed, at(2026, 12, 23, 12, 0), false, "an ordinary day"},
        {&open, at(2027, 6, 5, 12, 0), false, "5 June"},
        {&open, at(2027, 6, 4, 12, 0), true, "the day before"},
        {&evening, at(2027, 12, 31, 23, 0), true, "every year"},
        {&evening, at(2028, 1, 1, 1, 0), true, "over midnight"},
        {&evening, at(2028, 1, 1, 23, 0), false, "the next evening"},
        {&never, at(2026, 12, 25, 12, 0), false, "a holiday"},
        {&never, at(2026, 12, 27, 12, 0), true, "an ordinary Sunday"},
        {&except, at(2026, 12, 24, 12, 0), false, "the exception"},
        {&except, at(2026, 12, 25, 0, 0), true, "the day after"},
        {&dates, at(2026, 12, 24, 23, 59), true, "the date"},
        {&dates, at(2026, 12, 25, 0, 0), false, "the date is over"},
        {&full, at(2026, 3, 29, 12, 0), true, "00:00–24:00 is the whole day, also of 23 hours"},
        {&span, at(2026, 12, 1, 7, 59), false, "before its first minute"},
        {&span, at(2026, 12, 1, 8, 0), true, "its first minute"},
        {&span, at(2026, 12, 23, 23, 59), true, "its last minute"},
        {&span, at(2026, 12, 24, 0, 0), false, "half-open"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++)
        if (schedule_active(rows[i].schedule, zone, rows[i].now_ms) != rows[i].on)
            fail_msg("row %zu: %s", i, rows[i].why);
}

/* The day of the last Sunday in a month of 31 days. */
static int last_sunday(int year, int month) {
    return 31 - (int)((civil_days(year, month, 31) + 4) % 7);
}

static void clock_changes_2020_to_2040(void **state) {
    (void)state;
    static const struct hours_window gap[] = {{2 * 60 + 30, 5 * 60}}, doubled[] = {{2 * 60 + 30, 3 * 60}};
    const struct schedule spring = {.hours = gap, .hours_count = 1},
                          autumn = {.hours = doubled, .hours_count = 1};
    for (int year = 2020; year <= 2040; year++) {
        int march = last_sunday(year, 3), october = last_sunday(year, 10);
        /* 02:30 does not exist: the window starts at 03:30 summer time, which is 01:30 UTC */
        int64_t start_ms = civil_days(year, 3, march) * 86400000 + 90 * 60000;
        assert_false(schedule_active(&spring, zone, start_ms - 1));
        assert_true(schedule_active(&spring, zone, start_ms));
        assert_true(schedule_next_edge(&spring, zone, start_ms - 1, INT64_MAX) == start_ms);
        /* 02:30 comes twice: the first is meant (00:30 UTC), and 03:00 is 02:00 UTC */
        start_ms = civil_days(year, 10, october) * 86400000 + 30 * 60000;
        assert_false(schedule_active(&autumn, zone, start_ms - 1));
        assert_true(schedule_active(&autumn, zone, start_ms));
        assert_true(schedule_active(&autumn, zone, start_ms + 90 * 60000 - 1));
        assert_false(schedule_active(&autumn, zone, start_ms + 90 * 60000));
    }
}

static void between_edges_the_answer_never_changes(void **state) {
    (void)state;
    static const struct hours_window hours[] = {{7 * 60 + 15, 9 * 60}, {21 * 60, 4 * 60}};
    const struct schedule schedule = {
        .hours = hours, .hours_count = 2, .weekdays = MONDAY | SATURDAY | SUNDAY, .holidays = HOLIDAYS_NEVER};
    int64_t now_ms = at(2026, 3, 20, 0, 0), end_ms = at(2026, 4, 10, 0, 0);
    bool on = schedule_active(&schedule, zone, now_ms);
    int64_t edge_ms = schedule_next_edge(&schedule, zone, now_ms, end_ms);
    for (; now_ms < end_ms; now_ms += 60000) {
        if (now_ms >= edge_ms) {
            on = schedule_active(&schedule, zone, edge_ms);
            edge_ms = schedule_next_edge(&schedule, zone, edge_ms, end_ms);
        }
        assert_int_equal(schedule_active(&schedule, zone, now_ms), on);
    }
}

static int open_zone(void **state) {
    (void)state;
    zone = zone_create("Europe/Copenhagen");
    return zone ? 0 : -1;
}

static int close_zone(void **state) {
    (void)state;
    zone_destroy(zone);
    return 0;
}

static void what_can_never_be_on(void **state) {
    (void)state;
    static const struct hours_window office[] = {{8 * 60, 16 * 60}}, evening[] = {{20 * 60, 22 * 60}},
                                     night[] = {{22 * 60, 2 * 60}}, gap[] = {{2 * 60 + 10, 2 * 60 + 50}};
    const struct day_range first_week[] = {{day(2026, 12, 1), day(2026, 12, 6)}}, /* Tuesday to Saturday */
        christmas[] = {{day(2026, 12, 25), day(2026, 12, 27)}},
                           both[] = {{day(2026, 12, 1), day(2027, 1, 1)}},
                           spring[] = {{day(2027, 3, 28), day(2027, 3, 29)}}, /* 02:00 becomes 03:00 */
        workday[] = {{day(2026, 12, 2), day(2026, 12, 3)}};
    const struct civil first = {.year = 2026, .month = 12, .day = 1},
                       noon = {.year = 2026, .month = 12, .day = 1, .hour = 12},
                       second = {.year = 2026, .month = 12, .day = 2},
                       sixth = {.year = 2026, .month = 12, .day = 6},
                       two_pm = {.year = 2026, .month = 12, .day = 1, .hour = 14};
    const struct {
        struct schedule schedule;
        enum schedule_never never;
        const char *why;
    } rows[] = {
        {{0}, NEVER_NOT, "always"},
        {{.has_from = true, .from = second, .has_to = true, .to = first},
         NEVER_ORDER,
         "ends before it begins"},
        {{.has_from = true, .from = first, .has_to = true, .to = first}, NEVER_ORDER, "an empty span"},
        {{.has_to = true, .to = first}, NEVER_NOT, "it is over: that is no mistake"},
        {{.has_from = true, .from = first, .has_to = true, .to = sixth, .weekdays = SUNDAY},
         NEVER_WEEKDAYS,
         "no Sunday"},
        {{.has_from = true, .from = first, .has_to = true, .to = sixth, .weekdays = SATURDAY},
         NEVER_NOT,
         "one Saturday"},
        {{.dates = first_week, .date_count = 1, .weekdays = SUNDAY | MONDAY},
         NEVER_WEEKDAYS,
         "dates without them"},
        {{.dates = first_week, .date_count = 1, .holidays = HOLIDAYS_ONLY}, NEVER_HOLIDAYS, "no holiday"},
        {{.dates = christmas, .date_count = 1, .holidays = HOLIDAYS_NEVER}, NEVER_HOLIDAYS, "holidays alone"},
        {{.dates = christmas, .date_count = 1, .holidays = HOLIDAYS_ONLY}, NEVER_NOT, "holidays"},
        {{.dates = christmas, .date_count = 1, .named_days = 1u << CALENDAR_NEW_YEARS_EVE},
         NEVER_NAMED_DAYS,
         "not then"},
        {{.dates = christmas, .date_count = 1, .except = both, .except_count = 1},
         NEVER_EXCEPT,
         "all excepted"},
        {{.dates = first_week, .date_count = 1, .has_from = true, .from = sixth},
         NEVER_DATES,
         "dates before from"},
        {{.dates = workday, .date_count = 1, .has_to = true, .to = second}, NEVER_DATES, "dates after to"},
        {{.has_from = true, .from = noon, .has_to = true, .to = two_pm, .hours = evening, .hours_count = 1},
         NEVER_HOURS,
         "hours after to"},
        {{.has_from = true, .from = noon, .has_to = true, .to = two_pm, .hours = office, .hours_count = 1},
         NEVER_NOT,
         "hours between"},
        {{.has_from = true,
          .from = first,
          .has_to = true,
          .to = noon,
          .hours = night,
          .hours_count = 1,
          .weekdays = MONDAY},
         NEVER_NOT,
         "Monday's night reaches over"},
        {{.dates = spring, .date_count = 1, .hours = gap, .hours_count = 1},
         NEVER_NOT,
         "the hour that the clocks skip comes later"},
        {{.weekdays = SUNDAY, .holidays = HOLIDAYS_ONLY}, NEVER_NOT, "some holiday is a Sunday"},
        {{.has_from = true,
          .from = second,
          .has_to = true,
          .to = {.year = 2026, .month = 12, .day = 3},
          .weekdays = SUNDAY,
          .except = workday,
          .except_count = 1},
         NEVER_TOGETHER,
         "two reasons"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++)
        if (schedule_never(&rows[i].schedule, zone) != rows[i].never)
            fail_msg("%s: %d", rows[i].why, schedule_never(&rows[i].schedule, zone));
    struct schedule december = {.dates = both, .date_count = 1},
                    later = {.has_from = true, .from = {.year = 2027, .month = 1, .day = 3}},
                    over = {.hours = night,
                            .hours_count = 1,
                            .has_from = true,
                            .from = {.year = 2027, .month = 1, .day = 1}};
    assert_false(schedule_may_meet(&december, &later, zone));
    assert_true(schedule_may_meet(&december, &over, zone)); /* the night of New Year's Eve */
    assert_true(schedule_may_meet(&december, &(struct schedule){0}, zone));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers),
        cmocka_unit_test(what_can_never_be_on),
        cmocka_unit_test(clock_changes_2020_to_2040),
        cmocka_unit_test(between_edges_the_answer_never_changes),
    };
    return cmocka_run_group_tests(tests, open_zone, close_zone);
}
