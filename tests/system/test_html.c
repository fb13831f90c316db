/* What comes from outside is text in HTML, wherever it stands (K5). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "system/html.h"

static void each_becomes_text(void **state) {
    static const struct {
        const char *text, *html;
    } rows[] = {
        {"R\xC3\xA5"
         "dhus",
         "R\xC3\xA5"
         "dhus"},
        {"<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"},
        {"\" onload=\"x", "&quot; onload=&quot;x"},
        {"' onload='x", "&#39; onload=&#39;x"},
        {"a & b &amp; c", "a &amp; b &amp;amp; c"},
        {"a\x01\x1b[2Jb\x7f", "a[2Jb"},
        {"line\nand\ttab", "line\nand\ttab"},
        {"\xC2\x9B"
         "C1",
         "C1"},
        {"\xFF<\xC3", "&lt;"},
        {"", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *text = NULL;
        size_t size = 0;
        FILE *out = open_memstream(&text, &size);
        assert_non_null(out);
        html_escape(out, rows[i].text);
        fclose(out);
        assert_string_equal(text, rows[i].html);
        free(text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_becomes_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
