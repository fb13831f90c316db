#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/fail.h"

#define NOT_IN "not-in", "not in %s", "ikke på %s"

static void formats_what_is_known(void **state) {
    (void)state;
    static const struct {
        struct fail fail;
        const char *expected;
    } rows[] = {
        {{SEVERITY_ERROR, 3, 7, "a.json", "", "no", "", ""}, "a.json:3:7: error: no"},
        {{SEVERITY_WARNING, 3, 7, "a.json", "", "hm", "", ""}, "a.json:3:7: warning: hm"},
        {{SEVERITY_WARNING, 3, 0, "a.json", "", "hm", "", ""}, "a.json:3:1: warning: hm"},
        {{SEVERITY_ERROR, 0, 0, "a.json", "", "no", "", ""}, "a.json: error: no"},
        {{SEVERITY_ERROR, 0, 0, "", "", "no", "", ""}, "error: no"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char buffer[200], place[200];
        assert_string_equal(fail_format(&rows[i].fail, buffer, sizeof buffer), rows[i].expected);
        fail_place(&rows[i].fail, place, sizeof place);
        assert_int_equal(strncmp(rows[i].expected, place, strlen(place)), 0);
        assert_null(strstr(place, ":0:"));
    }
}

/* "%.3s" and the like count bytes; what is said stays UTF-8 wherever they cut. */
static void quotes_cut_in_a_character_are_mended(void **state) {
    (void)state;
    static const struct {
        int bytes;
        const char *text, *expected;
    } rows[] = {
        {3, "aæøå", "\"aæ\""},       {4, "aæøå", "\"aæ\""},       {2, "aæøå", "\"a\""},
        {5, "a🎄b", "\"a🎄\""},        {4, "a🎄b", "\"a\""},         {2, "a🎄b", "\"a\""},
        {9, "\x80K\xF8k", "\"Kk\""}, {9, "\xED\xA0\x80", "\"\""}, {9, "\xF4\x90\x80\x80", "\"\""},
    };
    struct fail fail;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        fail_set(&fail, "\"%.*s\"", rows[i].bytes, rows[i].text);
        assert_string_equal(fail.text, rows[i].expected);
    }
}

static void set_and_at_return_false(void **state) {
    (void)state;
    struct fail fail;
    assert_false(fail_set(&fail, "%d things", 3));
    assert_string_equal(fail.text, "3 things");
    assert_string_equal(fail.file, "");
    assert_false(fail_at(&fail, "f", 1, 2, "x"));
    assert_int_equal(fail.line, 1);
    assert_int_equal(fail.column, 2);
    assert_false(fail_set(NULL, "nobody reads"));
    assert_false(fail_at(NULL, "f", 1, 2, "nobody reads"));
}

static void long_texts_are_cut_between_characters(void **state) {
    (void)state;
    char text[1001];
    for (size_t i = 0; i < 1000; i += 2)
        memcpy(text + i, "ø", 2);
    text[1000] = '\0';
    struct fail fail;
    fail_set(&fail, "%s", text);
    assert_int_equal(strlen(fail.text) % 2, 0);
    fail_set(&fail, "x%s", text);
    assert_int_equal(strlen(fail.text) % 2, 1);
    assert_true(strlen(fail.text) >= sizeof fail.text - 2);
}

static void a_quote_cut_inside_a_character_stays_text_on_one_line(void **state) {
    (void)state;
    struct fail fail;
    fail_set(&fail, "\"%.4s\" is too long", "abcø");
    assert_string_equal(fail.text, "\"abc\" is too long");
    fail_set(&fail, "\"%.6s\"", "a\nb\xc2\x85\U0001F384");
    assert_string_equal(fail.text, "\"a b \"");
    fail_set(&fail, "\xff\xc0\x80\xed\xa0\x80.");
    assert_string_equal(fail.text, ".");
}

static void report_counts_beyond_its_size(void **state) {
    (void)state;
    struct report report = {0};
    for (int i = 0; i < REPORT_MAX + 5; i++)
        report_add(&report, SEVERITY_ERROR, "f", i, 1, "%d", i);
    report_add(&report, SEVERITY_WARNING, "f", 1, 1, "w");
    assert_int_equal(report.count, REPORT_MAX);
    assert_int_equal(report.errors, REPORT_MAX + 5);
    assert_int_equal(report.warnings, 1);
    report_finish(&report);
    assert_null(report.items);
    report_finish(NULL);
}

static void translations_are_counted_by_language(void **state) {
    (void)state;
    struct report report = {0};
    report_translation(&report, "da", 1, 0);
    report_translation(&report, "uk", 3, 2);
    report_translation(&report, "uk", 1, 1);
    fail_untranslated(
        report_said(&report, &(struct finding_place){SEVERITY_WARNING, "f", 1, 1}, NOT_IN, "uk"), "uk");
    assert_int_equal(report.language_count, 2);
    assert_string_equal(report.languages[1].tag, "uk");
    assert_int_equal(report.languages[1].texts, 4);
    assert_int_equal(report.languages[1].missing, 3);
    assert_int_equal(report.languages[0].missing, 0);
    assert_int_equal(report.warnings, 1);
    assert_string_equal(report.items[0].untranslated, "uk");
    report_add(&report, SEVERITY_WARNING, "f", 1, 1, "another");
    assert_string_equal(report.items[1].untranslated, "");
    for (int i = 0; i < 2 * REPORT_LANGUAGES_MAX; i++) {
        char tag[12];
        snprintf(tag, sizeof tag, "x%d", i);
        report_translation(&report, tag, 1, 1);
    }
    assert_int_equal(report.language_count, REPORT_LANGUAGES_MAX);
    report_finish(&report);
    report_translation(NULL, "da", 1, 1);
    fail_untranslated(NULL, "da");
}

static void findings_say_it_in_both_languages(void **state) {
    (void)state;
    struct report report = {0}, other = {0};
    struct finding_place at = {SEVERITY_WARNING, "f", 3, 4};
    fail_wrap(report_said(&report, &at, NOT_IN, "uk"), "a: ", " [b]");
    fail_suggest(report_said(&report, &at, NOT_IN, "uk"), "da");
    fail_suggest(report_said(&report, &at, NOT_IN, "uk"), NULL);
    report_plain(&report, &at, &(struct said){"plain", "100 % so", "100 % sådan"});
    report_add(&report, SEVERITY_WARNING, "f", 1, 1, "the disk is full");
    assert_string_equal(report.items[0].code, "not-in");
    assert_string_equal(report.items[0].text, "a: not in uk [b]");
    assert_string_equal(report.items[0].danish, "a: ikke på uk [b]");
    assert_int_equal(report.items[0].line, 3);
    assert_int_equal(report.items[0].severity, SEVERITY_WARNING);
    assert_string_equal(report.items[1].text, "not in uk; did you mean \"da\"?");
    assert_string_equal(fail_danish(&report.items[1]), "ikke på uk; mente du ”da”?");
    assert_string_equal(report.items[2].text, "not in uk");
    assert_string_equal(report.items[3].danish, "100 % sådan");
    assert_string_equal(report.items[4].code, "");
    assert_string_equal(fail_danish(&report.items[4]), "the disk is full");
    report_take(&other, &report.items[0]);
    report_take(&other, &other.items[0]);
    assert_int_equal(other.warnings, 2);
    assert_string_equal(other.items[1].danish, "a: ikke på uk [b]");
    report_finish(&report);
    report_finish(&other);
    assert_null(report_said(NULL, &at, NOT_IN, "uk"));
    fail_wrap(NULL, "a", "b");
    fail_suggest(NULL, "da");
    struct fail fail;
    assert_false(fail_said(&fail, &at, NOT_IN, "da"));
    assert_string_equal(fail.code, "not-in");
    assert_false(fail_set(&fail, "again"));
    assert_string_equal(fail_danish(&fail), "again");
    assert_false(fail_said(NULL, NULL, NOT_IN, "da"));
}

static void report_sorts_by_place(void **state) {
    (void)state;
    struct report report = {0};
    report_add(&report, SEVERITY_ERROR, "b", 1, 1, "4");
    report_add(&report, SEVERITY_ERROR, "a", 10, 1, "3");
    report_add(&report, SEVERITY_ERROR, "a", 2, 9, "2");
    report_add(&report, SEVERITY_ERROR, "a", 2, 1, "1");
    report_sort(&report);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(report.items[i].text[0], '1' + (int)i);
    report_finish(&report);
    report_sort(&report);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formats_what_is_known),
        cmocka_unit_test(set_and_at_return_false),
        cmocka_unit_test(quotes_cut_in_a_character_are_mended),
        cmocka_unit_test(long_texts_are_cut_between_characters),
        cmocka_unit_test(a_quote_cut_inside_a_character_stays_text_on_one_line),
        cmocka_unit_test(report_counts_beyond_its_size),
        cmocka_unit_test(translations_are_counted_by_language),
        cmocka_unit_test(findings_say_it_in_both_languages),
        cmocka_unit_test(report_sorts_by_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
