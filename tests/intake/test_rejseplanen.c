/* Boards of departures: over midnight, in the nights on which clocks change, followed and not followed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/feed/feed.h"
#include "core/time/instant.h"
#include "intake/intake.h"
#include "system/disk.h"

static struct zone *zone;

static char *run(const char *json, size_t size, const char *now, struct fail *fail) {
    struct intake_options options = {.zone = zone};
    char *out = NULL;
    size_t out_size = 0;
    assert_true(instant_parse(now, zone, &options.now_ms));
    fail->text[0] = '\0';
    if (!rejseplanen_intake(json, size, &options, &out, &out_size, fail)) {
        assert_string_not_equal(fail->text, "");
        return NULL;
    }
    return out;
}

static const char *clock_of(int64_t ms, char out[40]) {
    if (ms == 0)
        return "-";
    (void)instant_format(ms, zone, out, 40);
    return out;
}

/* "C Klampenborg St. 2 train 2026-12-03T12:04:00+01:00 2026-12-03T12:07:00+01:00 runs" a line. */
static void describe(const char *json, char *text, size_t size) {
    struct fail fail;
    struct feed_data *feed = feed_parse("test", json, strlen(json), 0, &fail);
    if (!feed)
        fail_msg("the reader refuses what intake wrote: %s\n%s", fail.text, json);
    assert_int_equal(feed->kind, FEED_KIND_DEPARTURES);
    size_t used = 0;
    text[0] = '\0';
    for (size_t i = 0; i < feed->count && used < size; i++) {
        const struct departure *one = &feed->departures[i];
        char planned[40], expected[40];
        used += (size_t)snprintf(text + used, size - used, "%s %s %s %s %s %s %s\n", one->line,
                                 one->direction, one->track ? one->track : "-", vehicle_names[one->vehicle],
                                 clock_of(one->planned_ms, planned), clock_of(one->expected_ms, expected),
                                 departure_state_names[one->state]);
    }
    feed_destroy(feed);
}

static void expect(const char *why, const char *now, const char *json, const char *expected) {
    struct fail fail;
    char text[4000];
    char *out = run(json, strlen(json), now, &fail);
    if (!out)
        fail_msg("%s: %s", why, fail.text);
    describe(out, text, sizeof text);
    free(out);
    if (strcmp(text, expected) != 0)
        fail_msg("%s: expected\n%sgot\n%s", why, expected, text);
}

static void the_sample(void **state) {
    (void)state;
    char *bytes;
    size_t size;
    struct fail fail;
    assert_true(disk_read(TEST_DATA "/data/feeds/rejseplanen/departureBoard-sample.synthetic.json", 1 << 20,
                          &bytes, &size, &fail));
    expect("the sample", "2026-12-03T12:00", bytes,
           "C Klampenborg St. 2 train 2026-12-03T12:04:00+01:00 2026-12-03T12:07:00+01:00 runs\n"
           "350S Nørreport St. - bus 2026-12-03T12:05:00+01:00 - cancelled\n"
           "H Østerport St. 1 train 2026-12-04T00:02:00+01:00 2026-12-04T00:02:00+01:00 part_cancelled\n");
    free(bytes);
}

#define NAMED "\"name\":\"C\",\"direction\":\"X\","
#define BOARD(keys) "{\"Departure\":{" NAMED keys "}}"

static void times(void **state) {
    (void)state;
    static const struct {
        const char *why, *now, *keys, *expected;
    } rows[] = {
        {"without seconds", "2026-12-03T12:00", "\"date\":\"2026-12-03\",\"time\":\"12:04\"",
         "2026-12-03T12:04:00+01:00 - runs\n"},
        {"late over midnight, with its date", "2026-12-03T23:50",
         "\"date\":\"2026-12-03\",\"time\":\"23:58:00\",\"rtDate\":\"2026-12-04\",\"rtTime\":\"00:03:00\"",
         "2026-12-03T23:58:00+01:00 2026-12-04T00:03:00+01:00 runs\n"},
        {"late over midnight, without", "2026-12-03T23:50",
         "\"date\":\"2026-12-03\",\"time\":\"23:58:00\",\"rtTime\":\"00:03:00\"",
         "2026-12-03T23:58:00+01:00 2026-12-04T00:03:00+01:00 runs\n"},
        {"early", "2026-12-03T12:00", "\"date\":\"2026-12-03\",\"time\":\"12:04:00\",\"rtTime\":\"12:03:00\"",
         "2026-12-03T12:04:00+01:00 2026-12-03T12:03:00+01:00 runs\n"},
        {"the first 02:30 of the night with two", "2026-10-25T01:50+02:00",
         "\"date\":\"2026-10-25\",\"time\":\"02:30:00\"", "2026-10-25T02:30:00+02:00 - runs\n"},
        {"the second", "2026-10-25T02:20+01:00", "\"date\":\"2026-10-25\",\"time\":\"02:30:00\"",
         "2026-10-25T02:30:00+01:00 - runs\n"},
        {"the second, as the feed says itself", "2026-10-25T01:50+02:00",
         "\"date\":\"2026-10-25\",\"time\":\"02:30:00\",\"tz\":60", "2026-10-25T02:30:00+01:00 - runs\n"},
        {"a delay of five minutes that ends in the second hour", "2026-10-25T02:50+02:00",
         "\"date\":\"2026-10-25\",\"time\":\"02:58:00\",\"tz\":120,\"rtTime\":\"02:03:00\",\"rtTz\":60",
         "2026-10-25T02:58:00+02:00 2026-10-25T02:03:00+01:00 runs\n"},
        {"a time that clocks skip", "2026-03-29T01:50", "\"date\":\"2026-03-29\",\"time\":\"02:30:00\"",
         "2026-03-29T03:30:00+02:00 - runs\n"},
        {"long gone", "2026-12-03T12:00", "\"date\":\"2026-12-03\",\"time\":\"10:00\"", ""},
        {"long gone, but so late that it is not", "2026-12-03T12:00",
         "\"date\":\"2026-12-03\",\"time\":\"10:00\",\"rtTime\":\"12:05\"",
         "2026-12-03T10:00:00+01:00 2026-12-03T12:05:00+01:00 runs\n"},
        {"the day after tomorrow", "2026-12-03T12:00", "\"date\":\"2026-12-05\",\"time\":\"10:00\"", ""},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char json[500], expected[200];
        snprintf(json, sizeof json, "{\"Departure\":[{" NAMED "%s}]}", rows[i].keys);
        snprintf(expected, sizeof expected, "%s%s", *rows[i].expected ? "C X - other " : "",
                 rows[i].expected);
        expect(rows[i].why, rows[i].now, json, expected);
    }
}

#define AT "\"date\":\"2026-12-03\",\"time\":\"12:04\""
#define PLAN " 2026-12-03T12:04:00+01:00 - "

static void what_runs(void **state) {
    (void)state;
    static const struct {
        const char *why, *json, *expected;
    } rows[] = {
        {"one alone is no list", BOARD(AT), "C X - other" PLAN "runs\n"},
        {"nothing leaves", "{\"serverVersion\":\"2.x\"}", ""},
        {"nothing leaves", "{\"Departure\":[]}", ""},
        {"another track", BOARD(AT ",\"track\":\"1\",\"rtTrack\":\"2\""), "C X 2 other" PLAN "runs\n"},
        {"an empty one", BOARD(AT ",\"track\":\"1\",\"rtTrack\":\"\""), "C X 1 other" PLAN "runs\n"},
        {"a word for true", BOARD(AT ",\"cancelled\":\"true\""), "C X - other" PLAN "cancelled\n"},
        {"cancelled in part", BOARD(AT ",\"partCancelled\":true"), "C X - other" PLAN "part_cancelled\n"},
        {"both", BOARD(AT ",\"partCancelled\":true,\"cancelled\":true"), "C X - other" PLAN "cancelled\n"},
        {"a list of products",
         BOARD(AT ",\"Product\":[{\"name\":\"Metro M1\",\"line\":\"M1\",\"catOut\":"
                  "\"Metro\"}]"),
         "M1 X - metro" PLAN "runs\n"},
        {"a product alone", BOARD(AT ",\"Product\":{\"line\":\"3\",\"catOut\":\"Letbane\"}"),
         "3 X - tram" PLAN "runs\n"},
        {"a train", BOARD(AT ",\"ProductAtStop\":{\"line\":\"4557\",\"catOut\":\"Re\"}"),
         "4557 X - train" PLAN "runs\n"},
        {"a bus in place of a train", BOARD(AT ",\"ProductAtStop\":{\"line\":\"1\",\"catOut\":\"Togbus\"}"),
         "1 X - bus" PLAN "runs\n"},
        {"a bus of another name", BOARD(AT ",\"ProductAtStop\":{\"line\":\"1\",\"catOut\":\"Ekspresbus\"}"),
         "1 X - bus" PLAN "runs\n"},
        {"what nobody knows", BOARD(AT ",\"ProductAtStop\":{\"line\":\"1\",\"catOut\":\"Ballon\"}"),
         "1 X - other" PLAN "runs\n"},
        {"markup is text, controls go",
         "{\"Departure\":{\"name\":\"C\\n\",\"direction\":\"<b>X</b>\"," AT "}}",
         "C <b>X</b> - other" PLAN "runs\n"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++)
        expect(rows[i].why, "2026-12-03T12:00", rows[i].json, rows[i].expected);
}

/* Those that cannot be understood are counted; a list of nothing else is refused. */
static void what_is_unusable(void **state) {
    (void)state;
    static const char *const rows[] = {
        "{\"Departure\":{\"name\":\"C\",\"direction\":\"X\"}}",
        BOARD("\"date\":\"2026-12-03\",\"time\":\"25:04\""),
        BOARD("\"date\":\"2026-02-30\",\"time\":\"12:04\""),
        BOARD("\"date\":\"2026-12-03\",\"time\":\"12\""),
        BOARD("\"date\":\"2026-12-03\",\"time\":\"12:04:00Z\""),
        BOARD("\"date\":20261203,\"time\":\"12:04\""),
        BOARD(AT ",\"rtTime\":\"soon\""),
        BOARD(AT ",\"rtTime\":\"12:05\",\"rtDate\":\"2026-12-09\""),
        "{\"Departure\":{\"direction\":\"X\"," AT "}}",
        "{\"Departure\":{\"name\":\"C\"," AT "}}",
        "{\"Departure\":[7]}",
        "{\"Departure\":\"none\"}",
        "{}",
        "[]",
        "7",
        "{\"Departure\":[",
        "<!doctype html><title>Error</title>",
        "",
    };
    struct fail fail;
    for (size_t i = 0; i < LENGTH(rows); i++)
        if (run(rows[i], strlen(rows[i]), "2026-12-03T12:00", &fail))
            fail_msg("taken: %s", rows[i]);
    char *out = run("{\"Departure\":[7,{" NAMED AT "}]}", strlen("{\"Departure\":[7,{" NAMED AT "}]}"),
                    "2026-12-03T12:00", &fail);
    assert_non_null(out);
    assert_non_null(strstr(out, "\"unusable\":1"));
    free(out);
}

/* The server's text may repeat the key: nothing of it is told but a code. */
static void errors_do_not_tell_the_key(void **state) {
    (void)state;
    static const char *const rows[][2] = {
        {"{\"errorCode\":\"API_AUTH\",\"errorText\":\"access denied for SECRET\"}",
         "API_AUTH: the key is wrong"},
        {"{\"errorCode\":\"API_QUOTA\",\"errorText\":\"SECRET used up\"}", "API_QUOTA"},
        {"{\"errorCode\":\"key SECRET is unknown\"}", "an error"},
        {"{\"errorCode\":\"\",\"errorText\":\"SECRET\"}", "an error"},
    };
    struct fail fail;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        assert_null(run(rows[i][0], strlen(rows[i][0]), "2026-12-03T12:00", &fail));
        if (!strstr(fail.text, rows[i][1]) || strstr(fail.text, "SECRET"))
            fail_msg("%s: %s", rows[i][0], fail.text);
    }
}

/* More than a list may have: the next ones are in it. */
static void many(void **state) {
    (void)state;
    enum { MANY = FEED_ITEMS_MAX + 50, EACH = 120 };
    char *json = malloc((size_t)MANY * EACH + 100);
    struct fail fail;
    assert_non_null(json);
    size_t used = (size_t)sprintf(json, "{\"Departure\":[");
    for (int i = MANY; i-- > 0;)
        used +=
            (size_t)snprintf(json + used, EACH, "%s{" NAMED "\"date\":\"2026-12-03\",\"time\":\"%02d:%02d\"}",
                             i + 1 == MANY ? "" : ",", 12 + i / 300, i % 60);
    used += (size_t)sprintf(json + used, "]}");
    char *out = run(json, used, "2026-12-03T12:00", &fail);
    assert_non_null(out);
    struct feed_data *feed = feed_parse("test", out, strlen(out), 0, &fail);
    assert_non_null(feed);
    assert_int_equal(feed->count, FEED_ITEMS_MAX);
    assert_int_equal(feed->left_out, 50);
    for (size_t i = 1; i < feed->count; i++)
        assert_true(feed->departures[i].planned_ms >= feed->departures[i - 1].planned_ms);
    feed_destroy(feed);
    free(out);
    free(json);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sample), cmocka_unit_test(times),
        cmocka_unit_test(what_runs),  cmocka_unit_test(what_is_unusable),
        cmocka_unit_test(many),       cmocka_unit_test(errors_do_not_tell_the_key),
    };
    zone = zone_create("Europe/Copenhagen");
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    zone_destroy(zone);
    return failed;
}
