/* kiosk/core/text/plain_text.c: text_cut and text_put; the rest is tested with the files that hold the texts.
 */
#include "core/text/plain_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

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

static void what_a_report_says_is_utf8(void **state) {
    (void)state;
    static const struct {
        const char *text;
        size_t size;
        const char *put, *why;
    } rows[] = {
        {"", 8, "", "nothing"},
        {"Bøger", 20, "Bøger", "already right"},
        {"abc", 1, "", "room for the end only"},
        {"abøc", 5, "abø", "cut behind a character"},
        {"abøc", 4, "ab", "never inside one"},
        {"a\xFF"
         "b",
         20,
         "a\uFFFD"
         "b",
         "a byte that begins nothing"},
        {"\xC3", 20, "\uFFFD", "cut in two by somebody else"},
        {"\xE6\x96", 20, "\uFFFD\uFFFD", "two bytes of three"},
        {"\xED\xA0\x80", 20, "\uFFFD\uFFFD\uFFFD", "half a surrogate pair"},
        {"\xC0\xAF", 20, "\uFFFD\uFFFD", "too long a form of /"},
        {"a\nb\x1B[1mc\xC2\x85", 20, "a b [1mc ", "controls of both kinds"},
        {"\xFF\xFF", 4, "\uFFFD", "what it is replaced by is not cut either"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char out[32];
        if (strcmp(text_put(out, rows[i].size, rows[i].text), rows[i].put) != 0)
            fail_msg("%s: \"%s\"", rows[i].why, out);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_report_says_is_utf8),
        cmocka_unit_test(no_character_is_halved),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
