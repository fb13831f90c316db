#include "core/time/zone.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define HOUR INT64_C(3600000)

/* Last Sundays of March and October, from a printed calendar. */
static const struct {
    int year, march, october;
} changes[] = {
    {2020, 29, 25}, {2021, 28, 31}, {2022, 27, 30}, {2023, 26, 29}, {2024, 31, 27}, {2025, 30, 26},
    {2026, 29, 25}, {2027, 28, 31}, {2028, 26, 29}, {2029, 25, 28}, {2030, 31, 27}, {2031, 30, 26},
    {2032, 28, 31}, {2033, 27, 30}, {2034, 26, 29}, {2035, 25, 28}, {2036, 30, 26}, {2037, 29, 25},
    {2038, 28, 31}, {2039, 27, 30}, {2040, 25, 28},
};

static int64_t utc(int year, int month, int day, int hour, int minute) {
    return (civil_days(year, month, day) * 24 + hour) * HOUR + minute * INT64_C(60000);
}

static int64_t local(const struct zone *zone, int year, int month, int day, int hour, int minute) {
    return zone_utc(zone, (struct civil){year, month, day, hour, minute, 0, 0});
}

static void assert_clock(const struct zone *zone, int64_t at, int day, int hour, int minute) {
    struct civil c = zone_local(zone, at);
    assert_int_equal(c.day, day);
    assert_int_equal(c.hour, hour);
    assert_int_equal(c.minute, minute);
}

static void test_every_change(void **state) {
    (void)state;
    struct zone *zone = zone_create("Europe/Copenhagen");
    assert_non_null(zone);
    for (size_t i = 0; i < LENGTH(changes); i++) {
        int year = changes[i].year, march = changes[i].march, october = changes[i].october;
        int64_t spring = utc(year, 3, march, 1, 0), autumn = utc(year, 10, october, 1, 0);
        assert_int_equal(zone_offset_s(zone, spring - 1), 3600);
        assert_int_equal(zone_offset_s(zone, spring), 7200);
        assert_int_equal(zone_offset_s(zone, autumn - 1), 7200);
        assert_int_equal(zone_offset_s(zone, autumn), 3600);
        assert_clock(zone, spring - 1, march, 1, 59);
        assert_clock(zone, spring, march, 3, 0);
        assert_clock(zone, autumn - 1, october, 2, 59);
        assert_clock(zone, autumn, october, 2, 0);
        assert_int_equal(zone_local(zone, spring).weekday, 7);
        /* The missing hour moves forward by the gap, the doubled one is its first occurrence. */
        assert_int_equal(local(zone, year, 3, march, 1, 59), spring - 60000);
        assert_int_equal(local(zone, year, 3, march, 2, 0), spring);
        assert_int_equal(local(zone, year, 3, march, 2, 30), spring + HOUR / 2);
        assert_clock(zone, local(zone, year, 3, march, 2, 30), march, 3, 30);
        assert_int_equal(local(zone, year, 3, march, 3, 0), spring);
        assert_int_equal(local(zone, year, 10, october, 1, 59), autumn - HOUR - 60000);
        assert_int_equal(local(zone, year, 10, october, 2, 0), autumn - HOUR);
        assert_int_equal(local(zone, year, 10, october, 2, 30), autumn - HOUR / 2);
        assert_int_equal(local(zone, year, 10, october, 3, 0), autumn + HOUR);
        /* Days of 23 and 25 hours. */
        assert_int_equal(local(zone, year, 3, march + 1, 0, 0) - local(zone, year, 3, march, 0, 0),
                         23 * HOUR);
        assert_int_equal(local(zone, year, 10, october + 1, 0, 0) - local(zone, year, 10, october, 0, 0),
                         25 * HOUR);
    }
    zone_destroy(zone);
}

static void test_there_and_back(void **state) {
    (void)state;
    struct zone *zone = zone_create("Europe/Copenhagen");
    assert_non_null(zone);
    for (int64_t at = utc(2024, 1, 1, 0, 0); at < utc(2027, 1, 1, 0, 0); at += HOUR / 2) {
        int64_t back = zone_utc(zone, zone_local(zone, at));
        bool second_time = back == at - HOUR && zone_offset_s(zone, back) == zone_offset_s(zone, at) + 3600;
        assert_true(back == at || second_time);
    }
    zone_destroy(zone);
}

static void test_days(void **state) {
    (void)state;
    assert_int_equal(civil_days(1970, 1, 1), 0);
    assert_int_equal(civil_days(2000, 3, 1), 11017);
    assert_int_equal(civil_days(2026, 12, 3), 20790);
    assert_int_equal(civil_days(1969, 12, 31), -1);
    assert_int_equal(civil_days(2026, 13, 1), civil_days(2027, 1, 1));
    assert_int_equal(civil_days(2026, 0, 1), civil_days(2025, 12, 1));
    assert_int_equal(civil_days(2026, 11, 31), civil_days(2026, 12, 1));
    assert_int_equal(civil_from_days(20790).weekday, 4);
    assert_int_equal(civil_from_days(-1).weekday, 3);
    int year = 1890, month = 1, day = 1;
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    for (int64_t days = civil_days(1890, 1, 1); days < civil_days(2110, 1, 1); days++) {
        struct civil c = civil_from_days(days);
        assert_true(c.year == year && c.month == month && c.day == day);
        assert_int_equal(civil_days(year, month, day), days);
        bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        if (++day > lengths[month - 1] + (month == 2 && leap)) {
            day = 1;
            year += month == 12;
            month = month % 12 + 1;
        }
    }
}

static void test_valid_dates(void **state) {
    (void)state;
    assert_true(civil_valid_date(2024, 2, 29));
    assert_false(civil_valid_date(2026, 2, 29));
    assert_false(civil_valid_date(2100, 2, 29));
    assert_false(civil_valid_date(2026, 4, 31));
    assert_false(civil_valid_date(2026, 0, 1));
    assert_false(civil_valid_date(2026, 13, 1));
    assert_false(civil_valid_date(2026, 1, 0));
}

static void test_names(void **state) {
    (void)state;
    static const char *const wrong[] = {
        "",
        "Europe/Kobenhavn",
        "Europe/Copenhagen ",
        "../etc",
        "København",
        "Europe/A-name-that-is-much-longer-than-any-time-zone-has-ever-been-or-will-be"};
    for (size_t i = 0; i < LENGTH(wrong); i++)
        assert_null(zone_create(wrong[i]));
    struct zone *utc_zone = zone_create("Etc/UTC");
    assert_non_null(utc_zone);
    assert_int_equal(local(utc_zone, 2026, 3, 29, 2, 30), utc(2026, 3, 29, 2, 30));
    zone_destroy(utc_zone);
    zone_destroy(NULL);
}

static void test_other_zones(void **state) {
    (void)state;
    static const struct {
        const char *id;
        int offset_s;
    } rows[] = {{"Asia/Kathmandu", 20700}, {"America/St_Johns", -12600}, {"Pacific/Kiritimati", 50400}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct zone *zone = zone_create(rows[i].id);
        assert_non_null(zone);
        assert_int_equal(zone_offset_s(zone, utc(2026, 12, 3, 12, 0)), rows[i].offset_s);
        int64_t at = utc(2026, 12, 3, 12, 0);
        assert_int_equal(zone_utc(zone, zone_local(zone, at)), at);
        zone_destroy(zone);
    }
}

static void test_far_years(void **state) {
    (void)state;
    struct zone *zone = zone_create("Europe/Copenhagen");
    assert_non_null(zone);
    assert_int_equal(zone_offset_s(zone, utc(1970, 7, 1, 0, 0)), 3600); /* no summer time before 1980 */
    assert_int_equal(zone_offset_s(zone, utc(2100, 7, 1, 0, 0)), 7200);
    assert_int_equal(zone_offset_s(zone, utc(2100, 12, 1, 0, 0)), 3600);
    zone_destroy(zone);
    zone = zone_create("Europe/London");
    assert_non_null(zone);
    assert_int_equal(zone_offset_s(zone, utc(1955, 1, 1, 0, 0)), 0);
    assert_int_equal(zone_offset_s(zone, utc(1955, 7, 1, 0, 0)), 3600);
    assert_int_equal(zone_offset_s(zone, utc(1969, 1, 1, 0, 0)), 3600); /* a winter of summer time */
    assert_int_equal(local(zone, 1604, 1, 1, 0, 0), utc(1604, 1, 1, 0, 0));
    zone_destroy(zone);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_change), cmocka_unit_test(test_there_and_back),
        cmocka_unit_test(test_days),         cmocka_unit_test(test_valid_dates),
        cmocka_unit_test(test_names),        cmocka_unit_test(test_other_zones),
        cmocka_unit_test(test_far_years),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
