/* What leaves next, and when that changes: without a new list, past midnight, in the night with two hours. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/feed/departure_words.h"
#include "core/time/instant.h"

#define MINUTE INT64_C(60000)
#define HOUR (60 * MINUTE)
#define NOW INT64_C(1795690800000) /* on a minute */

static const char *const both[] = {"a", "b"};
static const struct feed_query query = {.feeds = both, .feed_count = 2, .kind = FEED_KIND_DEPARTURES};

static struct departure leaves(const char *line, int64_t planned_ms, int64_t expected_ms) {
    return (struct departure){
        .line = line, .direction = "X", .planned_ms = planned_ms, .expected_ms = expected_ms};
}

static struct feed_data feed_of(const char *id, struct departure *departures, size_t count,
                                int64_t fetched_ms) {
    return (struct feed_data){.kind = FEED_KIND_DEPARTURES,
                              .feed_id = id,
                              .departures = departures,
                              .count = count,
                              .fetched_ms = fetched_ms};
}

/* Their lines, in order. */
static const char *lines_of(const struct feed_query *asked, const struct feeds *feeds, int64_t now_ms) {
    static char text[200];
    struct departure_now found[QUERY_LIMIT_MAX];
    size_t count = departures_now(asked, feeds, now_ms, found, LENGTH(found)), used = 0;
    text[0] = '\0';
    for (size_t i = 0; i < count; i++)
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%s", i ? " " : "", found[i].of->line);
    return text;
}

static void two_stops_in_one_order(void **state) {
    (void)state;
    struct departure a[] = {leaves("late", NOW + MINUTE, NOW + 9 * MINUTE), leaves("a", NOW + 5 * MINUTE, 0)},
                     b[] = {leaves("early", NOW + 4 * MINUTE, NOW + 3 * MINUTE),
                            leaves("b", NOW + 5 * MINUTE + 20000, 0)};
    struct feed_data one = feed_of("a", a, 2, NOW), two = feed_of("b", b, 2, NOW),
                     other = {.kind = FEED_KIND_EVENTS, .feed_id = "b", .count = 1};
    struct feed_data *items[] = {&one, &two}, *wrong[] = {&one, &other};
    const struct feeds feeds = {items, 2}, mixed = {wrong, 2};
    struct feed_query few = query;
    assert_string_equal(lines_of(&query, &feeds, NOW), "early a b late");
    few.limit = 2;
    assert_string_equal(lines_of(&few, &feeds, NOW), "early a");
    assert_string_equal(lines_of(&query, &mixed, NOW), "a late");
    assert_string_equal(lines_of(&query, NULL, NOW), "");
}

/* One that leaves at 12:04 and some seconds is there till 12:05. */
static void the_minute_in_which_it_leaves(void **state) {
    (void)state;
    struct departure a[] = {leaves("a", NOW + 4 * MINUTE + 30000, 0)};
    struct feed_data one = feed_of("a", a, 1, NOW);
    struct feed_data *items[] = {&one};
    const struct feeds feeds = {items, 1};
    assert_string_equal(lines_of(&query, &feeds, NOW + 5 * MINUTE - 1), "a");
    assert_string_equal(lines_of(&query, &feeds, NOW + 5 * MINUTE), "");
    assert_int_equal(departures_next_edge(&query, &feeds, NOW, NOW + HOUR), NOW + 5 * MINUTE);
}

/* Whatever changes says before when: the answer is the same at every millisecond till then. */
static void nothing_changes_between_edges(void **state) {
    (void)state;
    struct departure a[] = {
        leaves("late", NOW + 2 * MINUTE, NOW + 14 * MINUTE), leaves("a", NOW + 11 * MINUTE, 0),
        leaves("far", NOW + 13 * HOUR, NOW + 13 * HOUR), leaves("off", NOW + 3 * MINUTE, NOW + 8 * MINUTE)};
    a[3].state = DEPARTURE_CANCELLED;
    struct feed_data one = feed_of("a", a, 4, NOW - MINUTE);
    struct feed_data *items[] = {&one};
    const struct feeds feeds = {items, 1};
    int edges = 0;
    for (int64_t now = NOW - 20 * MINUTE, until = NOW + 14 * HOUR, next; now < until; now = next, edges++) {
        char before[200];
        next = departures_next_edge(&query, &feeds, now, until);
        assert_true(next > now && next <= until);
        snprintf(before, sizeof before, "%s", lines_of(&query, &feeds, now));
        assert_string_equal(lines_of(&query, &feeds, next - 1), before);
        assert_string_equal(lines_of(&query, &feeds, now + (next - now) / 2), before);
    }
    assert_in_range(edges, 6, 20);
    assert_string_equal(lines_of(&query, &feeds, NOW), "off a late");
    assert_string_equal(lines_of(&query, &feeds, NOW + 4 * MINUTE), "a late"); /* cancelled: as planned */
    assert_string_equal(lines_of(&query, &feeds, NOW + 9 * MINUTE),
                        "a late"); /* the last instant it is live */
    assert_string_equal(lines_of(&query, &feeds, NOW + 9 * MINUTE + 1),
                        "a");                                             /* the late one's plan is over */
    assert_string_equal(lines_of(&query, &feeds, NOW + 2 * HOUR), "far"); /* twelve hours ahead, not more */
    assert_string_equal(lines_of(&query, &feeds, NOW + 3 * HOUR), "");
}

/* What is said at a moment of the first of a list. */
static void expect_words(const char *now, int fetched_min_ago, const struct departure *departure,
                         const char *language, const char *expected) {
    struct zone *zone = zone_create("Europe/Copenhagen");
    struct departure copy = *departure;
    int64_t now_ms = 0;
    assert_true(zone && instant_parse(now, zone, &now_ms));
    struct feed_data one = feed_of("a", &copy, 1, now_ms - fetched_min_ago * MINUTE);
    struct feed_data *items[] = {&one};
    const struct feeds feeds = {items, 1};
    struct departure_now found[1];
    const struct event_reader reader = {.zone = zone, .now_ms = now_ms, .language = language};
    char title[DEPARTURE_TITLE_MAX], text[2000] = "none", plain[2000];
    struct departure_words words;
    if (departures_now(&query, &feeds, now_ms, found, 1) == 1) {
        departure_words(&reader, &found[0], true, &words);
        departure_title(&reader, found[0].of, title);
        snprintf(text, sizeof text, "%s|%s|%s|%s", words.time, words.label ? words.label : "", title,
                 words.note);
    }
    size_t used = 0; /* without the marks of direction */
    for (const char *at = text; *at; at++)
        if (strncmp(at, "\xE2\x81\xA8", 3) == 0 || strncmp(at, "\xE2\x81\xA9", 3) == 0)
            at += 2;
        else
            plain[used++] = *at;
    plain[used] = '\0';
    if (strcmp(plain, expected) != 0)
        fail_msg("at %s in %s: \"%s\" and not \"%s\"", now, language, plain, expected);
    zone_destroy(zone);
}

static struct departure at(const char *planned, const char *expected) {
    struct zone *zone = zone_create("Europe/Copenhagen");
    struct departure one = {
        .line = "C", .direction = "Klampenborg St.", .track = "2", .vehicle = VEHICLE_TRAIN};
    assert_true(zone && instant_parse(planned, zone, &one.planned_ms));
    assert_true(!expected || instant_parse(expected, zone, &one.expected_ms));
    zone_destroy(zone);
    return one;
}

static void words_of_it(void **state) {
    (void)state;
    struct departure late = at("2026-12-03T12:04", "2026-12-03T12:07"), plan = at("2026-12-03T12:04", NULL),
                     fine = at("2026-12-03T12:04", "2026-12-03T12:04:40"),
                     early = at("2026-12-03T12:04", "2026-12-03T12:03"),
                     midnight = at("2026-12-03T23:58", "2026-12-04T00:03"),
                     second = at("2026-10-25T02:30+01:00", "2026-10-25T02:30+01:00"), off = late, part = late;
    off.state = DEPARTURE_CANCELLED;
    off.stop = "Ballerup St.";
    part.state = DEPARTURE_PART_CANCELLED;
    expect_words("2026-12-03T12:00", 1, &late, "en",
                 "12:07|Delayed|C towards Klampenborg St.|planned 12:04 · Train · Track 2");
    expect_words("2026-12-03T12:00", 1, &late, "da",
                 "12.07|Forsinket|C mod Klampenborg St.|planlagt 12.04 · Tog · Spor 2");
    expect_words("2026-12-03T12:00", 11, &late, "en",
                 "12:04||C towards Klampenborg St.|by the timetable · Train · Track 2");
    expect_words("2026-12-03T12:00", 1, &plan, "en",
                 "12:04||C towards Klampenborg St.|by the timetable · Train · Track 2");
    expect_words("2026-12-03T12:00", 1, &fine, "en", "12:04||C towards Klampenborg St.|Train · Track 2");
    expect_words("2026-12-03T12:00", 1, &early, "en", "12:03||C towards Klampenborg St.|Train · Track 2");
    expect_words("2026-12-03T12:00", 1, &off, "en",
                 "12:04|Cancelled|C towards Klampenborg St.|Train · Ballerup St.");
    expect_words("2026-12-03T12:00", 30, &off, "en", /* nobody knows that it runs */
                 "12:04|Cancelled|C towards Klampenborg St.|Train · Ballerup St.");
    expect_words("2026-12-03T12:00", 1, &part, "en",
                 "12:07|Runs only part of the way|C towards Klampenborg St.|planned 12:04 · Train · Track 2");
    expect_words("2026-12-04T00:01", 1, &midnight, "en",
                 "00:03|Delayed|C towards Klampenborg St.|planned 23:58 · Train · Track 2");
    expect_words("2026-12-04T00:04", 1, &midnight, "en", "none");
    expect_words("2026-10-25T02:29+02:00", 1, &second, "en",
                 "02:30||C towards Klampenborg St.|Train · Track 2");
    expect_words("2026-10-25T02:30+01:00", 1, &second, "en",
                 "02:30||C towards Klampenborg St.|Train · Track 2");
    expect_words("2026-10-25T02:31+01:00", 1, &second, "en", "none");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_stops_in_one_order),
        cmocka_unit_test(the_minute_in_which_it_leaves),
        cmocka_unit_test(nothing_changes_between_edges),
        cmocka_unit_test(words_of_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
