/* kiosk/core/plain_text.c: text_cut; the rest is tested with the files that hold the texts. */
#include "core/plain_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void no_character_is_halved(void **state) {
    (void)state;
    static const struct {
        const char *text;
        size_t max, cut;
        const char *why;
    } rows[] = {
        {"", 0, 0, "nothing"},
        {"", 9, 0, "nothing, with room"},
        {"abc", 3, 3, "it fits"},
        {"abc", 9, 3, "it fits easily"},
        {"abc", 2, 2, "ASCII ends anywhere"},
        {"aåb", 2, 1, "before a character of two bytes"},
        {"aåb", 3, 3, "after it"},
        {"文字", 5, 3, "before a character of three bytes"},
        {"a😀", 4, 1, "before a character of four bytes"},
        {"å", 1, 0, "not even the first has room"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++)
        if (text_cut(rows[i].text, rows[i].max) != rows[i].cut)
            fail_msg("%s: %zu", rows[i].why, text_cut(rows[i].text, rows[i].max));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_character_is_halved),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
