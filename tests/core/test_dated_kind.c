/* A kind of slide that changes with time and shows no feed: one of the test's own, which says how many days
 * are left, stands where slides of type "text" would. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "core/scene/scene_kind.h"
#include "support/slide_fixture.h"

enum { LAST_DAY = FIXTURE_DAY + 2 };

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
    assert_says(&f, &f.slide, "en", 885, "2 ");
    request.slide = NULL;
    assert_true(scene_next_change(&request) == INT64_MAX);
    fixture_finish(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_changes_at_local_midnight),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
