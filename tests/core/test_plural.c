/* The form of a word that counts follows the language's plural. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/compiler.h"
#include "core/site/scene_words.h"

#define FORM(category, text) PLURAL_FORM category PLURAL_TEXT text

static void the_number_chooses_the_form(void **state) {
    (void)state;
    static const char english[] = PLURAL("en", "%d day", "%d days"),
                      danish[] = PLURAL("da", "%d dag", "%d dage"),
                      ukrainian[] = "uk" FORM("one", "%d день") FORM("few", "%d дні") FORM("many", "%d днів")
                          FORM("other", "%d дня"),
                      arabic[] = "ar" FORM("zero", "لا أيام") FORM("one", "يوم واحد") FORM("two", "يومان")
                          FORM("few", "%d أيام") FORM("many", "%d يومًا") FORM("other", "%d يوم"),
                      romanian[] =
                          "ro" FORM("one", "%d zi") FORM("few", "%d zile") FORM("other", "%d de zile");
    static const struct {
        const char *text;
        int number;
        const char *says, *why;
    } rows[] = {
        {english, 1, "1 day", "one"},
        {english, 0, "0 days", "none is many in English"},
        {english, 21, "21 days", "21 is no 1 in English"},
        {danish, 1, "1 dag", "one"},
        {danish, 2, "2 dage", "more"},
        {ukrainian, 1, "1 день", "one"},
        {ukrainian, 21, "21 день", "21 is like 1"},
        {ukrainian, 11, "11 днів", "11 is not"},
        {ukrainian, 3, "3 дні", "a few"},
        {arabic, 0, "لا أيام", "no number in it"},
        {arabic, 1, "يوم واحد", "one"},
        {arabic, 2, "يومان", "a dual"},
        {arabic, 3, "3 أيام", "a few"},
        {arabic, 11, "11 يومًا", "many"},
        {arabic, 100, "100 يوم", "a hundred"},
        {romanian, 19, "19 zile", "up to 19"},
        {romanian, 20, "20 de zile", "from 20 on"},
        {"zh" FORM("other", "%d 天"), 1, "1 天", "a language without"},
        {"uk" FORM("other", "%d дн."), 3, "3 дн.", "a form that nobody wrote"},
        {"%d days", 1, "1 days", "a text without forms"},
        {"Days", 1, "Days", "a text without a number"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char said[100];
        word_fill_number(rows[i].text, rows[i].number, NULL, said, sizeof said);
        if (strcmp(said, rows[i].says) != 0)
            fail_msg("%s: \"%s\" instead of \"%s\"", rows[i].why, said, rows[i].says);
    }
    char cut[5], two[40];
    word_fill_number(english, 12, NULL, cut, sizeof cut);
    assert_string_equal(cut, "12 d");
    word_fill_number("%d of %d", 1, "3", two, sizeof two);
    assert_string_equal(two, "1 of 3");
    assert_string_equal(plural_other(arabic), "%d يوم");
    assert_true(word_fits(english, "%d T.") && word_fits(english, danish) && !word_fits(english, "T."));
}

static void some_forms_are_of_one_number(void **state) {
    (void)state;
    static const struct {
        const char *language, *category;
        bool single;
    } rows[] = {{"en", "one", true},
                {"uk", "one", false},
                {"ar", "two", true},
                {"ar", "few", false},
                {"fr", "one", false},
                {"en", "other", false},
                {"uk", "other", false /* fractions */}};
    for (size_t i = 0; i < LENGTH(rows); i++)
        if (plural_single(rows[i].language, rows[i].category) != rows[i].single)
            fail_msg("%s of %s", rows[i].category, rows[i].language);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_number_chooses_the_form),
        cmocka_unit_test(some_forms_are_of_one_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
