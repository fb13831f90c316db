#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "review/answers.h"

#define H "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define HEAD                                                                                                 \
    "{\"review\": 1, \"language\": \"uk\", \"beside\": \"en\", \"reviewer\": \"R\", \"reviewed_on\": "       \
    "\"2026-12-01\",\n"
#define ONE(more) HEAD "\"texts\": [{\"id\": \"a\", \"source\": \"" H "\", \"text\": \"" H "\", " more "}]}"

static bool read_text(struct review_answers *answers, const char *text, struct fail *fail) {
    char *bytes = malloc(strlen(text) + 1); /* so that a read behind it is seen */
    assert_non_null(bytes);
    memcpy(bytes, text, strlen(text) + 1);
    bool fine = review_answers_read(answers, "a.json", bytes, strlen(text), fail);
    free(bytes);
    return fine;
}

static void what_a_page_saves_is_read(void **state) {
    (void)state;
    struct review_answers answers;
    struct fail fail = {0};
    assert_true(read_text(&answers, ONE("\"approved\": true, \"correction\": \"x\\n\\ty\""), &fail));
    assert_string_equal(answers.language, "uk");
    assert_string_equal(answers.beside, "en");
    assert_string_equal(answers.reviewer, "R");
    assert_string_equal(answers.reviewed_on, "2026-12-01");
    assert_int_equal(answers.count, 1);
    assert_true(answers.items[0].approved);
    assert_string_equal(answers.items[0].correction, "x  y"); /* one line */
    review_answers_finish(&answers);
    assert_true(read_text(&answers, ONE("\"approved\": false"), &fail));
    assert_false(answers.items[0].approved);
    assert_null(answers.items[0].correction);
    review_answers_finish(&answers);
    assert_true(read_text(&answers, HEAD "\"texts\": []}", &fail));
    assert_int_equal(answers.count, 0);
    review_answers_finish(&answers);
}

static void what_is_wrong_is_said_with_its_place(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int line, column;
        const char *says;
    } rows[] = {
        {"", 1, 1, ""},
        {"[1]", 1, 1, "no answers"},
        {"{\"review\": 2}", 1, 1, "no answers"},
        {HEAD "\"texts\": {}}", 2, 10, "a list"},
        {HEAD "\"texts\": [], \"x\": 1}", 2, 14, "unknown key \"x\""},
        {HEAD "\"texts\": [1]}", 2, 11, "an object"},
        {ONE("\"approved\": 1"), 2, 189, "true or false"},
        {ONE("\"approved\": true, \"by\": \"me\""), 2, 195, "unknown key \"by\""},
        {ONE("\"approved\": true, \"correction\": \"\""), 2, 209, "a correction"},
        {ONE("\"approved\": true, \"correction\": 7"), 2, 209, "a correction"},
        {ONE("\"approved\": true, \"correction\": \"a\\u0001\""), 2, 209, "a correction"},
        {HEAD "\"texts\": [{\"id\": \"a\", \"source\": \"" H "\", \"text\": \"A\", \"approved\": true}]}", 2,
         11, "the hashes"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct review_answers answers;
        struct fail fail = {0};
        char line[800];
        if (read_text(&answers, rows[i].text, &fail))
            fail_msg("row %zu is taken", i);
        if (fail.line != rows[i].line || fail.column != rows[i].column || !strstr(fail.text, rows[i].says))
            fail_msg("row %zu: %s", i, fail_format(&fail, line, sizeof line));
        review_answers_finish(&answers);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_page_saves_is_read),
        cmocka_unit_test(what_is_wrong_is_said_with_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
