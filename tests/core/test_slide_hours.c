/* Opening hours. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/scene/scene_kind.h"
#include "core/site/scale.h"
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
    assert_refused("hours", "", "\"feeds\"");
    assert_refused("hours", ",\"house\":\"town-hall\",\"feeds\":[\"hours\"]", "leave \"feeds\" out");
    assert_refused("hours", ",\"house\":\"Town hall\"", "Town hall");
}

/* As whoever knows the houses says it, and the mark where nobody has checked it. */
static bool week_of(const void *context, const char *house, const struct site *site,
                    const struct feeds *feeds, int64_t now_ms, struct opening_week *week, bool *sample) {
    (void)feeds;
    int32_t today = zone_day(site->zone, now_ms);
    *week = (struct opening_week){0};
    for (int i = 0; i < OPENING_DAYS; i++)
        week->days[i] = (struct opening_day){.day = today + i, .known = true};
    opening_day_add(&week->days[0], &(struct day_opening){.from_min = 505, .to_min = 965, .name = ""});
    *sample = *(const bool *)context;
    return strcmp(house, "town-hall") == 0;
}

static void a_house_says_its_hours(void **state) {
    (void)state;
    struct slide_fixture s;
    struct fixture f;
    bool sample = true;
    fixture_init(&f);
    const struct slide *slide = slide_from(&s, "hours", ",\"house\":\"town-hall\"");
    assert_non_null(slide);
    assert_string_equal(slide->hours.house, "town-hall");
    f.houses = (struct house_weeks){&sample, week_of};
    assert_says(&f, slide, "da", 885, "08.25–16.05");
    assert_says(&f, slide, "da", 885, "Lukket");
    assert_says(&f, slide, "en", 885, "SAMPLE");
    sample = false;
    char *words = slide_words(&f, slide, "en", 1920, 885, NULL);
    assert_null(strstr(words, "SAMPLE"));
    free(words);
    f.houses.week = NULL; /* a site without a guide */
    assert_says(&f, slide, "en", 885, "No information");
    slide_fixture_finish(&s);
    fixture_finish(&f);
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

/* In a zone beside another, from the distance that the site declares. */
static void times_can_be_read(void **state) {
    (void)state;
    static const int sizes[][4] = {{614, 821, 1920, 1080}, {1080, 470, 1080, 1920}, {1920, 821, 1920, 1080}};
    for (size_t i = 0; i < LENGTH(sizes); i++) {
        struct fixture f;
        struct draw_list list;
        fixture_init(&f);
        fixture_type(&f, SLIDE_HOURS);
        f.screen.viewing_distance_mm = 2000;
        struct scene_request request = fixture_request(&f, sizes[i][0], sizes[i][1]);
        request.language = "da";
        request.measure = &plain_font;
        request.screen_width = sizes[i][2];
        request.screen_height = sizes[i][3];
        draw_init(&list);
        assert_true(scene_build(&request, &list, NULL));
        int floor = (int)scale_floor_px(1920 / f.screen.width_mm, 2000), times = 0;
        for (size_t k = 0; k < list.count; k++)
            if (list.items[k].kind == DRAW_TEXT && strstr(list.items[k].text, ".00")) {
                assert_true(list.items[k].px >= floor);
                times++;
            }
        assert_true(times >= 3); /* of today, and of a day to come */
        draw_finish(&list);
        fixture_finish(&f);
    }
}

static bool runs(const struct fixture *f, const struct feeds *feeds, int days_later) {
    const struct scene_moment moment = {.site = &f->site,
                                        .slide = &f->slide,
                                        .feeds = feeds,
                                        .houses = f->houses,
                                        .now_ms = f->now_ms + days_later * INT64_C(86400000)};
    return scene_kind(SLIDE_HOURS)->runs_today(&moment);
}

/* Not on when nothing is known of today or later. */
static void runs_while_hours_are_known(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f);
    fixture_type(&f, SLIDE_HOURS);
    assert_true(runs(&f, &f.known_feeds, 6));
    assert_false(runs(&f, &f.known_feeds, 7));
    assert_false(runs(&f, NULL, 0));
    f.slide.hours.query.branch = "99";
    assert_false(runs(&f, &f.known_feeds, 0));
    fixture_finish(&f);
}

/* What is written of a house is past its date, and no feed tells of it. */
static bool forgotten_week(const void *context, const char *house, const struct site *site,
                           const struct feeds *feeds, int64_t now_ms, struct opening_week *week,
                           bool *sample) {
    (void)context, (void)site, (void)feeds, (void)now_ms;
    *week = (struct opening_week){0};
    *sample = false;
    return strcmp(house, "town-hall") == 0;
}

static void runs_while_its_house_has_hours(void **state) {
    (void)state;
    struct fixture f;
    bool sample = false;
    fixture_init(&f);
    fixture_type(&f, SLIDE_HOURS);
    f.slide.hours.house = "town-hall";
    f.houses = (struct house_weeks){&sample, week_of};
    assert_true(runs(&f, NULL, 0));
    f.houses.week = forgotten_week;
    assert_false(runs(&f, NULL, 0));
    assert_false(runs(&f, &f.known_feeds, 0)); /* they are no feeds of this house */
    f.slide.hours.house = "elsewhere";
    assert_true(runs(&f, NULL, 0)); /* nobody knows it here: kioskctl check says so */
    f.houses.week = NULL;
    assert_true(runs(&f, NULL, 0));
    fixture_finish(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_read),
        cmocka_unit_test(a_house_says_its_hours),
        cmocka_unit_test(runs_while_its_house_has_hours),
        cmocka_unit_test(is_drawn),
        cmocka_unit_test(times_are_never_cut),
        cmocka_unit_test(times_can_be_read),
        cmocka_unit_test(runs_while_hours_are_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
