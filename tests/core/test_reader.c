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
        {"\xEF\xBB\xBF{\"name\": \"a\", \"count\": 5}", 0, 0, ""},
        {"\xEF\xBB\xBF{\"name\": 7}", 1, 10, "text in quotes"},
        {"{\"name\": \"01234567890123456789\"}", 0, 0, ""},
        {"{\"name\": \"øøøøøøøøøøøøøøøøøøøø\"}", 0, 0, ""}, /* 20 characters, 40 bytes */
        {"{\"name\": \"øøøøøøøøøøøøøøøøøøøøø\"}", 1, 10, "is 21 characters long"},
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

/* The mistakes that people and their editors make: exact place, and what to do. */
static void what_is_no_json_is_said_in_words(void **state) {
    (void)state;
    static const struct {
        const char *json;
        int line, column;
        const char *says;
    } rows[] = {
        {"", 1, 1, "nothing in the file"},
        {" \n", 2, 1, "nothing in the file"},
        {"\xFF\xFE{", 1, 1, "UTF-16: save it as UTF-8"},
        {"{\"name\":\n \"K\xF8"
         "benhavn\"}",
         2, 4, "0xF8 is not UTF-8: save the file as UTF-8"},
        {"{\"name\": \"æ\xC3\"}", 1, 12, "0xC3 is not UTF-8"},
        {"{\"name\": \"\xED\xA0\x80\"}", 1, 11, "0xED is not UTF-8"},
        {"{\"name\": \"\xC0\x80\"}", 1, 11, "0xC0 is not UTF-8"},
        {"{\"name\": \"æ\\ud83c\"}", 1, 12, "\\ud83c is half of a character"},
        {"{\"name\": \"\\uDF84\\uD83C\"}", 1, 11, "\\uDF84 is half of a character"},
        {"{\"name\": \"\\ud83c\\u0041\"}", 1, 11, "both halves"},
        {"{\"name\": \"\\u00e\"}", 1, 11, "four hex digits"},
        {"{\"name\": \"\\u0000\"}", 1, 11, "remove it"},
        {"{\"name\": \"C:\\pictures\"}", 1, 13, "must be written twice"},
        {"{\"name\": \"a\tb\"}", 1, 12, "a tab inside a text"},
        {"{\"name\": \"a\x01\"}", 1, 12, "0x01"},
        {"{\"name\": \"a,\n \"count\": 3}", 1, 10, "not closed on its line"},
        {"{\"name\": \"a\",}", 1, 13, "nothing follows this comma"},
        {"{\"when\": [1,2,\n]}", 1, 14, "nothing follows this comma"},
        {"{,\"name\": \"a\"}", 1, 2, "a comma with nothing before it"},
        {"{\"name\": \"a\" \"count\": 3}", 1, 14, "a comma is missing before this"},
        {"{\"name\" \"a\"}", 1, 9, "a colon is missing"},
        {"{\"name\"}", 1, 8, "a colon and a value are missing"},
        {"{\"name\":}", 1, 9, "a value is missing"},
        {"{name: 1}", 1, 2, "a name in quotes"},
        {"{\"name\": 'a'}", 1, 10, "straight double quotes"},
        {"{\"name\": “a”}", 1, 10, "straight double quotes"},
        {"{\"on\": True}", 1, 8, "True is no value"},
        {"{\"count\": 01}", 1, 11, "01 is no number"},
        {"{\"count\": .5}", 1, 11, "is no number"},
        {"{\"count\": 1.}", 1, 11, "is no number"},
        {"{\"count\": +1}", 1, 11, "is no number"},
        {"// words\n{}", 1, 1, "no comments"},
        {"{} {}", 1, 4, "behind the end"},
        {"{}}", 1, 3, "closes nothing"},
        {"{\"when\": [1}}", 1, 12, "} where ] should close"},
        {"{\"when\":\n [1, tru", 2, 6, "the file ends in the middle"},
        {"{\"when\":\n [1, 2 ", 2, 8, "the [ of line 2, column 2 is not closed"},
        {"{\"name\": \"a", 1, 10, "the file ends inside this text"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct report report = {0};
        struct reader reader;
        struct arena *arena = arena_create(1 << 16);
        assert_false(reader_init(&reader, "f.json", rows[i].json, strlen(rows[i].json), &report, arena));
        assert_int_equal(report.count, 1);
        const struct fail *said = &report.items[0];
        if (said->line != rows[i].line || said->column != rows[i].column || !strstr(said->text, rows[i].says))
            fail_msg("%s: %d:%d %s", rows[i].json, said->line, said->column, said->text);
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
        assert_int_equal(report.items[0].line, 1);
        assert_in_range(report.items[0].column, 1, strlen(json));
        if (!strstr(report.items[0].text, "file") && !strstr(report.items[0].text, "not UTF-8"))
            fail_msg("cut at %zu: %s", size, report.items[0].text);
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
        cmocka_unit_test(what_is_no_json_is_said_in_words),
        cmocka_unit_test(every_truncation_is_reported),
        cmocka_unit_test(text_is_composed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
