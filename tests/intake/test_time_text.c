#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "intake/time_text.h"

#define TEN INT64_C(1795687200000) /* 2026-11-26T10:00:00Z, a Thursday */
enum { HOUR_MS = 3600000, NEVER = 99 };

/* Hours from ten o'clock UTC; NEVER: not understood. */
static const struct {
    const char *text;
    double hours;
} rows[] = {
    {"Thu, 26 Nov 2026 10:00:00 GMT", 0},
    {"Thu, 26 Nov 2026 10:00:00 +0000", 0},
    {"26 Nov 2026 10:00 UT", 0},
    {"Thu, 26 Nov 2026 10:00:00", 0},
    {"Thu, 26 Nov 26 10:00:00 Z", 0},
    {"Thu, 26 Nov 2026 05:00:00 EST", 0},
    {"Thu, 26 Nov 2026 11:00:00 CET", 0},
    {"Thu, 26 Nov 2026 11:00:00 +01", 0},
    {"Thu, 26 Nov 2026 11:00:00 +1", 0},
    {"Thu, 26 Nov 2026 11:00:00 +100", 0},
    {"Thu, 26 Nov 2026 11:00:00 +01:00", 0},
    {"Thu, 26 Nov 2026 11:00:00 GMT+0100", 0},
    {"Thu, 26 Nov 2026 11:00:00 GMT+01:00", 0},
    {"Thu, 26 Nov 2026 11:00:00 UTC+1", 0},
    {"Thu, 26 Nov 2026 11:00:00 +0100 (CET)", 0},
    {"Thu Nov 26 2026 11:00:00 GMT+0100 (Central European Standard Time)", 0},
    {"Thu, Nov 26 2026 10:00:00 GMT", 0},
    {"Thu 26 Nov 2026 10:00:00 GMT", 0},
    {"Thu, 26 November 2026 10:00:00 GMT", 0},
    {"Thursday, 26-Nov-26 10:00:00 GMT", 0},
    {"Thu Nov 26 10:00:00 2026", 0},
    {"Thu Nov 26 11:00:00 CET 2026", 0},
    {"November 26, 2026 10:00 AM", 0},
    {"November 26th, 2026 10:00 p.m. GMT", 12},
    {"26. november 2026 11:00", 0},
    {"Torsdag d. 26. november 2026 kl. 11.00", 0},
    {"torsdag den 26. nov. 2026, 11:00:00", 0},
    {"Do, 26 Nov 2026 11:00:00 +0100", 0},
    {"26 november 2026 kl 11.00", 0},
    {"26. november 2026", -11},
    {"26 Nov 2026", -11},
    {"2026-11-26T10:00:00Z", 0},
    {"2026-11-26 10:00:00 +0000", 0},
    {"2026-11-26  11:00:00 +0100", 0},
    {"2026-11-26 10:00:00 UTC", 0},
    {"2026-11-26T11:00:00+01", 0},
    {"2026-11-26T11:00:00.123+01:00", 0},
    {"2026-11-26T11:00:00+01:00[Europe/Copenhagen]", 0},
    {"2026-11-26T11:00", 0},
    {"2026/11/26 11:00", 0},
    {"20261126T100000Z", 0},
    {"2026-11-26", -11},
    /* a wrong date is worse than none */
    {"", NEVER},
    {"0000-00-00 00:00:00", NEVER},
    {"11/26/2026 10:00", NEVER},
    {"26/11/2026 10:00", NEVER},
    {"Nov 26 26 10:00:00 GMT", NEVER},
    {"Thu, 31 Nov 2026 10:00:00 GMT", NEVER},
    {"Thu, 26 Nov 2026 25:00:00 GMT", NEVER},
    {"Thu, 26 Nov 2026 10:00:00 +1500", NEVER},
    {"Thu, 26 Nov 2026 10:00:00 +0160", NEVER},
    {"Thu, 26 Nov 2026 10:00:00 +01000", NEVER},
    {"Thu, 26 Nov 2026 10:00:00 A", NEVER},
    {"Thu, 26 Nov 2026 10:00:00 XYZ", NEVER},
    {"Thu, 26 Nov 2026 10:00:00 GMT and more", NEVER},
    {"26 Nov 2026 13:00 PM", NEVER},
    {"26 Nov Dec 2026", NEVER},
    {"26 Novembre 2026", NEVER},
    {"26 Nov", NEVER},
    {"i dag kl. 10.00", NEVER},
    {"2026-11-26T10:00:00+1", -1},
    {"2026-11-26T10:00:00 in the morning", NEVER},
    {"2026-13-26T10:00:00Z", NEVER},
};

static void test_rows(void **state) {
    (void)state;
    struct zone *zone = zone_create("Europe/Copenhagen");
    assert_non_null(zone);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        int64_t ms = 0;
        bool known = time_parse_iso(rows[i].text, zone, &ms) || time_parse_words(rows[i].text, zone, &ms);
        double hours = known ? (double)(ms - TEN) / HOUR_MS : NEVER;
        if (hours < rows[i].hours || hours > rows[i].hours)
            fail_msg("\"%s\": %g hours from ten, not %g", rows[i].text, hours, rows[i].hours);
    }
    zone_destroy(zone);
}

/* Every month, in each language, by its short and its long name. */
static void test_months(void **state) {
    (void)state;
    static const char *const names[12] = {"Jan January januar",
                                          "Feb February februar",
                                          "Mar March marts mars Mrz",
                                          "Apr April",
                                          "May Maj Mai",
                                          "Jun June juni",
                                          "Jul July juli",
                                          "Aug August",
                                          "Sep Sept September",
                                          "Oct Okt October oktober",
                                          "Nov November",
                                          "Dec Dez December desember"};
    struct zone *zone = zone_create("Europe/Copenhagen");
    for (int month = 1; month <= 12; month++) {
        char list[100], text[60], *rest = list;
        snprintf(list, sizeof(list), "%s", names[month - 1]);
        for (char *name; (name = strtok_r(rest, " ", &rest));) {
            int64_t ms = 0;
            snprintf(text, sizeof(text), "2 %s 2026 12:00:00 +0000", name);
            if (!time_parse_words(text, zone, &ms) || zone_local(zone, ms).month != month ||
                zone_local(zone, ms).day != 2)
                fail_msg("%s", text);
        }
    }
    zone_destroy(zone);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows), cmocka_unit_test(test_months)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
