/* What a screen shows now, and next. */
#include "desk/work/plan.h"
#include "desk/work/slide_times.h"
#include "support/sentence_fixture.h"

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
    plan_look(site, screen, NULL, at_ms, &now, &next);
    assert_non_null(now.slide);
    assert_non_null(next.slide);
    assert_string_not_equal(now.slide->id, next.slide->id);
    assert_true(now.until_ms > at_ms && now.until_ms <= at_ms + 10000);
    assert_true(next.until_ms == now.until_ms + 10000);
    plan_look(site, screen, NULL, now.until_ms, &later, &last);
    assert_string_equal(later.slide->id, next.slide->id);
    assert_string_equal(last.slide->id, now.slide->id);
    site_destroy(site);
    report_finish(&report);
    site_tree_finish(&tree);
}

/* A calendar that goes before an evergreen slide, while there is something in it. */
static void what_a_feed_brings_is_planned(void **state) {
    static const char LIST[] =
        "{\"slides\":[{\"id\":\"on\",\"type\":\"events\",\"feeds\":[\"town\"]},{\"id\":\"else\","
        "\"type\":\"text\",\"headline\":{\"en\":\"E\"},\"evergreen\":true}]}";
    static const struct {
        const char *feed, *now, *next, *reason; /* NULL: nothing */
        int64_t until_ms;
        bool empty; /* nothing to show, as far as is known */
    } rows[] = {
        {NULL, "else", NULL, "nothing is known", 0, false},
        {"{\"kind\":\"events\",\"items\":[]}", "else", NULL, "there is no event", 0, true},
        {"{\"kind\":\"events\",\"items\":[{\"id\":\"a\",\"title\":\"A\",\"start\":1795946400,\"end\":"
         "1795950000,"
         "\"state\":\"active\"}]}",
         "on", "else", "until the event ends", INT64_C(1795950000000), false},
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct sentence_text text = {.whole = LIST};
        struct fail fail = {0};
        struct feed_data *feed =
            rows[i].feed ? feed_parse("town", rows[i].feed, strlen(rows[i].feed), NOW, &fail) : NULL;
        if (rows[i].feed && !feed)
            fail_msg("%s", fail.text);
        const struct feeds feeds = {&feed, 1};
        struct site *site = sentence_site(&text, rows[i].reason);
        struct planned now, next;
        plan_look(site, &site->screens[0], feed ? &feeds : NULL, NOW, &now, &next);
        assert_string_equal(now.slide->id, rows[i].now);
        if (rows[i].until_ms)
            assert_true(now.until_ms == rows[i].until_ms);
        assert_string_equal(next.slide ? next.slide->id : "-", rows[i].next ? rows[i].next : "-");
        struct slide_times *times = slide_times_create(site, feed ? &feeds : NULL, NOW);
        const struct screen *const screens[] = {&site->screens[0], &site->screens[1]};
        const struct playlist *list = &site->playlists[0];
        assert_int_equal(slide_times_empty(times, screens, 2, list, &list->slides[0]), rows[i].empty);
        assert_false(slide_times_empty(times, screens, 2, list, &list->slides[1])); /* it shows no feed */
        slide_times_destroy(times);
        site_destroy(site);
        feed_destroy(feed);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {DESK_TEST(two_slides_take_turns),
                                       cmocka_unit_test(what_a_feed_brings_is_planned)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
