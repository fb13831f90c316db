/* Line-wise merges of three texts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/compiler.h"
#include "desk/work/merge_lines.h"

static struct merge_text text(const char *at) {
    return (struct merge_text){at, strlen(at)};
}

static void merges(void **state) {
    static const struct {
        const char *base, *mine, *theirs, *merged, *reason;
    } rows[] = {
        {"a\nb\nc\n", "a\nB\nc\n", "a\nb\nc\n", "a\nB\nc\n", "only I changed"},
        {"a\nb\nc\n", "a\nb\nc\n", "a\nB\nc\n", "a\nB\nc\n", "only they changed"},
        {"a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\n", "A\nb\nC\n", "both, apart"},
        {"a\nb\nc\n", "a\nX\nc\n", "a\nY\nc\n", NULL, "both, the same line"},
        {"a\nb\nc\n", "a\nX\nc\n", "a\nX\nc\n", "a\nX\nc\n", "alike"},
        {"a\nb\nc\n", "a\nc\n", "a\nb\nc\nd\n", "a\nc\nd\n", "one takes away, one adds at the end"},
        {"a\nb\n", "n\na\nb\n", "a\nb\nm\n", "n\na\nb\nm\n", "added at both ends"},
        {"a\nb\n", "a\nn\nb\n", "a\nm\nb\n", NULL, "added at one place: in which order?"},
        {"", "a\n", "", "a\n", "from nothing"},
        {"", "a\n", "b\n", NULL, "both from nothing"},
        {"a\nb\nc", "a\nb\nc\n", "A\nb\nc", "A\nb\nc\n",
         "a missing end of line is a change of that line alone"},
        {"a\r\nb\r\n", "a\r\nB\r\n", "a\r\nb\r\n", "a\r\nB\r\n", "line ends stay as they are"},
        {"x\na\nx\nb\nx\n", "x\na\nx\nb\nx\nend\n", "x\nx\nb\nx\n", "x\nx\nb\nx\nend\n", "repeated lines"},
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char *out = NULL;
        size_t size = 0;
        enum merge_end end =
            merge_lines(text(rows[i].base), text(rows[i].mine), text(rows[i].theirs), &out, &size);
        if (end != (rows[i].merged ? MERGE_DONE : MERGE_CONFLICT))
            fail_msg("%s: %d", rows[i].reason, end);
        if (rows[i].merged && (size != strlen(out) || strcmp(out, rows[i].merged) != 0))
            fail_msg("%s: %s", rows[i].reason, out);
        free(out);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(merges)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
