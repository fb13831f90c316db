#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/text/utterance.h"

static struct utterance said, other;

static int fresh(void **state) {
    (void)state;
    memset(&said, 0, sizeof said);
    memset(&other, 0, sizeof other);
    return 0;
}

static void lines_of_one_language_are_one_run(void **state) {
    (void)state;
    utterance_add(&said, "en", "Show this to us");
    utterance_add(&said, "en", "Page 1 of 2");
    utterance_add(&said, "da", "Jeg er syg.");
    utterance_add(&said, "da", "");
    utterance_add(&said, "en", "I am ill.");
    assert_string_equal(said.text, "Show this to us\nPage 1 of 2\nJeg er syg.\nI am ill.\n");
    assert_int_equal(said.count, 3);
    assert_string_equal(said.runs[1].language, "da");
    assert_int_equal(said.runs[1].from, strlen("Show this to us\nPage 1 of 2\n"));
    assert_int_equal(utterance_run_end(&said, 1), said.runs[2].from);
    assert_int_equal(utterance_run_end(&said, 2), said.length);
}

static void what_is_appended_keeps_its_languages(void **state) {
    (void)state;
    utterance_add(&said, "en", "one");
    utterance_add(&other, "en", "two");
    utterance_add(&other, "da", "tre");
    utterance_append(&said, &other);
    assert_string_equal(said.text, "one\ntwo\ntre\n");
    assert_int_equal(said.count, 2);
    assert_int_equal(said.runs[1].from, strlen("one\ntwo\n"));
    assert_false(utterance_equal(&said, &other));
    other = said;
    assert_true(utterance_equal(&said, &other));
    other.runs[1].language[0] = 'n';
    assert_false(utterance_equal(&said, &other));
}

static void words_of_another_language_stand_within_a_line(void **state) {
    (void)state;
    utterance_part(&other, "en", "Go to ", 6);
    utterance_part(&other, "da", "Borgerservice, please", strlen("Borgerservice"));
    utterance_part(&other, "en", ".", 1);
    utterance_end_line(&other);
    utterance_add(&other, "en", "Bring your passport.");
    assert_string_equal(other.text, "Go to Borgerservice.\nBring your passport.\n");
    assert_int_equal(other.count, 3);
    assert_string_equal(other.runs[1].language, "da");
    utterance_append(&said, &other);
    assert_true(utterance_equal(&said, &other));
    memset(&said, 0, sizeof said);
    utterance_append_lines(&said, &other, 0, strlen("Go to Borgerservice.\n"));
    assert_string_equal(said.text, "Go to Borgerservice.\n");
    assert_int_equal(said.count, 3);
    utterance_append_lines(&said, &other, strlen("Go to Borgerservice.\n"), other.length);
    assert_true(utterance_equal(&said, &other));
    utterance_end_line(&said); /* has ended */
    assert_true(utterance_equal(&said, &other));
}

static void what_has_no_room_ends_with_a_whole_character(void **state) {
    (void)state;
    char line[UTTERANCE_MAX + 100];
    for (size_t i = 0; i + 2 < sizeof line; i += 2)
        memcpy(line + i, "я", 3);
    utterance_add(&said, "uk", "a");
    utterance_add(&said, "uk", line);
    utterance_add(&said, "uk", line);
    assert_true(said.length < UTTERANCE_MAX && said.length > UTTERANCE_MAX - 5);
    assert_int_equal(strlen(said.text), said.length);
    assert_int_equal(said.text[said.length - 1], '\n');
    assert_int_equal((said.length - 3) % 2, 0);
}

static void too_many_languages_stay_unsaid(void **state) {
    (void)state;
    for (int i = 0; i < UTTERANCE_RUNS_MAX + 10; i++)
        utterance_add(&said, i % 2 ? "da" : "en", "x");
    assert_int_equal(said.count, UTTERANCE_RUNS_MAX);
    assert_int_equal(said.length, 2 * (UTTERANCE_RUNS_MAX + 5)); /* the last one goes on */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(lines_of_one_language_are_one_run, fresh),
        cmocka_unit_test_setup(what_is_appended_keeps_its_languages, fresh),
        cmocka_unit_test_setup(words_of_another_language_stand_within_a_line, fresh),
        cmocka_unit_test_setup(what_has_no_room_ends_with_a_whole_character, fresh),
        cmocka_unit_test_setup(too_many_languages_stay_unsaid, fresh),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
