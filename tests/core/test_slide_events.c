/* What is on: a list, posters, a strip. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/scene/scene_kind.h"
#include "support/slide_fixture.h"

static void is_read(void **state) {
    (void)state;
    struct slide_fixture f;
    const struct slide *slide = slide_from(&f, "events",
                                           ",\"feeds\":[\"events\"],\"style\":\"poster\",\"days\":3,"
                                           "\"tags\":[\"dansk\"]");
    assert_non_null(slide);
    const struct feed_query *query = slide_query(slide);
    assert_int_equal(query->kind, FEED_KIND_EVENTS);
    assert_int_equal(query->days, 3);
    assert_int_equal(query->limit, 5);
    assert_int_equal(query->tag_count, 1);
    assert_string_equal(query->feeds[0], "events");
    assert_int_equal(slide->events.style, EVENTS_POSTER);
    slide_fixture_finish(&f);
    assert_refused("events", "", "\"feeds\" is missing");
    assert_refused("events", ",\"feeds\":[\"news\"]", "not of a kind that can be shown as \"events\"");
}

static void is_drawn(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f);
    fixture_type(&f, SLIDE_EVENTS);
    assert_says(&f, &f.slide, "da", 885, "International Café ");
    assert_says(&f, &f.slide, "da", 885, "Ballerup Bibliotek, Sal 1");
    assert_says(&f, &f.slide, "da", 885, "Aflyst ");
    f.slide.events.style = EVENTS_POSTER;
    assert_says(&f, &f.slide, "da", 885, "Rådhuset");
    f.slide.events.query.tags = fixture_news_feed;
    f.slide.events.query.tag_count = 1;
    assert_says(&f, &f.slide, "da", 885, "Der står ingen arrangementer");
    fixture_finish(&f);
}

/* The code of an address that strangers wrote: only of the feed's hosts, the host first and large, alone
 * where the rest does not fit. */
static void a_poster_shows_whose_address_it_is(void **state) {
    (void)state;
    static const char *const hosts[] = {"kultunaut.dk"};
    static const struct {
        const char *url;
        bool listed;
        const char *shown, *missing;
    } rows[] = {
        {"https://bibliotek.ballerup.dk/a/1", false, "bibliotek.ballerup.dk", NULL},
        {"https://bibliotek.ballerup.dk/a/1", true, NULL, "bibliotek.ballerup.dk"},
        {"https://www.kultunaut.dk/perl/arrmore?ArrNr=17", true, "www.kultunaut.dk", NULL},
        {"https://www.ballerup.dk@evil.example/mitid", false, NULL, "evil.example"},
        {"https://evil.example/mitid", false, NULL, "evil.example"},
        {"https://bibliotek.ballerup.dk/"
         "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
         "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
         "aaaaaaaaaaa",
         false, "bibliotek.ballerup.dk", "aaaaaaaaaaaa"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct fixture f;
        struct draw_list list;
        struct report report = {0};
        fixture_init(&f);
        fixture_type(&f, SLIDE_EVENTS);
        f.slide.events.style = EVENTS_POSTER;
        f.data[0].events = &f.events[1];
        f.data[0].count = 1;
        f.events[1].url = rows[i].url;
        f.feeds[0].link_hosts = rows[i].listed ? hosts : NULL;
        f.feeds[0].link_host_count = rows[i].listed;
        f.screen.viewing_distance_mm = 1000; /* there is room for a code */
        struct scene_request request = fixture_request(&f, 1920, 885);
        request.slide = &f.slide;
        request.language = "da";
        request.measure = &plain_font;
        request.picture_size = slide_picture_size;
        request.screen_width = 1920;
        request.screen_height = 1080;
        draw_init(&list);
        assert_true(scene_build(&request, &list, &report));
        bool code = false, shown = false;
        int largest = 0;
        for (size_t k = 0; k < list.count; k++) {
            const struct draw_item *item = &list.items[k];
            code = code || item->kind == DRAW_MODULES;
            const char *text = item->kind == DRAW_TEXT ? item->text : "";
            if (rows[i].shown && strstr(text, rows[i].shown)) {
                shown = true;
                largest = item->px > largest ? item->px : largest;
            }
            if (rows[i].missing && strstr(text, rows[i].missing))
                fail_msg("%s shows %s", rows[i].url, text);
        }
        if (code != (rows[i].shown != NULL) || shown != code)
            fail_msg("%s: code %d, host %d", rows[i].url, code, shown);
        if (code) /* readable from where people stand who look at it */
            assert_true(largest >= scale_make(&f.screen, 1920, 1080, 1920, 885).small);
        draw_finish(&list);
        report_finish(&report);
        fixture_finish(&f);
    }
}

/* Posters and lines one by one, a list all at once. */
static void items_come_one_by_one(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f);
    fixture_type(&f, SLIDE_EVENTS);
    struct scene_moment moment = {
        .slide = &f.slide, .screen = &f.screen, .feeds = &f.known_feeds, .now_ms = FIXTURE_NOW};
    const void *items[20];
    assert_int_equal(scene_kind(SLIDE_EVENTS)->items_at(&moment, items, 20), 1);
    assert_ptr_equal(items[0], &f.slide);
    moment.strip = true;
    assert_int_equal(scene_kind(SLIDE_EVENTS)->items_at(&moment, items, 20), 6);
    moment.strip = false;
    f.slide.events.style = EVENTS_POSTER;
    assert_int_equal(scene_kind(SLIDE_EVENTS)->items_at(&moment, items, 4), 4);
    assert_ptr_equal(items[0], &f.events[0]);
    fixture_finish(&f);
}

/* Days of one and of several ("Hele dagen", "til 24. dec.") without a place under the title, `count` of them.
 */
static void crowd(struct fixture *f, size_t count) {
    f->data[0].count = count;
    for (size_t i = 0; i < count; i++)
        f->events[i] = (struct event){.id = "e",
                                      .title = "Mad",
                                      .all_day = true,
                                      .start_ms = fixture_at((int)i / 3, 0, 0),
                                      .end_ms = fixture_at((int)i / 3 + (i % 2 ? 20 : 1), 0, 0)};
}

static size_t overlaps(int width, int height, double distance_mm, size_t count) {
    struct fixture f;
    struct report report = {0};
    size_t found = 0;
    fixture_init(&f);
    fixture_type(&f, SLIDE_EVENTS);
    f.screen.viewing_distance_mm = distance_mm;
    crowd(&f, count);
    char *words = slide_words(&f, &f.slide, "da", width, height, &report);
    assert_non_null(strstr(words, "Mad"));
    for (size_t i = 0; i < report.count; i++)
        found += strstr(report.items[i].text, "lie over each other") != NULL;
    free(words);
    report_finish(&report);
    fixture_finish(&f);
    return found;
}

/* Also where the time takes two lines. */
static void rows_never_lie_on_each_other(void **state) {
    (void)state;
    static const int sizes[][2] = {{1920, 885}, {1306, 885},  {960, 700},
                                   {1500, 500}, {3840, 1770}, {700, 1200}};
    for (size_t s = 0; s < LENGTH(sizes); s++)
        for (double distance_mm = 1000; distance_mm <= 3000; distance_mm += 500)
            for (size_t count = 2; count <= 6; count++)
                assert_int_equal(overlaps(sizes[s][0], sizes[s][1], distance_mm, count), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_read),
        cmocka_unit_test(is_drawn),
        cmocka_unit_test(a_poster_shows_whose_address_it_is),
        cmocka_unit_test(items_come_one_by_one),
        cmocka_unit_test(rows_never_lie_on_each_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
