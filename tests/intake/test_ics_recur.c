/* The rules by themselves: how they are read, and the days they give. Random ones are compared with another
 * program by tests/intake/calendars. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/time/zone.h"
#include "intake/ics_recur.h"

static void test_parse(void **state) {
    (void)state;
    static const struct {
        const char *text;
        enum ics_rule_result result;
    } rows[] = {
        {"FREQ=DAILY", ICS_RULE_READ},
        {"freq=weekly;byday=mo,TU;", ICS_RULE_READ},
        {"FREQ=YEARLY;BYDAY=-53SU,+1MO,53TU;BYYEARDAY=366,-366;BYWEEKNO=53,-53", ICS_RULE_READ},
        {"FREQ=MONTHLY;BYMONTHDAY=31,-31;BYSETPOS=366,-366;BYSECOND=60;BYHOUR=0", ICS_RULE_READ},
        {"RSCALE=GREGORIAN;FREQ=DAILY;SKIP=FORWARD", ICS_RULE_READ},
        {"FREQ=DAILY;UNTIL=20261231", ICS_RULE_READ},
        {"FREQ=DAILY;X-LONG-NAME-OF-SOMETHING=1", ICS_RULE_READ},
        {"FREQ=HOURLY", ICS_RULE_REFUSED},
        {"FREQ=SECONDLY;COUNT=1", ICS_RULE_REFUSED},
        {"FREQ=DAILY;RSCALE=HEBREW", ICS_RULE_REFUSED},
        {"", ICS_RULE_BROKEN},
        {"COUNT=3", ICS_RULE_BROKEN},
        {"FREQ=FORTNIGHTLY", ICS_RULE_BROKEN},
        {"FREQ=DAILY;INTERVAL=0", ICS_RULE_BROKEN},
        {"FREQ=DAILY;INTERVAL=-1", ICS_RULE_BROKEN},
        {"FREQ=DAILY;COUNT=0", ICS_RULE_BROKEN},
        {"FREQ=DAILY;COUNT=", ICS_RULE_BROKEN},
        {"FREQ=DAILY;BYDAY=54MO", ICS_RULE_BROKEN},
        {"FREQ=DAILY;BYDAY=0MO", ICS_RULE_BROKEN},
        {"FREQ=DAILY;BYDAY=", ICS_RULE_BROKEN},
        {"FREQ=DAILY;BYDAY=M", ICS_RULE_BROKEN},
        {"FREQ=DAILY;BYMONTH=13", ICS_RULE_BROKEN},
        {"FREQ=DAILY;BYMONTH=-1", ICS_RULE_BROKEN},
        {"FREQ=DAILY;BYMONTHDAY=32", ICS_RULE_BROKEN},
        {"FREQ=DAILY;BYMONTHDAY=1,,2", ICS_RULE_BROKEN},
        {"FREQ=DAILY;BYYEARDAY=367", ICS_RULE_BROKEN},
        {"FREQ=DAILY;BYHOUR=24", ICS_RULE_BROKEN},
        {"FREQ=DAILY;BYSETPOS=0", ICS_RULE_BROKEN},
        {"FREQ=DAILY;UNTIL=never", ICS_RULE_BROKEN},
        {"FREQ=DAILY;WKST=XX", ICS_RULE_BROKEN},
        {"FREQ=DAILY;COUNT", ICS_RULE_BROKEN},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct ics_rule rule;
        if (ics_rule_parse(rows[i].text, &rule) != rows[i].result)
            fail_msg("%s", rows[i].text);
    }
}

struct found {
    char text[2000];
    size_t used;
};

static bool each(void *context, int64_t day, int32_t second) {
    struct found *found = context;
    struct civil date = civil_from_days(day);
    found->used += (size_t)snprintf(found->text + found->used, sizeof(found->text) - found->used,
                                    "%04d-%02d-%02dT%02d ", date.year, date.month, date.day, second / 3600);
    return true;
}

/* All from DTSTART at 9 o'clock; `days` from `from` on. */
static bool walk(const char *text, int64_t start, int64_t from, int64_t days, struct found *found,
                 size_t *looked_at) {
    struct ics_rule rule;
    assert_int_equal(ics_rule_parse(text, &rule), ICS_RULE_READ);
    struct ics_recur recur = {&rule, start, 9 * 3600, from, from + days - 1, looked_at, each, found};
    *found = (struct found){0};
    return ics_recur_walk(&recur);
}

static void test_walk(void **state) {
    (void)state;
    static const struct {
        const char *rule;
        int start[3], from[3];
        int64_t days;
        const char *expected;
    } rows[] = {
        /* RFC 5545 §3.8.5.3 */
        {"FREQ=DAILY;COUNT=3", {1997, 9, 2}, {1997, 9, 1}, 99, "1997-09-02T09 1997-09-03T09 1997-09-04T09 "},
        {"FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
         {1997, 8, 5},
         {1997, 8, 1},
         99,
         "1997-08-05T09 1997-08-10T09 1997-08-19T09 1997-08-24T09 "},
        {"FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
         {1997, 8, 5},
         {1997, 8, 1},
         99,
         "1997-08-05T09 1997-08-17T09 1997-08-19T09 1997-08-31T09 "},
        {"FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5",
         {2007, 1, 15},
         {2007, 1, 1},
         99,
         "2007-01-15T09 2007-01-30T09 2007-02-15T09 2007-03-15T09 2007-03-30T09 "},
        {"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
         {1997, 9, 29},
         {1997, 9, 1},
         99,
         "1997-09-29T09 1997-10-30T09 1997-11-27T09 "},
        {"FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
         {1996, 11, 5},
         {2000, 1, 1},
         400,
         "2000-11-07T09 "},
        {"FREQ=YEARLY;BYDAY=20MO", {1997, 5, 19}, {1998, 1, 1}, 400, "1998-05-18T09 "},
        {"FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", {1997, 5, 12}, {1998, 1, 1}, 400, "1998-05-11T09 "},
        {"FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200",
         {1997, 1, 1},
         {2006, 1, 1},
         400,
         "2006-01-01T09 "},
        /* begun near the days asked for */
        {"FREQ=DAILY;INTERVAL=3", {1604, 1, 1}, {2026, 12, 1}, 5, "2026-12-01T09 2026-12-04T09 "},
        {"FREQ=WEEKLY;INTERVAL=5;COUNT=100000;BYDAY=MO,FR",
         {1700, 1, 1},
         {2026, 12, 1},
         40,
         "2026-12-14T09 2026-12-18T09 "},
        {"FREQ=MONTHLY;INTERVAL=3",
         {1990, 1, 31},
         {2026, 1, 1},
         400,
         "2026-01-31T09 2026-07-31T09 2026-10-31T09 2027-01-31T09 "},
        {"FREQ=YEARLY", {2024, 2, 29}, {2026, 1, 1}, 1000, "2028-02-29T09 "},
        /* counted from the beginning, over what is not asked for */
        {"FREQ=DAILY;COUNT=10", {2026, 1, 1}, {2026, 1, 9}, 99, "2026-01-09T09 2026-01-10T09 "},
        {"FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=7",
         {2026, 1, 7},
         {2026, 1, 19},
         99,
         "2026-01-19T09 2026-01-21T09 "},
        {"FREQ=DAILY;COUNT=3", {2020, 1, 1}, {2026, 1, 1}, 99, ""},
        {"FREQ=DAILY;BYDAY=MO;COUNT=3", {2026, 1, 5}, {2026, 1, 12}, 99, "2026-01-12T09 2026-01-19T09 "},
        /* times of the day */
        {"FREQ=DAILY;BYHOUR=8,17;COUNT=3",
         {2026, 1, 5},
         {2026, 1, 5},
         9,
         "2026-01-05T17 2026-01-06T08 2026-01-06T17 "},
        {"FREQ=MONTHLY;BYDAY=MO;BYHOUR=8,17;BYSETPOS=2,-1",
         {2026, 1, 5},
         {2026, 1, 5},
         30,
         "2026-01-05T17 2026-01-26T17 2026-02-02T17 "},
        /* no such date */
        {"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", {2020, 1, 1}, {2026, 1, 1}, 400, ""},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct found found;
        size_t looked_at = 0;
        const int *start = rows[i].start, *from = rows[i].from;
        assert_true(walk(rows[i].rule, civil_days(start[0], start[1], start[2]),
                         civil_days(from[0], from[1], from[2]), rows[i].days, &found, &looked_at));
        if (strcmp(found.text, rows[i].expected) != 0)
            fail_msg("%s: expected\n%s\ngot\n%s", rows[i].rule, rows[i].expected, found.text);
    }
}

/* The work does not grow with the age of a series, and ends. */
static void test_bounds(void **state) {
    (void)state;
    struct found found;
    size_t looked_at = 0;
    int64_t now = civil_days(2026, 12, 1);
    static const char *const cheap[] = {"FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,TU;COUNT=1000000",
                                        "FREQ=DAILY;COUNT=999999", "FREQ=MONTHLY;BYDAY=1MO",
                                        "FREQ=YEARLY;BYMONTH=12"};
    for (size_t i = 0; i < LENGTH(cheap); i++) {
        looked_at = 0;
        assert_true(walk(cheap[i], civil_days(1604, 1, 1), now, 10, &found, &looked_at));
        assert_in_range(looked_at, 1, 100);
    }
    looked_at = 0;
    assert_true(walk("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=9", civil_days(1604, 1, 1), now, 10, &found,
                     &looked_at));
    looked_at = 0;
    assert_false(
        walk("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=9", civil_days(1, 1, 1), now, 10, &found, &looked_at));
    assert_in_range(looked_at, 1, ICS_RULE_DAYS_MAX + 366);
    looked_at = ICS_DAYS_MAX;
    assert_false(walk("FREQ=DAILY;BYMONTH=2", civil_days(2026, 1, 1), now, 100, &found, &looked_at));
    struct ics_rule rule;
    assert_int_equal(ics_rule_parse("FREQ=DAILY;BYHOUR=1,2,3,4,5;BYMINUTE=1,2,3,4,5", &rule), ICS_RULE_READ);
    assert_true(ics_recur_too_often(&rule));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parse),
        cmocka_unit_test(test_walk),
        cmocka_unit_test(test_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
