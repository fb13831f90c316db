/* Opening hours. */
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
    const struct slide *slide = slide_from(&f, "hours", ",\"feeds\":[\"hours\"],\"branch\":\"DK-715100\"");
    assert_non_null(slide);
    assert_int_equal(slide_query(slide)->kind, FEED_KIND_HOURS);
    assert_string_equal(slide_query(slide)->branch, "DK-715100");
    slide_fixture_finish(&f);
    assert_refused("hours", ",\"feeds\":[\"rss\"]", "the site has no feed \"rss\"");
}

static void is_drawn(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f);
    fixture_type(&f, SLIDE_HOURS);
    assert_says(&f, &f.slide, "da", 885, "10.00–18.00");
    assert_says(&f, &f.slide, "da", 885, "Lukket");
    assert_says(&f, &f.slide, "da", 86, "07.00–22.00");
    fixture_finish(&f);
}

/* Half an hour is no time: at any size times stand whole. */
static void times_are_never_cut(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f);
    fixture_type(&f, SLIDE_HOURS);
    for (int width = 300; width <= 1900; width += 40)
        for (int height = 300; height <= 900; height += 100) {
            char *words = slide_words(&f, &f.slide, "da", width, height, NULL);
            for (const char *cut = words; (cut = strstr(cut, "…")) != NULL; cut++)
                if (cut > words + 1 && (cut[-2] >= '0' && cut[-2] <= '9'))
                    fail_msg("%d × %d: %s", width, height, words);
            if (strstr(words, "–…") || strstr(words, "– …") || !strstr(words, "18.00"))
                fail_msg("%d × %d: %s", width, height, words);
            free(words);
        }
    fixture_finish(&f);
}

/* Not on when nothing is known of today or later. */
static void runs_while_hours_are_known(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f);
    fixture_type(&f, SLIDE_HOURS);
    assert_true(scene_kind(SLIDE_HOURS)->runs_today(&f.slide, &f.known_feeds, FIXTURE_DAY + 6));
    assert_false(scene_kind(SLIDE_HOURS)->runs_today(&f.slide, &f.known_feeds, FIXTURE_DAY + 7));
    assert_false(scene_kind(SLIDE_HOURS)->runs_today(&f.slide, NULL, FIXTURE_DAY));
    f.slide.hours.query.branch = "99";
    assert_false(scene_kind(SLIDE_HOURS)->runs_today(&f.slide, &f.known_feeds, FIXTURE_DAY));
    fixture_finish(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_read),
        cmocka_unit_test(is_drawn),
        cmocka_unit_test(times_are_never_cut),
        cmocka_unit_test(runs_while_hours_are_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
