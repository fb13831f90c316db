#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/base/compiler.h"
#include "core/text/localized.h"

static const struct localized_entry ENTRIES[] = {
    {"da", "Velkommen", 1, 1}, {"en", "Welcome", 1, 2}, {"zh-Hans", "欢迎", 1, 3}};
static const struct localized TEXT = {LENGTH(ENTRIES), ENTRIES};

static void picks_by_language_then_order_then_first(void **state) {
    (void)state;
    static const struct {
        const char *language;
        const char *order[2];
        size_t n;
        const char *expected, *reason;
    } rows[] = {
        {"en", {"da"}, 1, "Welcome", "the language itself"},
        {"uk", {"en", "da"}, 2, "Welcome", "the first of the order"},
        {"uk", {"ar", "en"}, 2, "Welcome", "the first of the order that exists"},
        {"uk", {"ar"}, 1, "Velkommen", "the first written"},
        {"zh", {NULL}, 0, "Velkommen", "zh is not zh-Hans"},
        {NULL, {"en"}, 1, "Welcome", "no language asked for"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        const struct localized_entry *entry =
            localized_pick(&TEXT, rows[i].language, rows[i].order, rows[i].n);
        assert_non_null(entry);
        assert_string_equal(entry->text, rows[i].expected);
    }
}

static void absent_text_has_no_entry(void **state) {
    (void)state;
    const char *order[] = {"en"};
    assert_null(localized_pick(&(struct localized){0}, "en", order, 1));
    assert_null(localized_find(&(struct localized){0}, "en"));
    assert_null(localized_find(&TEXT, "uk"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(picks_by_language_then_order_then_first),
        cmocka_unit_test(absent_text_has_no_entry),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
