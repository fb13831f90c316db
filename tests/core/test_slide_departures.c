/* "departures" slides: what is read of them, and what they say as the minutes go by. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/scene/scene_kind.h"
#include "support/slide_fixture.h"

#define MINUTE INT64_C(60000)

static void keys(void **state) {
    (void)state;
    struct slide_fixture f;
    const struct slide *slide = slide_from(&f, "departures", ",\"feeds\":[\"departures\"]");
    assert_non_null(slide);
    assert_int_equal(slide_query(slide)->kind, FEED_KIND_DEPARTURES);
    assert_int_equal(slide_query(slide)->limit, 8);
    slide_fixture_finish(&f);
    slide = slide_from(&f, "departures", ",\"feeds\":[\"departures\"],\"limit\":3");
    assert_non_null(slide);
    assert_int_equal(slide_query(slide)->limit, 3);
    slide_fixture_finish(&f);
}

static void what_is_refused(void **state) {
    (void)state;
    assert_refused("departures", "", "feeds");
    assert_refused("departures", ",\"feeds\":[]", "feed");
    assert_refused("departures", ",\"feeds\":[\"nowhere\"]", "no feed \"nowhere\"");
    assert_refused("departures", ",\"feeds\":[\"news\"]", "not of a kind");
    assert_refused("departures", ",\"feeds\":[\"departures\"],\"limit\":0", "50");
    assert_refused("departures", ",\"feeds\":[\"departures\"],\"days\":3", "days");
}

/* What it says so many minutes after the fixture's moment, in a picture of this size. */
static char *words_at(struct fixture *f, int minutes, const char *language, int width, int height) {
    struct slide_fixture read;
    const struct slide *slide = slide_from(&read, "departures", ",\"feeds\":[\"departures\"]");
    assert_non_null(slide);
    f->now_ms = FIXTURE_NOW + minutes * MINUTE;
    char *words = slide_words(f, slide, language, width, height, NULL);
    slide_fixture_finish(&read);
    return words;
}

static void says(struct fixture *f, int minutes, const char *language, const char *const *there,
                 const char *const *gone) {
    static const int sizes[][2] = {{1920, 1080}, {1080, 1920}};
    for (size_t s = 0; s < LENGTH(sizes); s++) {
        char *words = words_at(f, minutes, language, sizes[s][0], sizes[s][1]);
        for (; there && *there; there++)
            if (!strstr(words, *there))
                fail_msg("at %d, %s: \"%s\" is not in \"%s\"", minutes, language, *there, words);
        for (; gone && *gone; gone++)
            if (strstr(words, *gone))
                fail_msg("at %d, %s: \"%s\" is in \"%s\"", minutes, language, *gone, words);
        free(words);
    }
}

#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})

static void the_board(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f);
    says(&f, 0, "en", LIST("Departures", "Klampenborg", "Delayed", "Track", "Cancelled", "part of the way"),
         LIST("No departures", "As of"));
    says(&f, 0, "da", LIST("Afgange", "Forsinket", "Spor", "Aflyst", "planlagt"), NULL);
    /* the cancelled one is gone with its minute, the late one with that in which it really leaves */
    says(&f, 5, "en", LIST("Nørreport", "Klampenborg"), NULL);
    says(&f, 6, "en", LIST("Klampenborg"), LIST("Nørreport", "Cancelled"));
    says(&f, 7, "en", LIST("Klampenborg"), NULL);
    says(&f, 8, "en", LIST("Østerport"), LIST("Klampenborg", "Delayed"));
    says(&f, 21, "en", LIST("No departures"), LIST("Måløv"));
    fixture_finish(&f);
}

/* What is older than ten minutes is a timetable, and says of when it is. */
static void a_board_that_is_old(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f);
    f.data[FEED_KIND_DEPARTURES].fetched_ms = FIXTURE_NOW - 11 * MINUTE;
    says(&f, 0, "en", LIST("Klampenborg", "timetable", "As of", "Cancelled"), LIST("Delayed", "planned"));
    says(&f, 5, "en", LIST("Østerport"), LIST("Klampenborg")); /* its planned time is over */
    f.data[FEED_KIND_DEPARTURES].fetched_ms = FIXTURE_NOW - 181 * MINUTE;
    says(&f, 0, "en", LIST("No departures"), LIST("Klampenborg"));
    f.data[FEED_KIND_DEPARTURES].fetched_ms = FIXTURE_NOW + 60 * MINUTE; /* the clock was set back */
    says(&f, 0, "en", LIST("timetable"), LIST("Delayed"));
    fixture_finish(&f);
}

/* None known: it is not on; in a strip one after another. */
static void when_it_is_on(void **state) {
    (void)state;
    struct fixture f;
    const void *items[20];
    fixture_init(&f);
    fixture_type(&f, SLIDE_DEPARTURES);
    struct scene_moment moment = {.site = &f.site,
                                  .slide = &f.slide,
                                  .screen = &f.screen,
                                  .feeds = &f.known_feeds,
                                  .now_ms = FIXTURE_NOW};
    const struct scene_kind *kind = scene_kind(SLIDE_DEPARTURES);
    assert_int_equal(kind->items_at(&moment, items, 20), 1);
    moment.strip = true;
    assert_int_equal(kind->items_at(&moment, items, 20), 4);
    assert_ptr_equal(items[0], &f.departures[1]); /* the late one leaves after it */
    assert_int_equal(kind->items_at(&moment, items, 2), 2);
    moment.now_ms = FIXTURE_NOW + 21 * MINUTE;
    assert_int_equal(kind->items_at(&moment, items, 20), 0);
    moment.feeds = NULL;
    assert_int_equal(kind->items_at(&moment, items, 20), 0);
    fixture_finish(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys),          cmocka_unit_test(what_is_refused),
        cmocka_unit_test(the_board),     cmocka_unit_test(a_board_that_is_old),
        cmocka_unit_test(when_it_is_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
