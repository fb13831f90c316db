/* Dates, times, lengths and zones of single events, as calendars in the wild write them. */
#include "intake/calendar.h"
#include "support/intake_here.h"

#define AT(lines) EVENT("u", "t", lines)

static void test_forms(void **state) {
    (void)state;
    static const struct calendar_row rows[] = {
        {"in UTC", AT("DTSTART:20261201T090000Z\nDTEND:20261201T100000Z\n"), "2026-12-01T10:00 60 a t\n"},
        {"floating times are local; without an end a moment", AT("DTSTART:20261201T100000\n"),
         "2026-12-01T10:00 0 a t\n"},
        {"an end at 24:00 is midnight", AT("DTSTART:20261201T200000\nDTEND:20261201T240000\n"),
         "2026-12-01T20:00 240 a t\n"},
        {"without seconds", AT("DTSTART:20261201T1000\nDTEND:20261201T1130\n"), "2026-12-01T10:00 90 a t\n"},
        {"lower case", AT("dtstart:20261201t090000z\ndtend:20261201t093000z\n"), "2026-12-01T10:00 30 a t\n"},
        {"the marks of ISO 8601, and an offset",
         AT("DTSTART:2026-12-01T10:00:00\nDTEND:2026-12-01T12:00:00+02:00\n"), "2026-12-01T10:00 60 a t\n"},
        {"a date with a Z is a date", AT("DTSTART;VALUE=DATE:20261205Z\nDTEND;VALUE=DATE:20261207Z\n"),
         "2026-12-05 2d a t\n"},
        {"a date with a midnight is a date", AT("DTSTART;VALUE=DATE:20261205T000000\n"),
         "2026-12-05 1d a t\n"},
        {"a date with a time has that time", AT("DTSTART;VALUE=DATE:20261205T100000\nDURATION:PT1H\n"),
         "2026-12-05T10:00 60 a t\n"},
        {"a date that does not say so", AT("DTSTART:20261205\n"), "2026-12-05 1d a t\n"},
        {"an end before the start is none", AT("DTSTART:20261201T100000\nDTEND:20261201T090000\n"),
         "2026-12-01T10:00 0 a t\n"},
        {"a broken date loses one event, not the calendar",
         EVENT("a", "a", "DTSTART:20261301T100000\n") EVENT("b", "b", "DTSTART:20261201T250000\n")
             EVENT("c", "c", "DTSTART:soon\n") EVENT("d", "d", "DTSTART:20261201T100000\n"),
         "2026-12-01T10:00 0 a d\n"},
    };
    calendar_expect(rows, LENGTH(rows));
}

static void test_lengths(void **state) {
    (void)state;
    static const struct calendar_row rows[] = {
        {"a day is a day, though the clock has 25 hours (RFC 5545 §3.3.6)",
         AT("DTSTART;TZID=Europe/Copenhagen:20261024T120000\nDURATION:P1D\n"), "2026-10-24T12:00 1500 a t\n"},
        {"24 hours are 24 hours", AT("DTSTART;TZID=Europe/Copenhagen:20261024T120000\nDURATION:PT24H\n"),
         "2026-10-24T12:00 1440 a t\n"},
        {"two days and an hour", AT("DTSTART;TZID=Europe/Copenhagen:20261024T120000\nDURATION:P2DT1H\n"),
         "2026-10-24T12:00 3000 a t\n"},
        {"weeks of a date", AT("DTSTART;VALUE=DATE:20261020\nDURATION:P1W\n"), "2026-10-20 7d a t\n"},
        {"a permanent exhibition: from the first day to the end of the feed's time",
         AT("DTSTART;VALUE=DATE:20200101\nDTEND;VALUE=DATE:99991231\n"), "2020-01-01 29584d a t\n"},
        {"one since before 1970", AT("DTSTART;VALUE=DATE:19550101\nDTEND;VALUE=DATE:20280101\n"),
         "1970-01-02 21183d a t\n"},
        {"with times", AT("DTSTART:20150101T100000Z\nDTEND:20991231T160000Z\n"),
         "2015-01-01T11:00 44705160 a t\n"},
    };
    calendar_expect(rows, LENGTH(rows));
}

static void test_all_day(void **state) {
    (void)state;
#define EXCHANGE "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE\n"
    static const struct calendar_row rows[] = {
        {"midnight to midnight",
         AT("DTSTART;TZID=Europe/Copenhagen:20261201T000000\nDTEND;TZID=Europe/Copenhagen:20261202T000000\n"),
         "2026-12-01 1d a t\n"},
        {"the same in UTC", AT("DTSTART:20261130T230000Z\nDTEND:20261202T230000Z\n"), "2026-12-01 2d a t\n"},
        {"to the minute before midnight", AT("DTSTART:20261201T000000\nDTEND:20261202T235900\n"),
         "2026-12-01 2d a t\n"},
        {"to the second before midnight", AT("DTSTART:20261201T000000\nDTEND:20261201T235959\n"),
         "2026-12-01 1d a t\n"},
        {"midnight to midnight of UTC is a night here",
         AT("DTSTART:20261201T000000Z\nDTEND:20261202T000000Z\n"), "2026-12-01T01:00 1440 a t\n"},
        {"Exchange in UTC, winter", AT("DTSTART:20261130T230000Z\nDTEND:20261201T230000Z\n" EXCHANGE),
         "2026-12-01 1d a t\n"},
        {"Exchange in UTC, summer time", AT("DTSTART:20261019T220000Z\nDTEND:20261021T220000Z\n" EXCHANGE),
         "2026-10-20 2d a t\n"},
        {"over the change", AT("DTSTART:20261023T220000Z\nDTEND:20261025T230000Z\n" EXCHANGE),
         "2026-10-24 2d a t\n"},
        {"midnight of UTC, said to be a day",
         AT("DTSTART:20261201T000000Z\nDTEND:20261202T000000Z\n" EXCHANGE), "2026-12-01 1d a t\n"},
        {"written in London",
         AT("DTSTART;TZID=Europe/London:20261130T230000\nDTEND;TZID=Europe/"
            "London:20261201T230000\n" EXCHANGE),
         "2026-12-01 1d a t\n"},
        {"a midnight of New York is the day written",
         AT("DTSTART;TZID=America/New_York:20261201T000000\nDTEND;TZID=America/"
            "New_York:20261202T000000\n" EXCHANGE),
         "2026-12-01 1d a t\n"},
        {"no midnight anywhere: the nearest",
         AT("DTSTART:20261130T213000Z\nDTEND:20261201T213000Z\n" EXCHANGE), "2026-12-01 1d a t\n"},
        {"Funambol's mark", AT("DTSTART:20261201T000000\nDTEND:20261201T235900\nX-FUNAMBOL-ALLDAY:1\n"),
         "2026-12-01 1d a t\n"},
        {"MSN's mark", AT("DTSTART:20261201T080000\nX-MICROSOFT-MSNCALENDAR-ALLDAYEVENT:TRUE\n"),
         "2026-12-01 1d a t\n"},
        {"a mark that says no",
         AT("DTSTART:20261201T080000\nX-FUNAMBOL-ALLDAY:0\n"
            "X-MICROSOFT-CDO-ALLDAYEVENT:FALSE\n"),
         "2026-12-01T08:00 0 a t\n"},
        {"a date stays a day", AT("DTSTART;VALUE=DATE:20261201\nX-MICROSOFT-CDO-ALLDAYEVENT:FALSE\n"),
         "2026-12-01 1d a t\n"},
        {"a series with an exception and a change, all in UTC, the rule in the days people see",
         AT("DTSTART:20261019T220000Z\nDTEND:20261020T220000Z\n" EXCHANGE
            "RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20261116T230000Z\nEXDATE:20261026T230000Z\n")
             EVENT("u", "moved",
                   "RECURRENCE-ID:20261102T230000Z\nDTSTART:20261103T230000Z\nDTEND:"
                   "20261104T230000Z\n" EXCHANGE),
         "2026-10-20 1d a t\n2026-11-04 1d a moved\n2026-11-10 1d a t\n2026-11-17 1d a t\n"},
        {"a series in UTC, the rule in the days as written",
         AT("DTSTART:20261019T220000Z\nDTEND:20261020T220000Z\n" EXCHANGE
            "RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=3\n"),
         "2026-10-20 1d a t\n2026-10-27 1d a t\n2026-11-03 1d a t\n"},
        {"exceptions of a whole-day series, as times: UTC's midnight, the site's, a date",
         AT("DTSTART;VALUE=DATE:20261201\nRRULE:FREQ=DAILY;COUNT=5\nEXDATE:20261202T000000Z\nEXDATE:"
            "20261202T230000Z\n"
            "EXDATE;VALUE=DATE:20261204\n"),
         "2026-12-01 1d a t\n2026-12-05 1d a t\n"},
    };
    calendar_expect(rows, LENGTH(rows));
}

static void test_zones(void **state) {
    (void)state;
#define STANDARD(from, to)                                                                                   \
    "BEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:" from "\nTZOFFSETTO:" to "\nEND:STANDARD\n"
#define BLOCK(name, parts) "BEGIN:VTIMEZONE\nTZID:" name "\n" parts "END:VTIMEZONE\n"
#define HERE                                                                                                 \
    BLOCK("Here",                                                                                            \
          "BEGIN:STANDARD\nDTSTART:16010101T030000\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nTZOFFSETFROM:+" \
          "0200\n"                                                                                           \
          "TZOFFSETTO:+0100\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010101T020000\n"                        \
          "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nEND:DAYLIGHT\n")
    static const struct calendar_row rows[] = {
        {"Outlook's names", AT("DTSTART;TZID=Romance Standard Time:20261201T100000\n"),
         "2026-12-01T10:00 0 a t\n"},
        {"another of them", AT("DTSTART;TZID=\"Pacific Standard Time\":20261201T000000\n"),
         "2026-12-01T09:00 0 a t\n"},
        {"a maker's prefix",
         AT("DTSTART;TZID=/freeassociation.sourceforge.net/Tzfile/Europe/London:20261201T100000\n"),
         "2026-12-01T11:00 0 a t\n"},
        {"a prefix before three parts",
         AT("DTSTART;TZID=/mozilla.org/20050126_1/America/Argentina/Buenos_Aires:20261201T100000\n"),
         "2026-12-01T14:00 0 a t\n"},
        {"Microsoft's UTC", AT("DTSTART;TZID=tzone://Microsoft/Utc:20261201T100000\n"),
         "2026-12-01T11:00 0 a t\n"},
        {"names nobody knows are local, and lose nothing behind them",
         EVENT("a", "a", "DTSTART;TZID=Customized Time Zone:20261201T100000\n")
             EVENT("b", "b", "DTSTART;TZID=Germany/Berlin:20261202T100000\n")
                 EVENT("c", "c", "DTSTART;TZID=Europe/Copenhagen:20261203T100000\n")
                     EVENT("d", "d", "DTSTART;TZID=:20261204T100000\n"),
         "2026-12-01T10:00 0 a a\n2026-12-02T10:00 0 a b\n2026-12-03T10:00 0 a c\n2026-12-04T10:00 0 a d\n"},
        {"a zone that only the calendar defines, five hours behind; the block stands at the end",
         EVENT("a", "a", "DTSTART;TZID=Mine:20261201T100000\n")
             EVENT("b", "b", "DTSTART;TZID=Mine:20261202T100000\n") BLOCK("Mine", STANDARD("-0500", "-0500")),
         "2026-12-01T16:00 0 a a\n2026-12-02T16:00 0 a b\n"},
        {"events without UID, once each",
         BLOCK("Mine",
               STANDARD("+0100",
                        "+0100")) "BEGIN:VEVENT\nSUMMARY:a\nDTSTART;TZID=Mine:20261201T100000\nEND:VEVENT\n"
                                  "BEGIN:VEVENT\nSUMMARY:b\nDTSTART;TZID=Mine:20261202T100000\nEND:VEVENT\n",
         "2026-12-01T10:00 0 a a\n2026-12-02T10:00 0 a b\n"},
        {"with summer time: before, in and behind the hour that comes twice",
         HERE AT("DTSTART;TZID=Here:20261025T013000\nRRULE:FREQ=DAILY;BYHOUR=1,2,3;COUNT=3\n"),
         "2026-10-25T01:30 0 a t\n2026-10-25T02:30 0 a t\n2026-10-25T03:30 0 a t\n"},
        {"a block with a place",
         BLOCK("X", "X-LIC-LOCATION:America/New_York\n" STANDARD("+0100", "+0100"))
             AT("DTSTART;TZID=X:20261201T100000\n"),
         "2026-12-01T16:00 0 a t\n"},
        {"a broken block is local",
         BLOCK("X", "BEGIN:STANDARD\nTZOFFSETTO:far\nEND:STANDARD\n") AT("DTSTART;TZID=X:20261201T100000\n"),
         "2026-12-01T10:00 0 a t\n"},
        {"an offset with one digit for the hour",
         BLOCK("X", STANDARD("-500", "-500")) AT("DTSTART;TZID=X:20261201T100000\n"),
         "2026-12-01T16:00 0 a t\n"},
    };
    calendar_expect(rows, LENGTH(rows));
}

/* Each with a name of its own: all are known, and so is what follows. */
static void test_many_zones(void **state) {
    (void)state;
    static char text[40000], expected[4000];
    size_t used = (size_t)snprintf(text, sizeof(text), "BEGIN:VCALENDAR\n"), wanted = 0;
    for (int i = 0; i < 70; i++)
        used += (size_t)snprintf(text + used, sizeof(text) - used,
                                 BLOCK("Zone %d", STANDARD("+%02d00", "+%02d00"))
                                     EVENT("%d", "%02d", "DTSTART;TZID=Zone %d:20261201T%02d0000\n"),
                                 i, i % 12, i % 12, i, i, i, i % 12 + 1);
    snprintf(text + used, sizeof(text) - used, "END:VCALENDAR\n");
    for (int i = 0; i < 70; i++)
        wanted +=
            (size_t)snprintf(expected + wanted, sizeof(expected) - wanted, "2026-12-01T02:00 0 a %02d\n", i);
    calendar_expect_bytes("70 zones", text, strlen(text), expected);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_forms), cmocka_unit_test(test_lengths),    cmocka_unit_test(test_all_day),
        cmocka_unit_test(test_zones), cmocka_unit_test(test_many_zones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
