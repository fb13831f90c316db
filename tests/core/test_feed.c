#include "core/feed/feed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define FETCHED INT64_C(1795000000000)

static const char events[] =
    "{\"kind\":\"events\",\"items\":["
    "{\"id\":\"b\",\"title\":\"Sprogcaf\u00e9\",\"lead\":\"Kom og tal dansk\",\"start\":1796288400,"
    "\"end\":1796295600,\"place\":\"Biblioteket\",\"room\":\"Sal 1\",\"address\":\"Banegårdspladsen 1\","
    "\"state\":\"sold_out\",\"url\":\"https://example.org/b\",\"language\":\"da\",\"price\":\"free\","
    "\"tags\":[\"dansk\",\"voksne\"],\"screens\":[\"International corner\"]},"
    "{\"id\":\"a\",\"title\":\"Advent\",\"start\":1796288400,\"end\":1796288400,\"state\":\"cancelled\"},"
    "{\"id\":\"c\",\"title\":\"Udstilling\",\"start\":1796166000,\"end\":1796338800,\"all_day\":true,"
    "\"state\":\"not_open\",\"price\":\"paid\",\"tags\":[]}]}";
static const char hours[] =
    "{\"kind\":\"hours\",\"items\":["
    "{\"date\":\"2026-12-03\",\"from\":\"10:00\",\"to\":\"18:00\",\"category\":\"Betjent\",\"branch\":\"B\"},"
    "{\"date\":\"2026-12-03\",\"from\":\"08:00\",\"to\":\"24:00\",\"category\":\"Selvbetjent\","
    "\"branch\":\"B\",\"branch_isil\":\"DK-715100\"},"
    "{\"date\":\"2026-12-04\",\"from\":\"10:00\",\"to\":\"18:00\"},"
    "{\"date\":\"2026-12-04\",\"from\":\"10:00\",\"to\":\"16:00\"}]}";
static const char news[] = "{\"kind\":\"news\",\"title\":\"Avisen\",\"items\":["
                           "{\"id\":\"1\",\"title\":\"Old\",\"time\":1795000000},"
                           "{\"id\":\"2\",\"title\":\"Undated\",\"language\":\"en\"},"
                           "{\"id\":\"3\",\"title\":\"New\",\"url\":\"https://n/3\",\"time\":1795000600}]}";

static const char departures[] =
    "{\"kind\":\"departures\",\"items\":["
    "{\"line\":\"H\",\"direction\":\"Østerport St.\",\"planned\":1796295960,\"state\":\"part_cancelled\","
    "\"vehicle\":\"train\"},"
    "{\"line\":\"C\",\"direction\":\"Klampenborg St.\",\"planned\":1796295840,\"expected\":1796296020,"
    "\"track\":\"2\",\"stop\":\"Ballerup St.\",\"state\":\"runs\",\"vehicle\":\"train\"},"
    "{\"line\":\"350S\",\"direction\":\"Nørreport St.\",\"planned\":1796295840,\"state\":\"cancelled\","
    "\"vehicle\":\"bus\"}]}";

static struct feed_data *parse(const char *json, struct fail *fail) {
    return feed_parse("f", json, strlen(json), FETCHED, fail);
}

static void test_events(void **state) {
    (void)state;
    struct feed_data *feed = parse(events, NULL);
    assert_non_null(feed);
    assert_int_equal(feed->kind, FEED_KIND_EVENTS);
    assert_string_equal(feed->feed_id, "f");
    assert_int_equal(feed->fetched_ms, FETCHED);
    assert_int_equal(feed->count, 3);
    assert_string_equal(feed->events[0].id, "c"); /* by start … */
    assert_true(feed->events[0].all_day);
    assert_int_equal(feed->events[0].state, EVENT_NOT_OPEN);
    assert_int_equal(feed->events[0].price, PRICE_PAID);
    assert_int_equal(feed->events[0].tag_count, 0);
    assert_string_equal(feed->events[1].id, "a"); /* … then by title */
    assert_int_equal(feed->events[1].price, PRICE_UNKNOWN);
    assert_null(feed->events[1].lead);
    const struct event *e = &feed->events[2];
    assert_int_equal(e->start_ms, INT64_C(1796288400000));
    assert_int_equal(e->end_ms, INT64_C(1796295600000));
    assert_int_equal(e->state, EVENT_SOLD_OUT);
    assert_int_equal(e->price, PRICE_FREE);
    assert_string_equal(e->room, "Sal 1");
    assert_string_equal(e->tags[1], "voksne");
    assert_string_equal(e->screens[0], "International corner");
    struct feed_data *items[] = {NULL, feed};
    struct feeds feeds = {items, 2};
    assert_ptr_equal(feeds_find(&feeds, "f"), feed);
    assert_null(feeds_find(&feeds, "g"));
    assert_null(feeds_find(NULL, "f"));
    feed_destroy(feed);
    feed_destroy(NULL);
}

static void test_left_out(void **state) {
    (void)state;
    struct feed_data *feed = parse("{\"kind\":\"news\",\"items\":[],\"left_out\":3,\"unusable\":2}", NULL);
    assert_non_null(feed);
    assert_int_equal(feed->left_out, 3);
    assert_int_equal(feed->unusable, 2);
    feed_destroy(feed);
}

static void test_hours(void **state) {
    (void)state;
    struct feed_data *feed = parse(hours, NULL);
    assert_non_null(feed);
    assert_int_equal(feed->count, 4);
    assert_int_equal(feed->openings[0].day, 20790);
    assert_int_equal(feed->openings[0].from_min, 480);
    assert_int_equal(feed->openings[0].to_min, 1440);
    assert_string_equal(feed->openings[0].branch_isil, "DK-715100");
    assert_string_equal(feed->openings[1].category, "Betjent");
    assert_null(feed->openings[1].branch_isil);
    assert_null(feed->openings[3].category); /* libraries with one branch and one kind leave them out */
    assert_null(feed->openings[3].branch);
    feed_destroy(feed);
}

static void test_news(void **state) {
    (void)state;
    struct feed_data *feed = parse(news, NULL);
    assert_non_null(feed);
    assert_string_equal(feed->title, "Avisen");
    assert_int_equal(feed->count, 3);
    assert_string_equal(feed->headlines[0].title, "New");
    assert_string_equal(feed->headlines[1].title, "Old");
    assert_string_equal(feed->headlines[2].title, "Undated");
    assert_int_equal(feed->headlines[2].time_ms, 0);
    feed_destroy(feed);
}

static void test_departures(void **state) {
    (void)state;
    struct feed_data *feed = parse(departures, NULL);
    assert_non_null(feed);
    assert_int_equal(feed->kind, FEED_KIND_DEPARTURES);
    assert_int_equal(feed->count, 3);
    const struct departure *bus = &feed->departures[0], *train = &feed->departures[1];
    assert_string_equal(bus->line, "350S"); /* by time, then by line */
    assert_int_equal(bus->vehicle, VEHICLE_BUS);
    assert_int_equal(bus->state, DEPARTURE_CANCELLED);
    assert_int_equal(bus->expected_ms, 0);
    assert_null(bus->track);
    assert_null(bus->stop);
    assert_string_equal(train->direction, "Klampenborg St.");
    assert_int_equal(train->planned_ms, INT64_C(1796295840000));
    assert_int_equal(train->expected_ms, INT64_C(1796296020000));
    assert_string_equal(train->track, "2");
    assert_string_equal(train->stop, "Ballerup St.");
    assert_int_equal(feed->departures[2].state, DEPARTURE_PART_CANCELLED);
    feed_destroy(feed);
}

/* No prefix is a feed, and none is read past its end (exactly sized copies under ASan). */
static void test_truncated_at_every_byte(void **state) {
    (void)state;
    static const char *const whole[] = {events, hours, news, departures};
    for (size_t w = 0; w < LENGTH(whole); w++) {
        for (size_t size = 0; size < strlen(whole[w]); size++) {
            char *part = malloc(size ? size : 1);
            assert_non_null(part);
            memcpy(part, whole[w], size);
            struct fail fail = {0};
            assert_null(feed_parse("f", part, size, FETCHED, &fail));
            assert_true(fail.text[0] != '\0');
            free(part);
        }
    }
}

#define EVENT(more) "{\"kind\":\"events\",\"items\":[{\"id\":\"a\",\"title\":\"A\"," more "}]}"
#define OPENING(more) "{\"kind\":\"hours\",\"items\":[{\"category\":\"c\",\"branch\":\"b\"," more "}]}"
#define LEAVES(more) "{\"kind\":\"departures\",\"items\":[{\"line\":\"C\"," more "}]}"
#define SPAN "\"start\":10,\"end\":20,\"state\":\"active\""

static void test_refused(void **state) {
    (void)state;
    static const struct {
        const char *json, *says;
    } rows[] = {
        {"[]", "object"},
        {"{}", "\"kind\" is missing"},
        {"{\"kind\":\"films\",\"items\":[]}", "known words"},
        {"{\"kind\":\"events\"}", "\"items\""},
        {"{\"kind\":\"events\",\"items\":{}}", "\"items\""},
        {"{\"kind\":\"events\",\"items\":[1]}", "item 1"},
        {"{\"kind\":\"events\",\"title\":\"only news has one\",\"items\":[]}", "\"title\""},
        {"{\"kind\":\"events\",\"kind\":\"news\",\"items\":[]}", "duplicate"},
        {"{\"kind\":\"events\",\"items\":[]} x", "not JSON"},
        {"{\"kind\":\"events\",\"items\":[],\"left_out\":-1}", "\"left_out\""},
        {"{\"kind\":\"events\",\"items\":[],\"unusable\":\"3\"}", "\"unusable\""},
        {EVENT("\"end\":20,\"state\":\"active\""), "\"start\" is missing"},
        {EVENT("\"start\":10,\"end\":20"), "\"state\" is missing"},
        {EVENT("\"start\":10.5,\"end\":20,\"state\":\"active\""), "\"start\""},
        {EVENT("\"start\":-1,\"end\":20,\"state\":\"active\""), "\"start\""},
        {EVENT("\"start\":10,\"end\":9999999999999,\"state\":\"active\""), "\"end\""},
        {EVENT("\"start\":30,\"end\":20,\"state\":\"active\""), "before start"},
        {EVENT(SPAN ",\"extra\":1"), "\"extra\" is not a known key"},
        {EVENT(SPAN ",\"place\":\"\""), "\"place\""},
        {EVENT(SPAN ",\"place\":\"a\\u0007b\""), "control"},
        {EVENT(SPAN ",\"place\":\"a\\u0085b\""), "control"},
        {EVENT(SPAN ",\"place\":null"), "\"place\""},
        {EVENT(SPAN ",\"all_day\":1"), "\"all_day\""},
        {EVENT(SPAN ",\"tags\":\"x\""), "\"tags\""},
        {EVENT(SPAN ",\"tags\":[1]"), "\"tags\""},
        {EVENT(SPAN ",\"price\":\"cheap\""), "\"price\""},
        {OPENING("\"date\":\"2026-02-30\",\"from\":\"10:00\",\"to\":\"11:00\""), "\"date\""},
        {OPENING("\"date\":\"2026-2-03\",\"from\":\"10:00\",\"to\":\"11:00\""), "\"date\""},
        {OPENING("\"date\":\"2026-12-03\",\"from\":\"1000\",\"to\":\"11:00\""), "\"from\""},
        {OPENING("\"date\":\"2026-12-03\",\"from\":\"10:00\",\"to\":\"24:01\""), "\"to\""},
        {OPENING("\"date\":\"2026-12-03\",\"from\":\"10:60\",\"to\":\"11:00\""), "\"from\""},
        {OPENING("\"date\":\"2026-12-03\",\"from\":\"11:00\",\"to\":\"11:00\""), "not after"},
        {LEAVES("\"planned\":10,\"state\":\"runs\",\"vehicle\":\"bus\""), "\"direction\" is missing"},
        {LEAVES("\"direction\":\"X\",\"state\":\"runs\",\"vehicle\":\"bus\""), "\"planned\" is missing"},
        {LEAVES("\"direction\":\"X\",\"planned\":10,\"vehicle\":\"bus\""), "\"state\" is missing"},
        {LEAVES("\"direction\":\"X\",\"planned\":10,\"state\":\"late\",\"vehicle\":\"bus\""), "\"state\""},
        {LEAVES("\"direction\":\"X\",\"planned\":10,\"state\":\"runs\",\"vehicle\":\"ox\""), "\"vehicle\""},
        {LEAVES("\"direction\":\"X\",\"planned\":10,\"state\":\"runs\",\"vehicle\":\"bus\",\"expected\":-1"),
         "\"expected\""},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct fail fail = {0};
        assert_null(parse(rows[i].json, &fail));
        if (!strstr(fail.text, rows[i].says))
            fail_msg("%s: said \"%s\", not \"%s\"", rows[i].json, fail.text, rows[i].says);
    }
}

/* Lengths are written in characters and read in bytes: 200 Hindi letters are a place. */
static void test_long_scripts(void **state) {
    (void)state;
    char place[200 * 3 + 1] = "", json[1000];
    for (int i = 0; i < 200; i++)
        memcpy(place + i * 3, "ह", 4);
    snprintf(json, sizeof json, EVENT(SPAN ",\"place\":\"%s\""), place);
    struct feed_data *feed = parse(json, NULL);
    assert_non_null(feed);
    assert_string_equal(feed->events[0].place, place);
    feed_destroy(feed);
}

static void test_bounds(void **state) {
    (void)state;
    size_t room = 64 + (FEED_ITEMS_MAX + 1) * 32;
    char *json = malloc(room);
    assert_non_null(json);
    for (int extra = 0; extra < 2; extra++) {
        int used = snprintf(json, room, "{\"kind\":\"news\",\"items\":[");
        for (int i = 0; i < FEED_ITEMS_MAX + extra; i++)
            used += snprintf(json + used, room - (size_t)used, "%s{\"id\":\"%d\",\"title\":\"t\"}",
                             i ? "," : "", i);
        snprintf(json + used, room - (size_t)used, "]}");
        struct feed_data *feed = parse(json, NULL);
        assert_int_equal(feed == NULL, extra);
        feed_destroy(feed);
    }
    free(json);
    char *large = calloc(1, FEED_BYTES_MAX + 1);
    assert_non_null(large);
    memset(large, ' ', FEED_BYTES_MAX + 1);
    memcpy(large, news, strlen(news));
    struct feed_data *feed = feed_parse("f", large, FEED_BYTES_MAX, FETCHED, NULL);
    assert_non_null(feed);
    feed_destroy(feed);
    assert_null(feed_parse("f", large, FEED_BYTES_MAX + 1, FETCHED, NULL));
    free(large);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_events),       cmocka_unit_test(test_left_out),
        cmocka_unit_test(test_hours),        cmocka_unit_test(test_news),
        cmocka_unit_test(test_departures),   cmocka_unit_test(test_truncated_at_every_byte),
        cmocka_unit_test(test_refused),      cmocka_unit_test(test_bounds),
        cmocka_unit_test(test_long_scripts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
