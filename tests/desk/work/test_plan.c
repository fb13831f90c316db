/* What a screen shows now, and next. */
#include "desk/work/plan.h"
#include "support/desk_site.h"

static void two_slides_take_turns(void **state) {
    struct database *database = ((struct desk_folder *)*state)->database;
    struct site_tree tree = {0};
    struct report report = {0};
    struct fail fail = {0};
    struct planned now, next, later, last;
    const int64_t at_ms = INT64_C(1790000000000);
    desk_site_begin(database);
    assert_int_equal(site_tree_init(&tree, database, 1, &fail), OUTCOME_DONE);
    struct site_files files = site_tree_files(&tree);
    struct site *site = site_load(&files, &report);
    assert_non_null(site);
    const struct screen *screen = site_screen(site, "one");
    plan_look(site, screen, at_ms, &now, &next);
    assert_non_null(now.slide);
    assert_non_null(next.slide);
    assert_string_not_equal(now.slide->id, next.slide->id);
    assert_true(now.until_ms > at_ms && now.until_ms <= at_ms + 10000);
    assert_true(next.until_ms == now.until_ms + 10000);
    plan_look(site, screen, now.until_ms, &later, &last);
    assert_string_equal(later.slide->id, next.slide->id);
    assert_string_equal(last.slide->id, now.slide->id);
    site_destroy(site);
    report_finish(&report);
    site_tree_finish(&tree);
}

int main(void) {
    const struct CMUnitTest tests[] = {DESK_TEST(two_slides_take_turns)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
