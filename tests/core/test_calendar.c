/* Tests kiosk/core/time/calendar.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/base/compiler.h"
#include "core/time/calendar.h"
#include "core/time/zone.h"

/* Easter Sundays as printed in almanacs. */
static const struct {
    int year, month, day;
} easters[] = {
    {2020, 4, 12}, {2021, 4, 4},  {2022, 4, 17}, {2023, 4, 9},  {2024, 3, 31}, {2025, 4, 20}, {2026, 4, 5},
    {2027, 3, 28}, {2028, 4, 16}, {2029, 4, 1},  {2030, 4, 21}, {2031, 4, 13}, {2032, 3, 28}, {2033, 4, 17},
    {2034, 4, 9},  {2035, 3, 25}, {2036, 4, 13}, {2037, 4, 5},  {2038, 4, 25}, {2039, 4, 10}, {2040, 4, 1},
};

static void easter_falls_where_the_almanac_says(void **state) {
    (void)state;
    for (size_t i = 0; i < LENGTH(easters); i++)
        assert_int_equal(calendar_easter(easters[i].year),
                         civil_days(easters[i].year, easters[i].month, easters[i].day));
}

static void every_year_has_its_ten_or_eleven_holidays(void **state) {
    (void)state;
    for (size_t i = 0; i < LENGTH(easters); i++) {
        int year = easters[i].year, found = 0;
        for (int64_t day = civil_days(year, 1, 1); day < civil_days(year + 1, 1, 1); day++)
            found += calendar_public_holiday(day);
        int expected = year <= 2023 ? 11 : 10;
        if (found != expected)
            fail_msg("%d: %d holidays, not %d", year, found, expected);
    }
}

static void holidays_of_known_dates(void **state) {
    (void)state;
    static const struct {
        int year, month, day;
        bool holiday;
        const char *why;
    } rows[] = {
        {2026, 1, 1, true, "New Year's Day"},
        {2026, 4, 2, true, "Maundy Thursday"},
        {2026, 4, 3, true, "Good Friday"},
        {2026, 4, 4, false, "the Saturday between"},
        {2026, 4, 5, true, "Easter Sunday"},
        {2026, 4, 6, true, "Easter Monday"},
        {2023, 5, 5, true, "Great Prayer Day, the last one"},
        {2024, 4, 26, false, "Great Prayer Day, abolished"},
        {2026, 5, 14, true, "Ascension Day"},
        {2026, 5, 24, true, "Whit Sunday"},
        {2026, 5, 25, true, "Whit Monday"},
        {2026, 6, 5, false, "Constitution Day is no public holiday"},
        {2026, 12, 24, false, "Christmas Eve is no public holiday"},
        {2026, 12, 25, true, "Christmas Day"},
        {2026, 12, 26, true, "second Christmas Day"},
        {2026, 12, 27, false, "an ordinary Sunday"},
        {2020, 5, 21, true, "Ascension Day"},
        {2040, 5, 21, true, "Whit Monday"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++)
        if (calendar_public_holiday(civil_days(rows[i].year, rows[i].month, rows[i].day)) != rows[i].holiday)
            fail_msg("%d-%02d-%02d: %s", rows[i].year, rows[i].month, rows[i].day, rows[i].why);
}

/* Days by which offices close have names; a day may have two. */
static void days_have_names(void **state) {
    (void)state;
    static const struct {
        int year, month, day;
        uint32_t names;
    } rows[] = {
        {2026, 12, 24, 1u << CALENDAR_CHRISTMAS_EVE},
        {2026, 12, 31, 1u << CALENDAR_NEW_YEARS_EVE},
        {2027, 1, 1, 1u << CALENDAR_NEW_YEARS_DAY},
        {2027, 6, 5, 1u << CALENDAR_CONSTITUTION_DAY},
        {2036, 6, 2, 1u << CALENDAR_WHIT_MONDAY},
        {2025, 6, 5, 1u << CALENDAR_CONSTITUTION_DAY},
        {2014, 6, 5, 1u << CALENDAR_CONSTITUTION_DAY},
        {2017, 6, 5, 1u << CALENDAR_CONSTITUTION_DAY | 1u << CALENDAR_WHIT_MONDAY},
        {2023, 5, 5, 1u << CALENDAR_GREAT_PRAYER_DAY},
        {2024, 4, 26, 0},
        {2026, 12, 23, 0},
    };
    for (size_t i = 0; i < LENGTH(rows); i++)
        if (calendar_days(civil_days(rows[i].year, rows[i].month, rows[i].day)) != rows[i].names)
            fail_msg("%d-%02d-%02d", rows[i].year, rows[i].month, rows[i].day);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_have_names),
        cmocka_unit_test(easter_falls_where_the_almanac_says),
        cmocka_unit_test(every_year_has_its_ten_or_eleven_holidays),
        cmocka_unit_test(holidays_of_known_dates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
