#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/time/instant.h"

static void reads_instants(void **state) {
    (void)state;
    struct zone *zone = zone_create("Europe/Copenhagen");
    assert_non_null(zone);
    static const struct {
        const char *text;
        int64_t seconds; /* -1: refused */
        const char *reason;
    } rows[] = {
        {"1970-01-01T00:00:00Z", 0, "the beginning"},
        {"2026-12-01", 1796079600, "a bare date is local midnight"},
        {"2026-12-01T08:00", 1796108400, "local winter time"},
        {"2026-07-01T08:00", 1782885600, "local summer time"},
        {"2026-12-01T08:00:30+05:30", 1796092230, "an offset wins over the zone"},
        {"2026-03-29T02:30", 1774747800, "the missing hour moves forward"},
        {"2026-10-25T02:30", 1792888200, "the doubled hour is its first"},
        {"2026-02-29", -1, "not a date"},
        {"2026-13-01", -1, "no such month"},
        {"2026-12-01T24:00", -1, "no such hour"},
        {"2026-12-01T08:60", -1, "no such minute"},
        {"2026-12-01T08:00+1:00", -1, "half an offset"},
        {"2026-12-01Z", -1, "an offset without a time"},
        {"2026-12-01T08:00 ", -1, "something behind it"},
        {"2026-12-1", -1, "one digit"},
        {"", -1, "nothing"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        int64_t ms = -1000;
        bool read = instant_parse(rows[i].text, zone, &ms);
        if (read != (rows[i].seconds >= 0) || ms != rows[i].seconds * 1000)
            fail_msg("%s (%s): %lld", rows[i].text, rows[i].reason, (long long)ms);
    }
    zone_destroy(zone);
}

static void reads_parts_of_a_second(void **state) {
    (void)state;
    struct zone *zone = zone_create("Europe/Copenhagen");
    assert_non_null(zone);
    static const struct {
        const char *text;
        int64_t ms; /* -1: refused */
        const char *reason;
    } rows[] = {
        {"2026-12-01T08:00:00.040", 1796108400040, "the frame after the first"},
        {"2026-12-01T08:00:00.04", 1796108400040, "the same, shorter"},
        {"2026-12-01T08:00:59.999", 1796108459999, "the last of a minute"},
        {"2026-12-01T08:00:30.5+05:30", 1796092230500, "with an offset"},
        {"2026-12-01T08:00:00.0Z", 1796112000000, "none of it"},
        {"2026-12-01T08:00.5", -1, "of a minute"},
        {"2026-12-01.5", -1, "of a day"},
        {"2026-12-01T08:00:00.", -1, "no digit"},
        {"2026-12-01T08:00:00.0401", -1, "finer than a ms"},
        {"2026-12-01T08:00:00,5", -1, "a comma"},
        {"2026-12-01T08:00:00.5 ", -1, "something behind it"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        int64_t ms = -1;
        bool read = instant_parse(rows[i].text, zone, &ms);
        if (read != (rows[i].ms >= 0) || ms != rows[i].ms)
            fail_msg("%s (%s): %lld", rows[i].text, rows[i].reason, (long long)ms);
    }
    zone_destroy(zone);
}

static void every_truncation_is_a_shorter_form_or_refused(void **state) {
    (void)state;
    const char *whole = "2026-12-01T08:00:30";
    for (size_t length = 0; length <= 19; length++) {
        char text[20] = "";
        for (size_t i = 0; i < length; i++)
            text[i] = whole[i];
        struct civil out;
        bool timed;
        assert_int_equal(civil_parse(text, &out, &timed), length == 10 || length == 16 || length == 19);
    }
}

static void reads_minutes(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int minutes;
    } rows[] = {{"00:00", 0},  {"08:05", 485}, {"24:00", 1440}, {"24:01", -1}, {"25:00", -1},
                {"08:60", -1}, {"8:00", -1},   {"08:00x", -1},  {"", -1}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        int minutes = -1;
        assert_int_equal(minutes_parse(rows[i].text, &minutes), rows[i].minutes >= 0);
        assert_int_equal(minutes, rows[i].minutes);
    }
}

static void formats_with_offset(void **state) {
    (void)state;
    struct zone *zone = zone_create("Europe/Copenhagen");
    char out[32];
    assert_string_equal(instant_format(1796108400000, zone, out, sizeof out), "2026-12-01T08:00:00+01:00");
    zone_destroy(zone);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_instants),
        cmocka_unit_test(reads_parts_of_a_second),
        cmocka_unit_test(every_truncation_is_a_shorter_form_or_refused),
        cmocka_unit_test(reads_minutes),
        cmocka_unit_test(formats_with_offset),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
