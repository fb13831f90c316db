/* What calendars say besides times: who may see an event, whether it takes place, texts in all encodings; and
 * what is left out of a calendar, or refused. */
#include "intake/calendar.h"
#include "support/intake_here.h"

#define AT(title, lines) EVENT("u" title, title, "DTSTART:20261201T090000Z\n" lines)
#define OPEN AT("open", "")
#define ONLY_OPEN "2026-12-01T10:00 0 a open\n"

static void test_private(void **state) {
    (void)state;
    static const struct calendar_row rows[] = {
        {"private and confidential, in any case, with spaces",
         OPEN AT("a", "CLASS:PRIVATE\n") AT("b", "CLASS: confidential \n") AT("c", "CLASS;X-A=b:Private\n"),
         ONLY_OPEN},
        {"a word nobody knows means private (RFC 5545 §3.8.1.3)",
         OPEN AT("a", "CLASS:X-INTERNAL\n") AT("b", "CLASS:RESTRICTED\n") AT("c", "CLASS:Offentlig\n"),
         ONLY_OPEN},
        {"public, and nothing at all", AT("open", "CLASS:public\n") AT("other", "CLASS:\n"),
         ONLY_OPEN "2026-12-01T10:00 0 a other\n"},
        {"Apple's server",
         OPEN AT("a", "X-CALENDARSERVER-ACCESS:CONFIDENTIAL\n")
             AT("b", "X-CALENDARSERVER-ACCESS:RESTRICTED\n"),
         ONLY_OPEN},
        {"Outlook's sensitivity",
         OPEN AT("a", "X-MICROSOFT-CDO-SENSITIVITY:2\n") AT("b", "X-MICROSOFT-SENSITIVITY:Private\n"),
         ONLY_OPEN},
        {"a normal sensitivity",
         AT("open", "X-MICROSOFT-CDO-SENSITIVITY:0\nX-CALENDARSERVER-ACCESS:PUBLIC\n"), ONLY_OPEN},
        {"a private series hides its changes",
         OPEN EVENT("s", "s", "DTSTART:20261202T090000Z\nRRULE:FREQ=DAILY;COUNT=3\nCLASS:PRIVATE\n")
             EVENT("s", "s", "RECURRENCE-ID:20261203T090000Z\nDTSTART:20261203T100000Z\n"),
         ONLY_OPEN},
        {"a private change is not shown, nor what it replaces",
         EVENT("s", "s", "DTSTART:20261202T090000Z\nRRULE:FREQ=DAILY;COUNT=2\n")
             EVENT("s", "x", "RECURRENCE-ID:20261203T090000Z\nDTSTART:20261203T100000Z\nCLASS:PRIVATE\n"),
         "2026-12-02T10:00 0 a s\n"},
        {"a private change of all that follow",
         EVENT("s", "s", "DTSTART:20261202T090000Z\nRRULE:FREQ=DAILY;COUNT=4\n") EVENT(
             "s", "x",
             "RECURRENCE-ID;RANGE=THISANDFUTURE:20261203T090000Z\nDTSTART:20261203T100000Z\nCLASS:PRIVATE\n"),
         "2026-12-02T10:00 0 a s\n"},
    };
    calendar_expect(rows, LENGTH(rows));
    static const char all[] = "BEGIN:VCALENDAR\nX-CALENDARSERVER-ACCESS:PRIVATE\n" OPEN "END:VCALENDAR\n";
    calendar_expect_bytes("a whole calendar", all, sizeof(all) - 1, "");
}

static void test_cancelled(void **state) {
    (void)state;
    static const struct {
        const char *title, *shown; /* NULL: takes place, as it is */
    } titles[] = {
        {"Canceled: Meeting", "Meeting"},
        {"Cancelled: Meeting", "Meeting"},
        {"Aflyst: Sprogcafé", "Sprogcafé"},
        {"AFLYST – Sprogcafé", "Sprogcafé"},
        {"AFLYST Sprogcafé", "Sprogcafé"},
        {"[Aflyst] Sprogcafé", "Sprogcafé"},
        {"(aflyst) Sprogcafé", "Sprogcafé"},
        {"*** AFLYST *** Sprogcafé", "Sprogcafé"},
        {"aflyst - Sprogcafé", "Sprogcafé"},
        {"Aflyst! Sprogcafé", "Sprogcafé"},
        {"Sprogcafé (AFLYST)", "Sprogcafé"},
        {"Sprogcafé – aflyst", "Sprogcafé"},
        {"Sprogcafé AFLYST", "Sprogcafé"},
        {"UDGÅR: Sprogcafé", "Sprogcafé"},
        {"Abgesagt: Sprachcafé", "Sprachcafé"},
        {"Inställt: Språkcafé", "Språkcafé"},
        {"Aflyst", "Aflyst"},
        {"Aflystningen af krigen", NULL},
        {"Hvorfor blev det aflyst", NULL},
        {"Sprogcafé (ikke aflyst)", NULL},
        {"Canceled flights and other stories", NULL},
    };
    for (size_t i = 0; i < LENGTH(titles); i++) {
        char text[500], expected[200];
        snprintf(text, sizeof(text),
                 "BEGIN:VCALENDAR\n" EVENT("u", "%s", "DTSTART:20261201T090000Z\n") "END:VCALENDAR\n",
                 titles[i].title);
        snprintf(expected, sizeof(expected), "2026-12-01T10:00 0 %c %s\n", titles[i].shown ? 'c' : 'a',
                 titles[i].shown ? titles[i].shown : titles[i].title);
        calendar_expect_bytes(titles[i].title, text, strlen(text), expected);
    }
    static const struct calendar_row rows[] = {
        {"both spellings",
         AT("a", "STATUS:CANCELLED\n") AT("b", "STATUS: canceled\n") AT("c", "STATUS:CONFIRMED\n"),
         "2026-12-01T10:00 0 c a\n2026-12-01T10:00 0 c b\n2026-12-01T10:00 0 a c\n"},
        {"a calendar that cancels", "METHOD:CANCEL\n" OPEN, "2026-12-01T10:00 0 c open\n"},
        {"a calendar that publishes", "METHOD:PUBLISH\n" OPEN, ONLY_OPEN},
        {"a series",
         EVENT("s", "s", "DTSTART:20261202T090000Z\nRRULE:FREQ=DAILY;COUNT=2\nSTATUS:CANCELLED\n"),
         "2026-12-02T10:00 0 c s\n2026-12-03T10:00 0 c s\n"},
    };
    calendar_expect(rows, LENGTH(rows));
}

static void test_texts(void **state) {
    (void)state;
    static const struct calendar_row rows[] = {
        {"references", AT("Kaffe &amp; kage &#8211; 10 &lt; 20", ""),
         "2026-12-01T10:00 0 a Kaffe & kage – 10 < 20\n"},
        {"signs are not markup", AT("a <b> & c", ""), "2026-12-01T10:00 0 a a <b> & c\n"},
        {"escapes", AT("a\\, b\\; c\\\\ d\\ne", ""), "2026-12-01T10:00 0 a a, b; c\\ d e\n"},
        {"windows-1252",
         AT("M\xF8"
            "de p\xE5 R\xE5"
            "dhuset \x96 10 \x80",
            ""),
         "2026-12-01T10:00 0 a Møde på Rådhuset – 10 €\n"},
        {"UTF-8 stays", AT("Møde på Rådhuset", ""), "2026-12-01T10:00 0 a Møde på Rådhuset\n"},
        {"UTF-8 with a broken letter stays UTF-8", AT("Møde \xC3 her", ""),
         "2026-12-01T10:00 0 a Møde \xEF\xBF\xBD her\n"},
        {"a fold inside a letter",
         "BEGIN:VEVENT\nUID:a\nDTSTART:20261201T090000Z\nSUMMARY:M\xC3\n \xB8"
         "de\nEND:VEVENT\n",
         "2026-12-01T10:00 0 a Møde\n"},
        {"folds inside a name, by a tab, and blank lines",
         "BEGIN:VEVENT\n\nUID:a\nDTST\n ART:2026\n\t1201T090000Z\n\nSUMM\n ARY:x\nEND:VEVENT \n",
         "2026-12-01T10:00 0 a x\n"},
        {"alarms and tasks are no events",
         "BEGIN:VTODO\nSUMMARY:x\nDTSTART:20261201T090000Z\nEND:VTODO\nBEGIN:VEVENT\nUID:a\nBEGIN:"
         "VALARM\nSUMMARY:alarm\n"
         "DTSTART:20261202T090000Z\nEND:VALARM\nSUMMARY:a\nDTSTART:20261201T090000Z\nEND:VEVENT\n",
         "2026-12-01T10:00 0 a a\n"},
        {"odd lines lose nothing",
         "REFRESH-INTERVAL:VALUE=DURATION:P1D\n;;;\n:\nx\n\"\n" AT("open",
                                                                   "X-Link\nATTENDEE;CN=\"x:mailto:a\n"),
         ONLY_OPEN},
    };
    calendar_expect(rows, LENGTH(rows));
    static const char two[] =
        "BEGIN:VCALENDAR\r\n" OPEN
        "END:VCALENDAR\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\n" AT("off", "") "END:VCALENDAR\r\n";
    calendar_expect_bytes("several calendars in a file", two, sizeof(two) - 1,
                          "2026-12-01T10:00 0 c off\n" ONLY_OPEN);
    static const char mark[] = "\xEF\xBB\xBF\r\nBEGIN:VCALENDAR\r\r\n" OPEN "END:VCALENDAR\r";
    calendar_expect_bytes("a mark, and all kinds of line ends", mark, sizeof(mark) - 1, ONLY_OPEN);
    static const char plain[] = "BEGIN:VCALENDAR\n" OPEN "END:VCALENDAR\n";
    char wide[2 * sizeof(plain)] = {(char)0xFF, (char)0xFE};
    for (size_t i = 0; i + 1 < sizeof(plain); i++)
        wide[2 * i + 2] = plain[i];
    calendar_expect_bytes("UTF-16", wide, sizeof(wide), ONLY_OPEN);
}

static void test_details(void **state) {
    (void)state;
    static const char text[] =
        "BEGIN:VCALENDAR\n"
        "BEGIN:VEVENT\nUID:a\nSUMMARY:a\nDTSTART:20261201T090000Z\nLOCATION:Sal 1\\, stuen &amp; haven\n"
        "DESCRIPTION:<p>Kom &amp; v\xC3\xA6r med</p>\nCATEGORIES:Musik,B\xC3\xB8rn\\, "
        "unge\nCATEGORIES:Gratis\n"
        "URL:https://e.dk/a\nORGANIZER:mailto:a@b.dk\nEND:VEVENT\n"
        "BEGIN:VEVENT\nUID:b\nSUMMARY:b\nDTSTART:20261202T090000Z\nDESCRIPTION:Write to "
        "a@b.dk\nURL:javascript:x\nEND:VEVENT\n"
        "END:VCALENDAR\n";
    struct fail fail = {0};
    struct feed_data *feed = calendar_take(text, sizeof(text) - 1, CALENDAR_FROM, CALENDAR_TO, &fail);
    assert_non_null(feed);
    assert_int_equal(feed->count, 2);
    const struct event *a = &feed->events[0], *b = &feed->events[1];
    assert_string_equal(a->place, "Sal 1, stuen & haven");
    assert_string_equal(a->lead, "Kom & vær med");
    assert_string_equal(a->url, "https://e.dk/a");
    assert_int_equal(a->tag_count, 3);
    assert_string_equal(a->tags[1], "Børn, unge");
    assert_null(b->lead);
    assert_null(b->url);
    feed_destroy(feed);
}

/* More than a feed may have: the next ones are kept, and how many were not is said. */
static void test_limits(void **state) {
    (void)state;
    enum { MANY = FEED_ITEMS_MAX + 300 };
    static char text[400000];
    struct fail fail = {0};
    size_t used = (size_t)snprintf(text, sizeof(text), "BEGIN:VCALENDAR\n");
    for (int i = MANY - 1; i >= 0; i--) /* the last ones first in the file */
        used += (size_t)snprintf(text + used, sizeof(text) - used,
                                 EVENT("%d", "%04d", "DTSTART:202611%02dT%02d%02d00Z\n"), i, i, i / 1440 + 1,
                                 i / 60 % 24, i % 60);
    snprintf(text + used, sizeof(text) - used, "END:VCALENDAR\n");
    struct feed_data *feed = calendar_take(text, strlen(text), "2026-11-01", "2026-12-01", &fail);
    assert_non_null(feed);
    assert_int_equal(feed->count, FEED_ITEMS_MAX);
    assert_int_equal(feed->left_out, MANY - FEED_ITEMS_MAX);
    assert_string_equal(feed->events[0].title, "0000");
    assert_string_equal(feed->events[FEED_ITEMS_MAX - 1].title, "1999");
    feed_destroy(feed);
    /* one series that comes more often than a screen can use */
    static const char often[] =
        "BEGIN:VCALENDAR\n" EVENT("s", "s",
                                  "DTSTART:20261101T000000Z\nRRULE:FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,"
                                  "11,12,13,14,15,16,17,18,19\n") AT("one", "") "END:VCALENDAR\n";
    feed = calendar_take(often, sizeof(often) - 1, "2026-11-01", "2026-12-11", &fail);
    assert_non_null(feed);
    assert_int_equal(feed->count, 501);
    assert_int_equal(feed->left_out, 40 * 20 - 500);
    feed_destroy(feed);
}

/* Long texts: as many as the feed's bytes hold. */
static void test_long_texts(void **state) {
    (void)state;
    enum { EACH = 3000, MANY = 1900 };
    char *text = malloc(EACH * MANY + 100), *long_text = malloc(2000);
    struct fail fail = {0};
    assert_true(text && long_text);
    memset(long_text, 'x', 1999);
    long_text[1999] = '\0';
    for (int i = 0; i < 1999; i += 3)
        memcpy(long_text + i, "\xE2\x82\xAC", i + 3 <= 1999 ? 3 : 0);
    size_t used = (size_t)sprintf(text, "BEGIN:VCALENDAR\n");
    for (int i = 0; i < MANY && used < (2u << 20) - EACH; i++)
        used += (size_t)sprintf(
            text + used,
            EVENT("%d", "%.720s", "DESCRIPTION:%s\nDTSTART:20261101T100000Z\nRRULE:FREQ=DAILY;COUNT=3\n"), i,
            long_text, long_text);
    sprintf(text + used, "END:VCALENDAR\n");
    struct feed_data *feed = calendar_take(text, strlen(text), "2026-11-01", "2026-12-01", &fail);
    if (!feed)
        fail_msg("%s", fail.text);
    assert_in_range(feed->count, 1000, FEED_ITEMS_MAX - 1);
    assert_in_range(feed->left_out, 1, FEED_ITEMS_MAX);
    feed_destroy(feed);
    free(text);
    free(long_text);
}

static void test_unusable(void **state) {
    (void)state;
    static const char *const rules[] = {"FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
                                        "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30",
                                        "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;RSCALE=CHINESE",
                                        "FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7;BYMINUTE=0,1,2,3;BYSECOND=1,2"};
    for (size_t i = 0; i < LENGTH(rules); i++) {
        char text[500];
        struct fail fail = {0};
        snprintf(
            text, sizeof(text),
            "BEGIN:VCALENDAR\n" EVENT("u", "t", "DTSTART:20240101T100000Z\nRRULE:%s\n") "END:VCALENDAR\n",
            rules[i]);
        assert_null(calendar_take(text, strlen(text), CALENDAR_FROM, CALENDAR_TO, &fail));
        assert_string_equal(fail.text, "none of the 1 items can be used");
        snprintf(text, sizeof(text),
                 "BEGIN:VCALENDAR\n" EVENT("u", "t", "DTSTART:20240101T100000Z\nRRULE:%s\n") OPEN
                 "END:VCALENDAR\n",
                 rules[i]);
        struct feed_data *feed = calendar_take(text, strlen(text), CALENDAR_FROM, CALENDAR_TO, &fail);
        assert_non_null(feed);
        assert_int_equal(feed->count, 1);
        assert_int_equal(feed->unusable, 1);
        feed_destroy(feed);
    }
    static const char old[] = "BEGIN:VCALENDAR\n" EVENT("a", "a", "DTSTART:20200101T100000Z\n")
        EVENT("b", "b", "DTSTART:soon\n") "END:VCALENDAR\n";
    calendar_expect_bytes("nothing now, and one that is broken: no fault of the calendar", old,
                          sizeof(old) - 1, "");
}

static void test_refused(void **state) {
    (void)state;
    static const struct {
        const char *text, *why;
    } rows[] = {
        {"[]", "not a calendar: it does not begin with BEGIN:VCALENDAR"},
        {"BEGIN:VCARD\nEND:VCARD\n", "not a calendar: it does not begin with BEGIN:VCALENDAR"},
        {"BEGIN:VCALENDAR\n", "the calendar is cut short: END:VCALENDAR is missing"},
        {"BEGIN:VCALENDAR\nEND:VCALENDAR\nBEGIN:VCALENDAR\n",
         "the calendar is cut short: END:VCALENDAR is missing"},
        {"BEGIN:VCALENDAR\nBEGIN:VEVENT\n\nEND:VCALENDAR\n",
         "the calendar is broken: END:VCALENDAR without its BEGIN in line 4"},
        {"BEGIN:VCALENDAR\nEND:VCALENDAR\nand more\n", "something follows the end of the calendar"},
        {"BEGIN:VCALENDAR\nEND:VCALENDAR\n\x1A", "something follows the end of the calendar"},
        {" ", "the feed is empty"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct fail fail = {0};
        assert_null(calendar_take(rows[i].text, strlen(rows[i].text), CALENDAR_FROM, CALENDAR_TO, &fail));
        assert_string_equal(fail.text, rows[i].why);
    }
    struct fail fail = {0};
    assert_null(calendar_take("BEGIN:VCALENDAR\n\0END:VCALENDAR\n", 31, CALENDAR_FROM, CALENDAR_TO, &fail));
    assert_string_equal(fail.text, "the calendar contains a NUL character");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_private),  cmocka_unit_test(test_cancelled), cmocka_unit_test(test_texts),
        cmocka_unit_test(test_details),  cmocka_unit_test(test_limits),    cmocka_unit_test(test_long_texts),
        cmocka_unit_test(test_unusable), cmocka_unit_test(test_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
