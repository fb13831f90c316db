/* kiosk/core/feed/feed_select.c */
#include "core/feed/feed_select.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define HOUR INT64_C(3600000)
#define DAY (24 * HOUR)
#define NOW (INT64_C(1796288400) * 1000) /* Thursday 3 December 2026 */

static const char *const danish[] = {"dansk"};
static const char *const corner[] = {"International corner"};
static const char *const children[] = {"Children"};
static const char *const both_feeds[] = {"a", "b"};

static struct event event(const char *title, int64_t start_ms, int64_t end_ms) {
    return (struct event){.id = title, .title = title, .start_ms = start_ms, .end_ms = end_ms};
}

static struct event all_day(int64_t start_ms) {
    struct event one = event("e", start_ms, start_ms);
    one.all_day = true;
    return one;
}

static struct feed_query events_wanted(void) {
    return (struct feed_query){
        .kind = FEED_KIND_EVENTS, .feeds = both_feeds, .feed_count = 2, .days = 14, .limit = 5};
}

static struct feed_data events_feed(const char *id, struct event *events, size_t count) {
    return (struct feed_data){.kind = FEED_KIND_EVENTS, .feed_id = id, .events = events, .count = count};
}

static void test_one_event(void **state) {
    (void)state;
    const struct screen any = {0}, named = {.event_names = corner, .event_name_count = 1};
    struct event base = event("e", NOW + HOUR, NOW + 2 * HOUR), cancelled = base, sold_out = base,
                 tagged = base, here = base, elsewhere = base;
    cancelled.state = EVENT_CANCELLED;
    sold_out.state = EVENT_SOLD_OUT;
    tagged.tags = danish;
    here.screens = corner;
    elsewhere.screens = children;
    tagged.tag_count = here.screen_count = elsewhere.screen_count = 1;
    const struct {
        const char *reason;
        struct event event;
        const struct screen *screen;
        bool wants_danish, shown;
    } rows[] = {
        {"comes", base, &any, false, true},
        {"runs", event("e", NOW - HOUR, NOW + 1), &any, false, true},
        {"ends now: half-open", event("e", NOW - HOUR, NOW), &any, false, false},
        {"a moment, now", event("e", NOW, NOW), &any, false, true},
        {"without an end: it has only begun", event("e", NOW - HOUR + 1, NOW - HOUR + 1), &any, false, true},
        {"without an end, an hour after", event("e", NOW - HOUR, NOW - HOUR), &any, false, false},
        {"all day, without an end", all_day(NOW - DAY + 1), &any, false, true},
        {"all day, without an end, the day after", all_day(NOW - DAY), &any, false, false},
        {"in 14 days", event("e", NOW + 14 * DAY, NOW + 15 * DAY), &any, false, true},
        {"in more than 14 days", event("e", NOW + 14 * DAY + 1, NOW + 15 * DAY), &any, false, false},
        {"an exhibition that began long ago", event("e", NOW - 90 * DAY, NOW + DAY), &any, false, true},
        {"cancelled stays and says so", cancelled, &any, false, true},
        {"sold out stays and says so", sold_out, &any, false, true},
        {"no tags, tags wanted", base, &any, true, false},
        {"with the tag wanted", tagged, &any, true, true},
        {"tags are free when none is wanted", tagged, &any, false, true},
        {"for everywhere", base, &named, false, true},
        {"for this screen", here, &named, false, true},
        {"for another screen", elsewhere, &named, false, false},
        {"this screen has no name there", elsewhere, &any, false, true},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct event one = rows[i].event;
        struct feed_data feed = events_feed("a", &one, 1), *list[] = {&feed};
        struct feeds feeds = {list, 1};
        struct feed_query query = events_wanted();
        query.tags = danish;
        query.tag_count = rows[i].wants_danish;
        const struct event *out[4];
        size_t count = feed_select_events(&query, rows[i].screen, &feeds, NOW, out, 4);
        if (count != (size_t)rows[i].shown)
            fail_msg("%s", rows[i].reason);
        if (count > 0)
            assert_ptr_equal(out[0], &one);
    }
}

static void test_merged_and_limited(void **state) {
    (void)state;
    struct event a[] = {event("A", NOW + 1 * HOUR, NOW + 9 * HOUR),
                        event("D", NOW + 3 * HOUR, NOW + 9 * HOUR),
                        event("E", NOW + 5 * HOUR, NOW + 9 * HOUR)};
    struct event b[] = {event("B", NOW + 2 * HOUR, NOW + 9 * HOUR),
                        event("C", NOW + 3 * HOUR, NOW + 9 * HOUR),
                        event("F", NOW + 6 * HOUR, NOW + 9 * HOUR)};
    struct feed_data one = events_feed("a", a, 3), two = events_feed("b", b, 3),
                     other = events_feed("not on the slide", b, 3), *list[] = {&two, &other, &one};
    struct feeds feeds = {list, 3};
    struct screen screen = {0};
    struct feed_query query = events_wanted();
    static const char expected[] = "ABCDEF";
    for (int limit = 1; limit <= 8; limit++) {
        const struct event *out[6] = {NULL};
        query.limit = limit;
        size_t count = feed_select_events(&query, &screen, &feeds, NOW, out, 6);
        assert_int_equal(count, limit < 6 ? limit : 6);
        for (size_t i = 0; i < count; i++)
            assert_int_equal(out[i]->title[0], expected[i]);
    }
    const struct event *out[2];
    query.limit = 5;
    assert_int_equal(feed_select_events(&query, &screen, &feeds, NOW, out, 2), 2);
    assert_int_equal(feed_select_events(&query, &screen, NULL, NOW, out, 2), 0);
}

static struct feed_query news_wanted(int limit) {
    return (struct feed_query){.kind = FEED_KIND_NEWS, .feeds = both_feeds, .feed_count = 2, .limit = limit};
}

static void test_headlines(void **state) {
    (void)state;
    struct headline a[] = {{.id = "new", .title = "new", .time_ms = NOW - HOUR},
                           {.id = "47", .title = "47 h", .time_ms = NOW - 48 * HOUR + 1},
                           {.id = "48", .title = "48 h", .time_ms = NOW - 48 * HOUR}};
    struct headline b[] = {{.id = "2h", .title = "2 h", .time_ms = NOW - 2 * HOUR},
                           {.id = "undated", .title = "undated"}};
    struct feed_data
        one = {.kind = FEED_KIND_NEWS, .feed_id = "a", .headlines = a, .count = 3, .fetched_ms = NOW},
        two = {.kind = FEED_KIND_NEWS, .feed_id = "b", .headlines = b, .count = 2, .fetched_ms = NOW - HOUR},
        *list[] = {&one, &two};
    struct feeds feeds = {list, 2};
    const struct headline *out[8];
    const struct feed_data *from[8];
    struct feed_query query = news_wanted(8);
    assert_int_equal(feed_select_headlines(&query, &feeds, NOW, out, from, 8), 4);
    static const char *const order[] = {"new", "2h", "47", "undated"};
    for (size_t i = 0; i < LENGTH(order); i++)
        assert_string_equal(out[i]->id, order[i]);
    assert_ptr_equal(from[0], &one);
    assert_ptr_equal(from[1], &two);
    assert_ptr_equal(from[3], &two);
    /* What has no time of its own lasts as long as the feed it came with. */
    assert_int_equal(feed_select_headlines(&query, &feeds, NOW + 46 * HOUR, out, from, 8), 2);
    assert_int_equal(feed_select_headlines(&query, &feeds, NOW + 47 * HOUR, out, from, 8), 0);
    query = news_wanted(2);
    assert_int_equal(feed_select_headlines(&query, &feeds, NOW, out, from, 8), 2);
    assert_string_equal(out[1]->id, "2h");
}

/* A date more than a day ahead is a mistake: the headline counts as undated until the day comes near. */
static void test_headline_of_the_future(void **state) {
    (void)state;
    struct headline a[] = {{.id = "ahead", .title = "ahead", .time_ms = NOW + 3 * DAY},
                           {.id = "tonight", .title = "tonight", .time_ms = NOW + DAY},
                           {.id = "old", .title = "old", .time_ms = NOW - HOUR}};
    struct feed_data one = {.kind = FEED_KIND_NEWS, .feed_id = "a", .headlines = a, .count = 3},
                     *list[] = {&one};
    one.fetched_ms = NOW;
    struct feeds feeds = {list, 1};
    const struct headline *out[3];
    const struct feed_data *from[3];
    struct feed_query query = news_wanted(3);
    assert_int_equal(feed_headline_time_ms(&a[0], NOW), 0);
    assert_int_equal(feed_headline_time_ms(&a[0], NOW + 2 * DAY), NOW + 3 * DAY);
    assert_int_equal(feed_select_headlines(&query, &feeds, NOW, out, from, 3), 3);
    assert_string_equal(out[0]->id, "tonight");
    assert_string_equal(out[1]->id, "old");
    assert_string_equal(out[2]->id, "ahead");
    struct screen screen = {0};
    int64_t edge = feed_next_edge(&query, &screen, &feeds, NOW + 47 * HOUR, NOW + 30 * DAY);
    assert_int_equal(edge, NOW + 2 * DAY); /* out with the feed's age, in again with its date */
    assert_int_equal(feed_select_headlines(&query, &feeds, edge - 1, out, from, 3), 2);
    assert_string_equal(out[1]->id, "ahead");
    assert_int_equal(feed_select_headlines(&query, &feeds, edge, out, from, 3), 2);
    assert_string_equal(out[0]->id, "ahead");
}

/* Between two edges the selection is the same; at most edges it is another one. */
static void test_edges(void **state) {
    (void)state;
    struct event a[] = {event("A", NOW + 1 * HOUR, NOW + 9 * HOUR), event("moment", NOW + HOUR, NOW + HOUR),
                        event("far", NOW + 15 * DAY, NOW + 16 * DAY)};
    struct headline b[] = {{.id = "n", .title = "n", .time_ms = NOW}};
    struct feed_data one = events_feed("a", a, 3),
                     two = {.kind = FEED_KIND_NEWS, .feed_id = "b", .headlines = b, .count = 1},
                     *list[] = {&one, &two};
    struct feeds feeds = {list, 2};
    struct screen screen = {0};
    struct feed_query events = events_wanted(), news = news_wanted(5);
    static const int64_t expected[] = {NOW + 2 * HOUR, NOW + 9 * HOUR, NOW + DAY, NOW + 16 * DAY};
    int64_t at = NOW;
    for (size_t i = 0; i < LENGTH(expected); i++) {
        const struct event *before[5], *after[5];
        int64_t edge = feed_next_edge(&events, &screen, &feeds, at, NOW + 30 * DAY);
        assert_int_equal(edge, expected[i]);
        assert_int_not_equal(feed_select_events(&events, &screen, &feeds, edge - 1, before, 5),
                             feed_select_events(&events, &screen, &feeds, edge, after, 5));
        at = edge;
    }
    assert_int_equal(feed_next_edge(&events, &screen, &feeds, at, NOW + 30 * DAY), NOW + 30 * DAY);
    assert_int_equal(feed_next_edge(&news, &screen, &feeds, NOW, NOW + 30 * DAY), NOW + 48 * HOUR);
    assert_int_equal(feed_next_edge(&news, &screen, NULL, NOW, NOW + DAY), NOW + DAY);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_event), cmocka_unit_test(test_merged_and_limited),
        cmocka_unit_test(test_headlines), cmocka_unit_test(test_headline_of_the_future),
        cmocka_unit_test(test_edges),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
