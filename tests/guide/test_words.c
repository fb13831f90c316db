#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/compiler.h"
#include "guide/written/words.h"

static void every_word_has_a_key_and_english(void **state) {
    (void)state;
    for (int i = 0; i < GUIDE_WORD_COUNT; i++) {
        enum guide_word word = (enum guide_word)i;
        assert_int_equal(guide_word_find(guide_word_key(word)), i); /* so no key stands there twice */
        assert_true(strlen(guide_word_english(word)) > 0);
        assert_true(guide_word_fits(word, guide_word_english(word)));
    }
    assert_int_equal(guide_word_find("no_such_word"), -1);
    assert_int_equal(guide_word_find(""), -1);
}

static void only_fitting_formats_are_used(void **state) {
    (void)state;
    static const struct {
        enum guide_word word;
        const char *text;
        bool fits;
        const char *why;
    } rows[] = {
        {WORDS_BACK, "Назад", true, "plain"},
        {WORDS_BACK, "50 %", false, "a % of its own"},
        {WORDS_BACK, "%s", false, "reads an argument that is not there"},
        {WORDS_DONE_OF, "%d з %d", true, "both, in order"},
        {WORDS_DONE_OF, "%d", false, "one is missing"},
        {WORDS_DONE_OF, "%d %d %d", false, "one too many"},
        {WORDS_DONE_OF, "%d %s", false, "the wrong kind"},
        {WORDS_DONE_OF, "%n %d", false, "writes to memory"},
        {WORDS_DONE_OF, "%5d %d", false, "with a width"},
        {WORDS_DONE_OF, "%1$d %2$d", false, "numbered"},
        {WORDS_DONE_OF, "%d %d %", false, "a % at the end"},
        {WORDS_DONE_OF, "%d %", false, "cut off"},
        {WORDS_DONE_OF, "%%d %d", false, "escaped"},
        {WORDS_SOURCE, "Джерело: %s", true, "a text"},
        {WORDS_SOURCE, "Джерело: %d", false, "a number for a text"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++)
        if (guide_word_fits(rows[i].word, rows[i].text) != rows[i].fits)
            fail_msg("\"%s\" (%s)", rows[i].text, rows[i].why);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_word_has_a_key_and_english),
        cmocka_unit_test(only_fitting_formats_are_used),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
