#include "core/base/compiler.h"
#include "core/site/scene_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/compiler.h"

static void test_times(void **state) {
    (void)state;
    static const struct {
        int minutes;
        const char *language, *expected;
    } rows[] = {
        {0, "en", "00:00"},   {545, "en", "09:05"},  {990, "en", "16:30"},
        {990, "da", "16.30"}, {1440, "da", "24.00"}, {990, "uk", "16:30"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char out[WORDS_MAX];
        words_time(rows[i].minutes, rows[i].language, out, sizeof out);
        assert_string_equal(out, rows[i].expected);
    }
}

static void test_weekdays_inside_a_sentence(void **state) {
    (void)state;
    static const struct {
        const char *language, *expected;
    } rows[] = {{"en", "Thursday"}, {"da", "torsdag"}, {"de", "Donnerstag"}, {"ro", "joi"},
                {"pl", "czwartek"}, {"uk", "четвер"},  {"tr", "Perşembe"},   {"ar", "الخميس"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char out[WORDS_MAX];
        words_weekday(civil_days(2026, 12, 3), rows[i].language, out, sizeof out);
        assert_string_equal(out, rows[i].expected);
    }
}

static void test_dates(void **state) {
    (void)state;
    static const struct {
        int month, day;
        const char *skeleton, *language, *expected;
    } rows[] = {
        {12, 3, "EEEEdMMMM", "en", "Thursday 3 December"},
        {12, 3, "EEEEdMMMM", "da", "Torsdag 3. december"},
        {12, 3, "EEEdMMM", "en", "Thu 3 Dec"},
        {12, 3, "EEEdMMM", "da", "Tors. 3. dec."},
        {12, 3, "EEEEd", "en", "Thursday 3"},
        {12, 3, "EEEEd", "da", "Torsdag den 3."},
        {12, 3, "dMMM", "en", "3 Dec"},
        {12, 3, "dMMM", "da", "3. dec."},
        {12, 3, "dMMMM", "uk", "3 грудня"},
        {12, 3, "dMMMM", "pl", "3 grudnia"},
        {12, 3, "dMMMM", "de", "3. Dezember"},
        {12, 3, "dMMMM", "ar", "3 ديسمبر"},
        {12, 3, "dMMMM", "fa", "3 دسامبر"}, /* not 12 Azar */
        {12, 3, "dMMMM", "zh-Hans", "12月3日"},
        {3, 29, "EEEEdMMMM", "en", "Sunday 29 March"}, /* the day of 23 hours */
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char out[WORDS_MAX];
        words_date(civil_days(2026, rows[i].month, rows[i].day), rows[i].skeleton, rows[i].language, out,
                   sizeof out);
        if (strcmp(out, rows[i].expected) != 0)
            print_message("row %zu: %s\n", i, out);
        assert_string_equal(out, rows[i].expected);
    }
}

static void test_days(void **state) {
    (void)state;
    int64_t today = civil_days(2026, 12, 31);
    static const char *const expected[][2] = {
        {"Wednesday 30 December", "Onsdag 30. december"},
        {"Today", "I dag"},
        {"Tomorrow", "I morgen"},
        {"Saturday 2 January", "Lørdag 2. januar"},
    };
    for (size_t i = 0; i < LENGTH(expected); i++) {
        char en[WORDS_MAX], da[WORDS_MAX];
        words_day(NULL, today - 1 + (int64_t)i, today, "en", en, sizeof en);
        words_day(NULL, today - 1 + (int64_t)i, today, "da", da, sizeof da);
        assert_string_equal(en, expected[i][0]);
        assert_string_equal(da, expected[i][1]);
    }
}

static void test_updated(void **state) {
    (void)state;
    struct civil when = {2026, 12, 3, 14, 5, 0, 4};
    char out[WORDS_MAX];
    words_updated(NULL, &when, "en", out, sizeof out);
    assert_string_equal(out, "As of 3 December, 14:05");
    words_updated(NULL, &when, "da", out, sizeof out);
    assert_string_equal(out, "Opdateret 3. december, 14.05");
}

/* What a site's language files say; "de" has a hole. */
static const struct words_of languages[] = {
    {"de", {[WORD_TODAY] = "Heute"}},
    {"zh-Hans", {[WORD_TODAY] = "今天", [WORD_UPDATED] = "截至 %s"}},
    {"da", {[WORD_TODAY] = "I dag!"}},
};
static const struct words site_words = {languages, LENGTH(languages)};

/* English and Danish are compiled in whole, and each takes the same values. */
static void test_words(void **state) {
    (void)state;
    for (int id = 0; id < WORD_COUNT; id++) {
        const char *english = word(NULL, (enum word)id, "en"), *danish = word(NULL, (enum word)id, "da");
        assert_true(*english && strlen(english) < WORDS_MAX);
        if (id != WORD_METRO && id != WORD_BUS) /* which are Danish words, too */
            assert_string_not_equal(english, danish);
        assert_true(word_fits(english, danish));
        assert_int_equal(word_find(word_key((enum word)id)), id); /* so no key stands there twice */
    }
    assert_int_equal(word_find("no_such_word"), -1);
}

static void test_regions_and_unknown_languages(void **state) {
    (void)state;
    static const struct {
        const char *language, *today, *free;
    } rows[] = {{"en", "Today", "Free"},      {"en-GB", "Today", "Free"},     {"de-AT", "Heute", "Free"},
                {"zh", "今天", "Free"},       {"zh-Hans-CN", "今天", "Free"}, {"zh-CN", "今天", "Free"},
                {"zh-Hant", "Today", "Free"}, {"xx", "Today", "Free"},        {"dan", "Today", "Free"},
                {"da", "I dag!", "Gratis"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        assert_string_equal(word(&site_words, WORD_TODAY, rows[i].language), rows[i].today);
        assert_string_equal(word(&site_words, WORD_FREE, rows[i].language), rows[i].free);
    }
}

static void test_values_are_filled_in(void **state) {
    (void)state;
    char out[WORDS_MAX];
    word_fill(word(&site_words, WORD_UPDATED, "zh-Hans"), "24 Dec", NULL, out, sizeof out);
    assert_string_equal(out, "截至 24 Dec");
    word_fill("%s तक", "24 Dec", NULL, out, sizeof out);
    assert_string_equal(out, "24 Dec तक");
    word_fill(word(NULL, WORD_UNTIL_DATE, "en"), "24 Dec", NULL, out, 9);
    assert_string_equal(out, "until 24");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_times),
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_weekdays_inside_a_sentence),
        cmocka_unit_test(test_days),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_updated),
        cmocka_unit_test(test_regions_and_unknown_languages),
        cmocka_unit_test(test_values_are_filled_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
