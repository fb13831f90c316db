/* Headlines with their source. */
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
    const struct slide *slide = slide_from(&f, "news", ",\"feeds\":[\"news\"],\"limit\":7");
    assert_non_null(slide);
    assert_int_equal(slide_query(slide)->kind, FEED_KIND_NEWS);
    assert_int_equal(slide_query(slide)->limit, 7);
    slide_fixture_finish(&f);
    assert_refused("news", ",\"feeds\":[\"events\"]", "not of a kind that can be shown as \"news\"");
    assert_refused("news", ",\"feeds\":[\"news\"],\"days\":3", "unknown key \"days\"");
}

static void is_drawn(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f);
    fixture_type(&f, SLIDE_NEWS);
    assert_says(&f, &f.slide, "en", 885, "New cycle path");
    assert_says(&f, &f.slide, "en", 885, "The Danish News");
    assert_says(&f, &f.slide, "en", 885, "11:30");
    f.data[2].count = 1;
    f.headlines[0].time_ms = FIXTURE_NOW + 30 * 24 * FIXTURE_HOUR; /* a date that cannot be is not shown */
    char *words = slide_words(&f, &f.slide, "en", 1920, 885, NULL);
    assert_non_null(strstr(words, "New cycle path"));
    assert_null(strstr(words, "2 January"));
    free(words);
    f.known_feeds.count = 0;
    assert_says(&f, &f.slide, "en", 885, "No news right now.");
    fixture_finish(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_read),
        cmocka_unit_test(is_drawn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
