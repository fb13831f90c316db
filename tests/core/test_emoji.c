#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/text/emoji.h"

static void test_rows(void **state) {
    (void)state;
    static const struct {
        const char *why, *text;
        bool emoji;
    } rows[] = {
        {"a tree", "🎄", true},
        {"a family", "👨‍👩‍👧‍👦", true},
        {"a colour of skin", "👋🏽", true},
        {"a profession with one", "🧑🏽‍🚒", true},
        {"a flag", "🇩🇰", true},
        {"Scotland", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", true},
        {"a keycap", "1️⃣", true},
        {"a keycap without its selector", "1⃣", true},
        {"a heart as picture", "❤️", true},
        {"on fire", "❤️‍🔥", true},
        {"a heart as text", "❤", false},
        {"a tree as text", "🎄︎", false},
        {"copyright", "©", false},
        {"copyright as picture", "©️", true},
        {"half a flag, which is shown as a letter", "🇩", true},
        {"a digit", "1", false},
        {"a letter", "å", false},
        {"nothing", "", false},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        size_t wanted = rows[i].emoji ? strlen(rows[i].text) : 0;
        if (emoji_length(rows[i].text) != wanted)
            fail_msg("%s: %zu of %zu bytes", rows[i].why, emoji_length(rows[i].text), wanted);
    }
    assert_int_equal(emoji_length("🎄🎄"), 4); /* one after the other */
    assert_int_equal(emoji_length("🇩🇰🇸🇪"), 8);
    assert_int_equal(emoji_first("Jul 🎄 👍🏽"), 0x1F384);
    assert_int_equal(emoji_first("112 ☎ æøå"), 0);
    assert_int_equal(emoji_first(""), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
