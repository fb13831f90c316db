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

/* Posters and lines one by one, a list all at once. */
static void items_come_one_by_one(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f);
    fixture_type(&f, SLIDE_EVENTS);
    struct scene_moment moment = {&f.slide, &f.screen, &f.known_feeds, false, FIXTURE_NOW};
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
        cmocka_unit_test(items_come_one_by_one),
        cmocka_unit_test(rows_never_lie_on_each_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
