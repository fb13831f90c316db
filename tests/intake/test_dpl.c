/* What the libraries' system sends, which is not always what its schema says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/feed/feed.h"
#include "intake/intake.h"

/* "title|lead|place|address" of the one event that has `keys` besides what it needs. */
static void expect(const char *why, const char *keys, const char *expected) {
    struct zone *zone = zone_create("Europe/Copenhagen");
    struct intake_options options = {.from_ms = 1795690800000, .to_ms = 1798282800000, .zone = zone};
    struct fail fail = {0};
    char json[2000], text[1000] = "", *out = NULL;
    size_t out_size = 0;
    int size = snprintf(
        json, sizeof(json),
        "[{\"uuid\":\"u\",\"state\":\"Active\",\"date_time\":{\"start\":\"2026-12-01T10:00:00+01:00\"},%s}]",
        keys);
    assert_non_null(zone);
    if (!dpl_events_intake(json, (size_t)size, &options, &out, &out_size, &fail))
        fail_msg("%s: %s", why, fail.text);
    struct feed_data *feed = feed_parse("test", out, out_size, 0, &fail);
    assert_non_null(feed);
    assert_int_equal(feed->count, 1);
    const struct event *event = &feed->events[0];
    snprintf(text, sizeof(text), "%s|%s|%s|%s", event->title, event->lead ? event->lead : "",
             event->place ? event->place : "", event->address ? event->address : "");
    if (strcmp(text, expected) != 0)
        fail_msg("%s: %s instead of %s", why, text, expected);
    feed_destroy(feed);
    free(out);
    zone_destroy(zone);
}

static void test_events(void **state) {
    (void)state;
    static const char *const rows[][3] = {
        {"no street", "\"title\":\"t\",\"address\":{\"zip_code\":2750,\"city\":\"Ballerup\"}",
         "t|||2750 Ballerup"},
        {"an empty one",
         "\"title\":\"t\",\"address\":{\"street\":\"\",\"zip_code\":2750,\"city\":\"Ballerup\"}",
         "t|||2750 Ballerup"},
        {"a blank one",
         "\"title\":\"t\",\"address\":{\"street\":\" \",\"zip_code\":2750,\"city\":\"Ballerup\"}",
         "t|||2750 Ballerup"},
        {"no city",
         "\"title\":\"t\",\"address\":{\"street\":\"Hovedgaden 1\",\"zip_code\":2750,\"city\":\"\"}",
         "t|||Hovedgaden 1"},
        {"all, the code as text",
         "\"title\":\"t\",\"address\":{\"street\":\"Hovedgaden "
         "1\",\"zip_code\":\"0800\",\"city\":\"Taastrup\"}",
         "t|||Hovedgaden 1, 0800 Taastrup"},
        {"a blank place is the branch's",
         "\"title\":\"t\",\"branches\":[\"Bibliotek\"],\"address\":{\"location\":\" \"}", "t||Bibliotek|"},
        {"HTML",
         "\"title\":\"Kaffe &amp; <em>te</em>\",\"description\":\"<p>Kom og v&aelig;r med.</p><p>Kaffe "
         "gratis</p>\"",
         "Kaffe & te|Kom og vær med. Kaffe gratis||"},
        {"plain text stays", "\"title\":\"R&D: 1 < 2\",\"description\":\"a<b og c>d\"",
         "R&D: 1 < 2|a<b og c>d||"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++)
        expect(rows[i][0], rows[i][1], rows[i][2]);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_events)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
