#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/site/reader.h"

static const char *const KEYS[] = {"dwell_seconds", "when", "name", "count", "on", "kind"};
static const char *const KINDS[] = {"fade", "cut"};

static void read_all(struct reader *reader) {
    struct json_place root = place_root(reader);
    place_object(&root, KEYS, LENGTH(KEYS));
    read_text(&root, "name", 20);
    read_int(&root, "count", 1, 5, 1);
    read_bool(&root, "on", false);
    read_choice(&root, "kind", KINDS, LENGTH(KINDS), 0);
}

static void findings_have_exact_places(void **state) {
    (void)state;
    static const struct {
        const char *json;
        int line, column; /* 0: no finding */
        const char *says;
    } rows[] = {
        {"{\"$schema\": \"x\", \"name\": \"a\", \"count\": 5, \"on\": true, \"kind\": \"cut\"}", 0, 0, ""},
        {"{\n  \"dwel_seconds\": 3}", 2, 3, "did you mean \"dwell_seconds\""},
        {"{\"zzzzzzzz\": 3}", 1, 2, "known here: dwell_seconds"},
        {"{\"name\": \"æøå\", \"on\": 1}", 1, 23, "true or false"},
        {"{\"\\u006eame\": 7}", 1, 15, "text in quotes"},
        {"{\"when\": {\"a\": [1, \"}\", {}]},\n\"count\": 6}", 2, 10, "from 1 to 5"},
        {"{\"count\": 1.5}", 1, 11, "whole number"},
        {"{\"kind\": \"slide\"}", 1, 10, "one of: fade, cut"},
        {"{\"name\": \"\"}", 1, 10, "must not be empty"},
        {"{\"name\": \"  \"}", 1, 10, "must not be empty"},
        {"{\"name\": \"a\\nb\"}", 1, 10, "single line"},
        {"{\"name\": \"a\\u0007b\"}", 1, 10, "control character"},
        {"{\"name\": \"012345678901234567890\"}", 1, 10, "at most 20"},
        {"{\"name\": \"a\", \"name\": \"b\"}", 1, 20, "duplicate"},
        {"[]", 1, 1, "must be an object"},
        {"{\"when\": [[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]}", 1, 33, "nested more than"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct report report = {0};
        struct reader reader;
        struct arena *arena = arena_create(1 << 16);
        if (reader_init(&reader, "f.json", rows[i].json, strlen(rows[i].json), &report, arena)) {
            read_all(&reader);
            reader_finish(&reader);
        }
        assert_int_equal(report.count, rows[i].line > 0);
        if (report.count > 0 &&
            (report.items[0].line != rows[i].line || report.items[0].column != rows[i].column ||
             !strstr(report.items[0].text, rows[i].says)))
            fail_msg("%s: %d:%d %s", rows[i].json, report.items[0].line, report.items[0].column,
                     report.items[0].text);
        report_finish(&report);
        arena_destroy(arena);
    }
}

static void every_truncation_is_reported(void **state) {
    (void)state;
    const char *json = "{\"name\": \"\xc3\xb8\", \"when\": {\"a\": [1, true, null]}, \"count\": 3}";
    for (size_t size = 0; size < strlen(json); size++) {
        struct report report = {0};
        struct reader reader;
        struct arena *arena = arena_create(1 << 16);
        assert_false(reader_init(&reader, "f.json", json, size, &report, arena));
        assert_int_equal(report.errors, 1);
        assert_true(report.items[0].line >= 1 && report.items[0].column >= 1);
        report_finish(&report);
        arena_destroy(arena);
    }
}

static void text_is_composed(void **state) {
    (void)state;
    const char *json = "{\"name\": \"A\\u030a\"}";
    struct report report = {0};
    struct reader reader;
    struct arena *arena = arena_create(1 << 16);
    assert_true(reader_init(&reader, "f.json", json, strlen(json), &report, arena));
    struct json_place root = place_root(&reader);
    assert_string_equal(read_text(&root, "name", 20), "Å");
    reader_finish(&reader);
    report_finish(&report);
    arena_destroy(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(findings_have_exact_places),
        cmocka_unit_test(every_truncation_is_reported),
        cmocka_unit_test(text_is_composed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
