#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "intake/html_text.h"
#include "intake/text_clean.h"

static void test_clean(void **state) {
    (void)state;
    static const struct {
        const char *why, *text;
        size_t max;
        const char *expected;
    } rows[] = {
        {"plain", "Velkommen", 20, "Velkommen"},
        {"white space", "  a\t\n b\r\n", 20, "a b"},
        {"NFD becomes NFC", "A\xCC\x8A", 20, "Å"},
        {"controls",
         "a\x01"
         "b\x7F"
         "c\xC2\x85"
         "d",
         20, "abc d"},
        {"bidi override",
         "a\xE2\x80\xAE"
         "b\xE2\x81\xA6"
         "c",
         20, "abc"},
        {"zero width space and byte order mark",
         "a\xE2\x80\x8B"
         "b\xEF\xBB\xBF"
         "c",
         20, "abc"},
        {"joiner between Latin letters",
         "a\xE2\x80\x8D"
         "b",
         20, "ab"},
        {"non-joiner Persian needs", "می\xE2\x80\x8Cخواهم", 20, "می\xE2\x80\x8Cخواهم"},
        {"five marks", "e\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81", 20,
         "\xC3\xA9\xCC\x81\xCC\x81\xCC\x81\xCC\x81"},
        {"overlong and lone bytes",
         "a\xC0\xAF"
         "b\xFF",
         20,
         "a\xEF\xBF\xBD\xEF\xBF\xBD"
         "b\xEF\xBF\xBD"},
        {"exact", "12345", 5, "12345"},
        {"exact words", "12 45", 5, "12 45"},
        {"cut at a word", "one two three", 9, "one two…"},
        {"room for the dots behind a word", "one two three", 8, "one two…"},
        {"a long word", "abcdefgh", 5, "abcd…"},
        {"formats are text", "%s %n ../'; DROP", 30, "%s %n ../'; DROP"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char *clean = text_clean(rows[i].text, strlen(rows[i].text), rows[i].max);
        if (!clean || strcmp(clean, rows[i].expected) != 0)
            fail_msg("%s: %s", rows[i].why, clean ? clean : "NULL");
        free(clean);
    }
}

static void test_html(void **state) {
    (void)state;
    static const char *const rows[][2] = {
        {"<b>Ny</b> bog", " Ny  bog"},
        {"K&oslash;b &amp; salg", "Køb & salg"},
        {"&#230;&#xF8;", "æø"},
        {"1 < 2 & 3", "1 < 2 & 3"},
        {"&amp;lt;", "&lt;"}, /* once */
        {"a<script>x<y</script>b", "a b"},
        {"a<!-- <b> -->b", "a b"},
        {"open <b", "open <b"},
        {"&unknown; &#0; &#xD800;", "&unknown; &#0; &#xD800;"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char *text = html_text(rows[i][0]);
        assert_string_equal(text, rows[i][1]);
        free(text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_clean), cmocka_unit_test(test_html)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
