/* kiosk/sync/status.c and reporter.c: the report, and when it is written. */
#include "sync/status.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <jansson.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sync/reporter.h"

static json_t *written(const struct sync_report *report) {
    char *text = sync_status_write(report);
    assert_non_null(text);
    json_t *root = json_loads(text, 0, NULL);
    assert_non_null(root);
    free(text);
    return root;
}

static const char *text_at(const json_t *root, const char *key) {
    return json_string_value(json_object_get(root, key));
}

static long long number_at(const json_t *root, const char *key) {
    return json_integer_value(json_object_get(root, key));
}

static const struct store_rejection bad[] = {
    {.id = {1, 3}, .by = STORE_BY_CONTENT, .at_s = 50, .why = "a.png: broken"},
    {.id = {1, 2}, .by = STORE_BY_PLAYER, .at_s = 40, .why = "no such layout"},
    {.id = {1, 1}, .by = STORE_BY_UNKNOWN},
};

static void all_that_is_known_is_said(void **state) {
    (void)state;
    struct sync_report report = {.url = "https://localhost/site",
                                 .update = {.phase = UPDATE_PREPARING,
                                            .current = {1, 2},
                                            .offered = {1, 3},
                                            .progress = {3, 4, 100, 200},
                                            .pictures = 1,
                                            .of_pictures = 2,
                                            .failures = 7,
                                            .error = "disk full",
                                            .cause = CAUSE_MACHINE,
                                            .rejected = bad,
                                            .rejected_count = LENGTH(bad)},
                                 .trouble = "no jail",
                                 .now_s = 1000};
    for (int late = -1; late <= 1; late++) { /* fresh until the second before */
        report.update.fresh_until_s = 1000 - late;
        json_t *aged = written(&report);
        assert_int_equal(json_is_true(json_object_get(aged, "fresh")), late < 0);
        json_decref(aged);
    }
    report.update.fresh_until_s = 0;
    json_t *root = written(&report);
    assert_string_equal(text_at(root, "url"), "https://localhost/site");
    assert_string_equal(text_at(root, "state"), "preparing");
    assert_string_equal(text_at(root, "generation"), "1.2");
    assert_string_equal(text_at(root, "offered"), "1.3");
    assert_string_equal(text_at(root, "error"), "disk full"); /* the update's word first */
    assert_string_equal(text_at(root, "cause"), "machine");
    assert_int_equal(number_at(root, "failures"), 7);
    assert_true(json_is_null(json_object_get(root, "next")));
    assert_true(json_is_null(json_object_get(root, "checked")));
    const json_t *progress = json_object_get(root, "progress");
    assert_int_equal(number_at(progress, "files"), 3);
    assert_int_equal(number_at(progress, "of"), 4);
    assert_int_equal(number_at(progress, "bytes"), 100);
    assert_int_equal(number_at(progress, "of_bytes"), 200);
    assert_int_equal(number_at(progress, "pictures"), 1);
    assert_int_equal(number_at(progress, "of_pictures"), 2);
    const json_t *list = json_object_get(root, "rejected");
    assert_int_equal(json_array_size(list), 3);
    assert_string_equal(text_at(json_array_get(list, 0), "generation"), "1.3");
    assert_string_equal(text_at(json_array_get(list, 0), "why"), "a.png: broken");
    assert_string_equal(text_at(json_array_get(list, 0), "by"), "content");
    assert_int_equal(number_at(json_array_get(list, 0), "at"), 50);
    assert_string_equal(text_at(json_array_get(list, 1), "by"), "player");
    assert_string_equal(text_at(json_array_get(list, 2), "by"), "unknown");
    json_decref(root);
}

static void a_machine_in_trouble_never_says_all_is_well(void **state) {
    (void)state;
    struct sync_report report = {.update = {.phase = UPDATE_WAITING, .next_s = 1015, .error = ""},
                                 .trouble = "the jail cannot be made",
                                 .now_s = 1000};
    json_t *root = written(&report);
    assert_true(json_is_null(json_object_get(root, "url")));
    assert_true(json_is_null(json_object_get(root, "progress")));
    assert_true(json_is_null(json_object_get(root, "offered")));
    assert_int_equal(number_at(root, "next"), 1015);
    assert_int_equal(number_at(root, "failures"), 1);
    assert_string_equal(text_at(root, "error"), "the jail cannot be made");
    assert_string_equal(text_at(root, "cause"), "machine");
    json_decref(root);
    report.trouble = "";
    root = written(&report);
    assert_int_equal(number_at(root, "failures"), 0);
    assert_string_equal(text_at(root, "cause"), "");
    json_decref(root);
}

/* One wrong byte used to cost the whole report. */
static void a_report_is_written_whatever_the_words_hold(void **state) {
    (void)state;
    struct store_rejection odd = {.id = {1, 1}, .by = STORE_BY_CONTENT, .why = "half \xC3"};
    struct sync_report report = {.url = "https://localhost/\xFF",
                                 .update = {.error = "assets/\xC3: answered 404\n",
                                            .failures = 1,
                                            .rejected = &odd,
                                            .rejected_count = 1},
                                 .now_s = 1000};
    json_t *root = written(&report);
    assert_string_equal(text_at(root, "error"), "assets/\xEF\xBF\xBD: answered 404 ");
    assert_string_equal(text_at(json_array_get(json_object_get(root, "rejected"), 0), "why"),
                        "half \xEF\xBF\xBD");
    json_decref(root);
}

static char folder[] = "/tmp/kiosk-report-XXXXXX";

static int make_folder(void **state) {
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int drop_folder(void **state) {
    (void)state;
    return rmdir(folder);
}

static void written_at_once_or_once_a_second(void **state) {
    (void)state;
    static const struct {
        int64_t now_ms;
        bool changed;
        enum update_phase phase;
        uint64_t bytes;
        bool written;
        const char *why;
    } rows[] = {
        {0, false, UPDATE_STARTING, 0, true, "the first, before anything happened"},
        {1, false, UPDATE_STARTING, 0, false, "nothing new"},
        {2, false, UPDATE_ASKING, 0, true, "another state"},
        {3, false, UPDATE_FETCHING, 0, true, "another state"},
        {500, false, UPDATE_FETCHING, 10, false, "moved, but too soon"},
        {1100, false, UPDATE_FETCHING, 20, true, "a second later"},
        {2200, false, UPDATE_FETCHING, 20, false, "it stands still"},
        {2201, true, UPDATE_FETCHING, 20, true, "something happened"},
        {60000, false, UPDATE_FETCHING, 20, false, "not yet"},
        {62201, false, UPDATE_FETCHING, 20, true, "a minute later in any case"},
    };
    char path[64], line[400];
    snprintf(path, sizeof path, "%s/sync.json", folder);
    struct reporter reporter = {.path = path};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct sync_report report = {
            .update = {.phase = rows[i].phase, .progress = {.bytes = rows[i].bytes}, .error = ""}};
        unlink(path);
        assert_false(reporter_step(&reporter, &report, rows[i].now_ms, rows[i].changed, line, sizeof line));
        if ((access(path, F_OK) == 0) != rows[i].written)
            fail_msg("%s: %swritten", rows[i].why, rows[i].written ? "not " : "");
    }
    unlink(path);
}

/* A folder stands where the file should be: said once, and again when it works. */
static void what_cannot_be_written_is_said_once_and_counted(void **state) {
    (void)state;
    char path[64], line[400] = "";
    struct sync_report report = {.update = {.error = ""}};
    snprintf(path, sizeof path, "%s/sync.json", folder);
    assert_int_equal(mkdir(path, 0700), 0);
    struct reporter reporter = {.path = path};
    assert_true(reporter_step(&reporter, &report, 0, true, line, sizeof line));
    assert_non_null(strstr(line, path));
    assert_non_null(strstr(line, "cannot be written"));
    assert_false(reporter_step(&reporter, &report, 1, true, line, sizeof line));
    assert_false(reporter_step(&reporter, &report, 2, true, line, sizeof line));
    assert_int_equal(rmdir(path), 0);
    assert_true(reporter_step(&reporter, &report, 3, true, line, sizeof line));
    assert_non_null(strstr(line, "3 were not"));
    assert_false(reporter_step(&reporter, &report, 4, true, line, sizeof line));
    assert_int_equal(unlink(path), 0);
    struct reporter none = {.path = NULL};
    assert_false(reporter_step(&none, &report, 0, true, line, sizeof line));
}

static void a_code_is_said_for_the_screen(void **state) {
    (void)state;
    struct desk_view desk = {.state = DESK_ENROLLING,
                             .url = "https://desk.example",
                             .code = "K7MF-3QPX",
                             .code_ends_s = 900,
                             .name = "",
                             .error = "",
                             .asked = {[DESK_IDENTIFY] = 7}};
    struct sync_report report = {.desk = &desk};
    json_t *root = written(&report);
    const json_t *enrol = json_object_get(root, "enrol");
    assert_string_equal(text_at(enrol, "code"), "K7MF-3QPX");
    assert_string_equal(text_at(enrol, "url"), "https://desk.example/t#K7MF3QPX");
    assert_int_equal(number_at(enrol, "expires"), 900);
    assert_string_equal(text_at(json_object_get(root, "desk"), "state"), "enrolling");
    assert_int_equal(number_at(json_object_get(root, "asked"), "identify"), 7);
    json_decref(root);
    desk.code[0] = '\0';
    desk.state = DESK_ONLINE;
    root = written(&report);
    assert_true(json_is_null(json_object_get(root, "enrol")));
    assert_string_equal(text_at(json_object_get(root, "desk"), "state"), "online");
    json_decref(root);
    report.desk = NULL;
    root = written(&report);
    assert_true(json_is_null(json_object_get(root, "desk")) && json_is_null(json_object_get(root, "asked")));
    json_decref(root);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_code_is_said_for_the_screen),
        cmocka_unit_test(all_that_is_known_is_said),
        cmocka_unit_test(a_machine_in_trouble_never_says_all_is_well),
        cmocka_unit_test(a_report_is_written_whatever_the_words_hold),
        cmocka_unit_test(written_at_once_or_once_a_second),
        cmocka_unit_test(what_cannot_be_written_is_said_once_and_counted),
    };
    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
