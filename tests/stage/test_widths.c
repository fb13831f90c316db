#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/compiler.h"
#include "stage/widths.h"

static const struct run {
    int face, px;
    uint32_t script;
    bool rtl;
    const char *text;
} runs[] = {
    {0, 20, 1, false, "Start"}, {1, 20, 1, false, "Start"}, {0, 21, 1, false, "Start"},
    {0, 20, 2, false, "Start"}, {0, 20, 1, true, "Start"},  {0, 20, 1, false, "Star"},
};

static uint64_t key_of(const struct run *run) {
    return widths_key(run->face, run->px, run->script, run->rtl, run->text, strlen(run->text));
}

/* Each of what tells runs apart does. */
static void every_run_has_its_own(void **state) {
    (void)state;
    struct widths *widths = widths_create();
    int width = -1;
    assert_non_null(widths);
    for (size_t i = 0; i < LENGTH(runs); i++) {
        assert_false(widths_find(widths, key_of(&runs[i]), &width));
        assert_int_equal(width, -1);
        widths_keep(widths, key_of(&runs[i]), (int)i);
    }
    for (size_t i = 0; i < LENGTH(runs); i++) {
        assert_true(widths_find(widths, key_of(&runs[i]), &width));
        assert_int_equal(width, i);
        width = -1;
    }
    widths_destroy(widths);
}

/* More runs than it keeps: what it still knows is right. */
static void what_makes_room_is_forgotten(void **state) {
    (void)state;
    enum { MANY = 60000 };
    struct widths *widths = widths_create();
    char text[16];
    int found = 0, width;
    assert_non_null(widths);
    for (int i = 0; i < MANY; i++) {
        snprintf(text, sizeof text, "%d", i);
        widths_keep(widths, widths_key(0, 20, 1, false, text, strlen(text)), i);
    }
    for (int i = 0; i < MANY; i++) {
        snprintf(text, sizeof text, "%d", i);
        if (!widths_find(widths, widths_key(0, 20, 1, false, text, strlen(text)), &width))
            continue;
        assert_int_equal(width, i);
        found++;
    }
    assert_in_range(found, 1000, MANY - 1);
    widths_destroy(widths);
}

static void without_memory_nothing_is_kept(void **state) {
    (void)state;
    int width = -1;
    widths_keep(NULL, key_of(&runs[0]), 5);
    assert_false(widths_find(NULL, key_of(&runs[0]), &width));
    assert_int_equal(width, -1);
    widths_destroy(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_run_has_its_own),
                                       cmocka_unit_test(what_makes_room_is_forgotten),
                                       cmocka_unit_test(without_memory_nothing_is_kept)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
