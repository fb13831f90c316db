/* Series: rules, extra dates, exceptions, changed instances, several dates under one UID. Random ones are
 * compared with another program by tests/intake/calendars. */
#include "intake/calendar.h"
#include "support/intake_here.h"

#define SERIES(lines) EVENT("u", "t", lines)
#define CHANGE(title, lines) EVENT("u", title, lines)
#define MONDAYS "DTSTART;TZID=Europe/Copenhagen:20261102T120000\nDURATION:PT1H\n"

static void test_rules(void **state) {
    (void)state;
    static const struct calendar_row rows[] = {
        {"10:00 stays 10:00 over the change of 25 October",
         SERIES("DTSTART;TZID=Europe/Copenhagen:20261019T100000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=2\n"),
         "2026-10-19T10:00 60 a t\n2026-10-26T10:00 60 a t\n"},
        {"UNTIL is inclusive", SERIES("DTSTART:20261201T090000Z\nRRULE:FREQ=DAILY;UNTIL=20261202T090000Z\n"),
         "2026-12-01T10:00 0 a t\n2026-12-02T10:00 0 a t\n"},
        {"since 1955", SERIES("DTSTART;VALUE=DATE:19551110\nRRULE:FREQ=YEARLY\n"), "2026-11-10 1d a t\n"},
        {"since 1604, as some telephones write birthdays",
         SERIES("DTSTART;VALUE=DATE:16041224\nRRULE:FREQ=YEARLY\n"), "2026-12-24 1d a t\n"},
        {"the first Monday of the month since 1965",
         SERIES("DTSTART:19650104T090000Z\nRRULE:FREQ=MONTHLY;BYDAY=1MO\n"),
         "2026-10-05T11:00 0 a t\n2026-11-02T10:00 0 a t\n2026-12-07T10:00 0 a t\n2027-01-04T10:00 0 a t\n"
         "2027-02-01T10:00 0 a t\n"},
        {"the hour of DTSTART said again",
         SERIES(MONDAYS "RRULE:FREQ=WEEKLY;BYDAY=MO;BYHOUR=12;BYMINUTE=0;BYSECOND=0;COUNT=2\n"),
         "2026-11-02T12:00 60 a t\n2026-11-09T12:00 60 a t\n"},
        {"twice a day", SERIES(MONDAYS "RRULE:FREQ=WEEKLY;BYHOUR=12,15;COUNT=3\n"),
         "2026-11-02T12:00 60 a t\n2026-11-02T15:00 60 a t\n2026-11-09T12:00 60 a t\n"},
        {"week 7 is on the weekday it began on",
         SERIES("DTSTART;VALUE=DATE:20250210\nRRULE:FREQ=YEARLY;BYWEEKNO=7\n"), "2027-02-15 1d a t\n"},
        {"week 42",
         SERIES("DTSTART;VALUE=DATE:20251013\nDTEND;VALUE=DATE:20251018\nRRULE:FREQ=YEARLY;BYWEEKNO=42\n"),
         "2026-10-12 5d a t\n"},
        {"week 53 and week 1 at the turn of the year",
         SERIES("DTSTART;VALUE=DATE:20201231\nRRULE:FREQ=YEARLY;BYWEEKNO=53,1;BYDAY=TH,SU\n"),
         "2026-12-31 1d a t\n2027-01-03 1d a t\n2027-01-07 1d a t\n2027-01-10 1d a t\n"},
        {"the last day of the month, as a daily rule",
         SERIES("DTSTART:20261031T110000Z\nRRULE:FREQ=DAILY;BYMONTHDAY=-1;COUNT=2\n"),
         "2026-10-31T12:00 0 a t\n2026-11-30T12:00 0 a t\n"},
        {"every other week, weeks that begin on Sunday",
         SERIES("DTSTART:20261004T100000Z\nRRULE:FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,MO;COUNT=3\n"),
         "2026-10-04T12:00 0 a t\n2026-10-05T12:00 0 a t\n2026-10-18T12:00 0 a t\n"},
        {"two rules, with a date of both",
         SERIES(MONDAYS "RRULE:FREQ=WEEKLY;COUNT=2\nRRULE:FREQ=DAILY;INTERVAL=7;COUNT=3\n"),
         "2026-11-02T12:00 60 a t\n2026-11-09T12:00 60 a t\n2026-11-16T12:00 60 a t\n"},
        {"a rule that excludes", SERIES(MONDAYS "RRULE:FREQ=WEEKLY;COUNT=4\nEXRULE:FREQ=WEEKLY;INTERVAL=2\n"),
         "2026-11-09T12:00 60 a t\n2026-11-23T12:00 60 a t\n"},
        {"lower case, spaces, an empty part, a part nobody knows",
         SERIES(MONDAYS "RRULE: freq=weekly ;; X-A=1; count=2;\n"),
         "2026-11-02T12:00 60 a t\n2026-11-09T12:00 60 a t\n"},
        {"a broken rule: its first date is certain", SERIES(MONDAYS "RRULE:FREQ=WEEKLY;BYDAY=XX\n"),
         "2026-11-02T12:00 60 a t\n"},
    };
    calendar_expect(rows, LENGTH(rows));
}

static void test_extra_dates(void **state) {
    (void)state;
    static const struct calendar_row rows[] = {
        {"a list in UTC, one that the rule has as well, one that is taken out",
         SERIES(MONDAYS "RRULE:FREQ=WEEKLY;COUNT=2\nEXDATE:20261203T110000Z\n"
                        "RDATE:20261201T110000Z,20261109T110000Z,20261203T110000Z,20261205T110000Z\n"),
         "2026-11-02T12:00 60 a t\n2026-11-09T12:00 60 a t\n2026-12-01T12:00 60 a t\n2026-12-05T12:00 60 a "
         "t\n"},
        {"lines, without a rule",
         SERIES(MONDAYS "RDATE;TZID=Europe/Copenhagen:20261115T140000\nEXDATE:20261120T110000Z\n"
                        "RDATE;TZID=Europe/Copenhagen:20261120T120000\nRDATE:20261121T110000Z\n"),
         "2026-11-02T12:00 60 a t\n2026-11-15T14:00 60 a t\n2026-11-21T12:00 60 a t\n"},
        {"dates", EVENT("u", "t", "DTSTART;VALUE=DATE:20261101\nRDATE;VALUE=DATE:20261103, 20261105\n"),
         "2026-11-01 1d a t\n2026-11-03 1d a t\n2026-11-05 1d a t\n"},
        {"a date of a timed series is at its time", SERIES(MONDAYS "RDATE;VALUE=DATE:20261105\n"),
         "2026-11-02T12:00 60 a t\n2026-11-05T12:00 60 a t\n"},
        {"periods with an end and a length of their own",
         SERIES(MONDAYS "RDATE;VALUE=PERIOD:20261115T110000Z/20261115T140000Z,20261116T110000Z/PT2H\n"),
         "2026-11-02T12:00 60 a t\n2026-11-15T12:00 180 a t\n2026-11-16T12:00 120 a t\n"},
    };
    calendar_expect(rows, LENGTH(rows));
}

static void test_exceptions(void **state) {
    (void)state;
#define EXCEPT(line) SERIES(MONDAYS "RRULE:FREQ=WEEKLY;COUNT=2\n" line "\n")
#define FIRST "2026-11-02T12:00 60 a t\n"
    static const struct calendar_row rows[] = {
        {"Outlook's zone without its block", EXCEPT("EXDATE;TZID=Romance Standard Time:20261109T120000"),
         FIRST},
        {"an alias", EXCEPT("EXDATE;TZID=CET:20261109T120000"), FIRST},
        {"another alias", EXCEPT("EXDATE;TZID=US/Eastern:20261109T060000"), FIRST},
        {"a prefix", EXCEPT("EXDATE;TZID=/mozilla.org/20050126_1/Europe/Berlin:20261109T120000"), FIRST},
        {"a name nobody knows is local", EXCEPT("EXDATE;TZID=\"(UTC+01:00) Here\":20261109T120000"), FIRST},
        {"a date with such a name", EXCEPT("EXDATE;VALUE=DATE;TZID=\"(UTC+01:00) Here\":20261109"), FIRST},
        {"in UTC", EXCEPT("EXDATE:20261109T110000Z"), FIRST},
        {"floating", EXCEPT("EXDATE:20261109T120000"), FIRST},
        {"eight digits", EXCEPT("EXDATE:20261109"), FIRST},
        {"a list with spaces and rubbish", EXCEPT("EXDATE:soon, 20261109T110000Z ,"), FIRST},
        {"lines", EXCEPT("EXDATE:20261102T110000Z\nEXDATE:20261109T110000Z"), ""},
        {"another hour takes nothing out", EXCEPT("EXDATE:20261109T120000Z"),
         FIRST "2026-11-09T12:00 60 a t\n"},
    };
    calendar_expect(rows, LENGTH(rows));
}

static void test_changes(void **state) {
    (void)state;
#define FOUR SERIES(MONDAYS "RRULE:FREQ=WEEKLY;COUNT=4\n")
    static const struct calendar_row rows[] = {
        {"one moved, one cancelled",
         FOUR CHANGE("moved", "RECURRENCE-ID:20261109T110000Z\nDTSTART:20261110T110000Z\nDURATION:PT2H\n")
             CHANGE("off", "RECURRENCE-ID;VALUE=DATE:20261116\nDTSTART:20261116T110000Z\nSTATUS:CANCELLED\n"),
         FIRST "2026-11-10T12:00 120 a moved\n2026-11-16T12:00 0 c off\n2026-11-23T12:00 60 a t\n"},
        {"cancelled without a time of its own",
         FOUR "BEGIN:VEVENT\nUID:u\nRECURRENCE-ID:20261109T110000Z\nSTATUS:CANCELLED\nEND:VEVENT\n",
         FIRST "2026-11-09T12:00 60 c t\n2026-11-16T12:00 60 a t\n2026-11-23T12:00 60 a t\n"},
        {"named at another hour: the only one of that day",
         FOUR CHANGE("moved", "RECURRENCE-ID:20261109T090000Z\nDTSTART:20261109T150000Z\n"),
         FIRST "2026-11-09T16:00 0 a moved\n2026-11-16T12:00 60 a t\n2026-11-23T12:00 60 a t\n"},
        {"named at midnight",
         FOUR CHANGE("moved",
                     "RECURRENCE-ID;TZID=Europe/Copenhagen:20261109T000000\nDTSTART:20261109T150000Z\n"),
         FIRST "2026-11-09T16:00 0 a moved\n2026-11-16T12:00 60 a t\n2026-11-23T12:00 60 a t\n"},
        {"named at another hour of a day with two: both stay",
         SERIES(MONDAYS "RRULE:FREQ=WEEKLY;BYHOUR=12,14;COUNT=2\n")
             CHANGE("x", "RECURRENCE-ID:20261102T120000Z\nDTSTART:20261102T150000Z\n"),
         "2026-11-02T12:00 60 a t\n2026-11-02T14:00 60 a t\n2026-11-02T16:00 0 a x\n"},
        {"from one on: moved and renamed; one of them moved again",
         FOUR CHANGE(
             "later",
             "RECURRENCE-ID;RANGE=THISANDFUTURE:20261109T110000Z\nDTSTART:20261109T140000Z\nDURATION:PT2H\n")
             CHANGE("again", "RECURRENCE-ID:20261116T110000Z\nDTSTART:20261117T110000Z\n"),
         FIRST "2026-11-09T15:00 120 a later\n2026-11-17T12:00 0 a again\n2026-11-23T15:00 120 a later\n"},
        {"from one on: another weekday, over the change of the clocks",
         SERIES("DTSTART;TZID=Europe/Copenhagen:20261012T120000\nRRULE:FREQ=WEEKLY;COUNT=4\n")
             CHANGE("later", "RECURRENCE-ID;TZID=Europe/Copenhagen;RANGE=THISANDFUTURE:20261019T120000\n"
                             "DTSTART;TZID=Europe/Copenhagen:20261021T090000\n"),
         "2026-10-12T12:00 0 a t\n2026-10-21T09:00 0 a later\n2026-10-28T09:00 0 a later\n2026-11-04T09:00 0 "
         "a later\n"},
        {"from one on: cancelled, then from a later one on not",
         FOUR CHANGE("off", "RECURRENCE-ID;RANGE=THISANDFUTURE:20261109T110000Z\nDTSTART:"
                            "20261109T110000Z\nSTATUS:CANCELLED\n")
             CHANGE("on", "RECURRENCE-ID;RANGE=THISANDFUTURE:20261123T110000Z\nDTSTART:20261123T110000Z\n"),
         FIRST "2026-11-09T12:00 0 c off\n2026-11-16T12:00 0 c off\n2026-11-23T12:00 0 a on\n"},
        {"from one on: cancelled without a time",
         FOUR "BEGIN:VEVENT\nUID:u\nRECURRENCE-ID;RANGE=THISANDFUTURE:20261116T110000Z\nSTATUS:"
              "CANCELLED\nEND:VEVENT\n",
         FIRST "2026-11-09T12:00 60 a t\n2026-11-16T12:00 60 c t\n2026-11-23T12:00 60 c t\n"},
        {"from one on: whole days",
         SERIES("DTSTART;VALUE=DATE:20261101\nRRULE:FREQ=DAILY;INTERVAL=10;COUNT=3\n")
             CHANGE("two", "RECURRENCE-ID;VALUE=DATE;RANGE=THISANDFUTURE:20261111\nDTSTART;VALUE=DATE:"
                           "20261112\nDURATION:P2D\n"),
         "2026-11-01 1d a t\n2026-11-12 2d a two\n2026-11-22 2d a two\n"},
        {"two versions of a change: the higher SEQUENCE, wherever it stands",
         FOUR CHANGE("new", "RECURRENCE-ID:20261109T110000Z\nSEQUENCE:2\nDTSTART:20261109T130000Z\n")
             CHANGE("old", "RECURRENCE-ID:20261109T110000Z\nSEQUENCE:1\nDTSTART:20261109T140000Z\n"),
         FIRST "2026-11-09T14:00 0 a new\n2026-11-16T12:00 60 a t\n2026-11-23T12:00 60 a t\n"},
        {"a change without its series",
         CHANGE("x", "RECURRENCE-ID:20261109T110000Z\nDTSTART:20261109T130000Z\n"),
         "2026-11-09T14:00 0 a x\n"},
    };
    calendar_expect(rows, LENGTH(rows));
}

static void test_one_uid(void **state) {
    (void)state;
    static const struct calendar_row rows[] = {
        {"many dates",
         SERIES("DTSTART:20261104T180000Z\n") SERIES("DTSTART:20261111T180000Z\n")
             SERIES("DTSTART:20261118T180000Z\n"),
         "2026-11-04T19:00 0 a t\n2026-11-11T19:00 0 a t\n2026-11-18T19:00 0 a t\n"},
        {"several titles",
         EVENT("u", "a", "DTSTART:20261104T180000Z\n") EVENT("u", "b", "DTSTART:20261104T180000Z\n"),
         "2026-11-04T19:00 0 a a\n2026-11-04T19:00 0 a b\n"},
        {"the same thing twice is one",
         SERIES("DTSTART:20261104T180000Z\n") SERIES("DTSTART:20261104T180000Z\nDURATION:PT1H\n"),
         "2026-11-04T19:00 60 a t\n"},
        {"the higher SEQUENCE, wherever it stands",
         SERIES("SEQUENCE:2\nDTSTART:20261201T090000Z\n") SERIES("SEQUENCE:1\nDTSTART:20261205T090000Z\n"),
         "2026-12-01T10:00 0 a t\n"},
        {"the same SEQUENCE: what was modified last",
         SERIES("SEQUENCE:1\nLAST-MODIFIED:20261102T080000Z\nDTSTART:20261201T090000Z\n")
             SERIES("SEQUENCE:1\nLAST-MODIFIED:20261101T080000Z\nDTSTART:20261205T090000Z\n"),
         "2026-12-01T10:00 0 a t\n"},
    };
    calendar_expect(rows, LENGTH(rows));
}

/* More series than one could walk from their beginning. */
static void test_many_series(void **state) {
    (void)state;
    static char text[200000], expected[40000];
    size_t used = (size_t)snprintf(text, sizeof(text), "BEGIN:VCALENDAR\n");
    for (int i = 0; i < 600; i++)
        used += (size_t)snprintf(
            text + used, sizeof(text) - used,
            EVENT("%d", "%03d", "DTSTART:20120102T090000Z\nRRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR\n"), i, i);
    snprintf(text + used, sizeof(text) - used, "END:VCALENDAR\n");
    struct fail fail = {0};
    struct feed_data *feed = calendar_take(text, strlen(text), "2026-12-01", "2026-12-02", &fail);
    assert_non_null(feed);
    assert_int_equal(feed->count, 600);
    assert_int_equal(feed->left_out + feed->unusable, 0);
    calendar_describe(feed, expected, sizeof(expected));
    assert_non_null(strstr(expected, "2026-12-01T10:00 0 a 599\n"));
    feed_destroy(feed);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rules),      cmocka_unit_test(test_extra_dates),
        cmocka_unit_test(test_exceptions), cmocka_unit_test(test_changes),
        cmocka_unit_test(test_one_uid),    cmocka_unit_test(test_many_series),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
