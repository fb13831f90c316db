/* A kind of slide that changes with time and shows no feed: one of the test's own, which says how many days
 * are left, stands where slides of type "text" would. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "core/scene/scene_kind.h"
#include "core/scene/timeline.h"
#include "core/site/check.h"
#include "support/slide_fixture.h"

enum { LAST_DAY = FIXTURE_DAY + 2 };

static void read_nothing(const struct json_place *place, const struct site_loading *loading,
                         struct slide *slide) {
    (void)place;
    (void)loading;
    (void)slide;
}

static int32_t last_day(const struct slide *slide) {
    (void)slide;
    return LAST_DAY;
}

const struct slide_kind slide_kind_text = {.name = "text",
                                           .read = read_nothing,
                                           .turns = TURNS_BY_TEXT,
                                           .sourcing = SOURCING_WANTED,
                                           .last_day = last_day};

static void build(struct scene *scene) {
    const struct scene_request *request = scene->request;
    char left[20];
    snprintf(left, sizeof left, "%d", LAST_DAY - zone_day(request->site->zone, request->now_ms));
    scene_sentence(scene, left, (struct box){0, 0, scene->scale.width, scene->scale.height});
}

static int64_t next_edge(const struct scene_moment *moment, int64_t until_ms) {
    (void)moment;
    return until_ms;
}

const struct scene_kind scene_kind_text = {.build = build, .next_edge = next_edge};

static void it_changes_at_local_midnight(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f);
    struct scene_request request = fixture_request(&f, 1920, 885);
    assert_true(scene_next_change(&request) == fixture_at(1, 0, 0));
    static const char *const says[] = {"2 ", "1 ", "0 "};
    for (int day = 0; day < 3; day++) {
        f.now_ms = fixture_at(day, 12, 0);
        assert_says(&f, &f.slide, "en", 885, says[day]);
    }
    request.slide = NULL;
    assert_true(scene_next_change(&request) == INT64_MAX);
    fixture_finish(&f);
}

static void it_leaves_after_its_last_day(void **state) {
    (void)state;
    static const struct {
        int days; /* after the last day */
        const char *says;
    } rows[] = {{0, NULL}, {1, "slide \"a\" is no longer shown: its last day was 2026-12-05"}};
    struct slide_fixture f;
    const struct site_files files = {&f, slide_file_read, slide_file_exists};
    const struct slide *slide = slide_from(&f, "text", ",\"evergreen\":true,\"source\":{\"owner\":\"IT\"}");
    assert_non_null(slide);
    assert_int_equal(slide_last_day(slide), LAST_DAY);
    struct timeline_question question = {.site = f.site, .screen = &f.site->screens[0]};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct report report = {0};
        int64_t now_ms = zone_day_start(f.site->zone, LAST_DAY + rows[i].days);
        assert_ptr_equal(timeline_at(&question, "main", now_ms).slide, rows[i].says ? NULL : slide);
        site_check(f.site, &files, now_ms, &report);
        assert_int_equal(report.count, rows[i].says ? 1 : 0);
        if (rows[i].says)
            assert_string_equal(report.items[0].text, rows[i].says);
        report_finish(&report);
    }
    slide_fixture_finish(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_changes_at_local_midnight),
        cmocka_unit_test(it_leaves_after_its_last_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
