/* Which thing is pressed: down, off, on again, up. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "guide/view/hold.h"

static const struct target nothing = {.action = {.verb = VERB_NONE}};
static const struct target back = {.box = {10, 10, 50, 40}, .action = {.verb = VERB_BACK}};
static const struct target back_moved = {.box = {10, 90, 50, 40}, .action = {.verb = VERB_BACK}};
static const struct target page = {.box = {70, 10, 50, 40}, .action = {VERB_GO, 0, {PLACE_PAGE, 4, 0}, ""}};
static const struct target next_page = {.box = {130, 10, 50, 40},
                                        .action = {VERB_GO, 0, {PLACE_PAGE, 5, 0}, ""}};
static const struct target key_a = {.box = {0, 60, 9, 9}, .action = {.verb = VERB_TYPE, .text = "a"}};
static const struct target key_b = {.box = {9, 60, 9, 9}, .action = {.verb = VERB_TYPE, .text = "b"}};
static const struct target signage = {.action = {VERB_GO, 0, {PLACE_SLIDES, 0, 0}, ""}}; /* not drawn */

static void a_press_shows_where_it_is_and_acts_where_it_began(void **state) {
    (void)state;
    static const struct {
        const struct target *path[4]; /* down, moves, up */
        const char *shown;            /* after each but the last: 1 pressed, 0 not */
        bool acts;
        const char *why;
    } rows[] = {
        {{&back, &back}, "1", true, "down and up"},
        {{&back, &back, &back}, "11", true, "a trembling finger"},
        {{&back, &nothing}, "1", false, "up beside it"},
        {{&back, &nothing, &nothing}, "10", false, "slid off: the way out"},
        {{&back, &nothing, &back, &back}, "101", true, "slid off and back on"},
        {{&back, &page, &page}, "10", false, "another thing does not take over"},
        {{&page, &next_page, &next_page}, "10", false, "two pages are two things"},
        {{&key_a, &key_b, &key_b}, "10", false, "so are two keys"},
        {{&back, &back_moved, &back_moved}, "11", true, "the same, drawn anew in another place"},
        {{&nothing, &nothing}, "0", true, "nothing is not drawn, but somebody is there"},
        {{&nothing, &back, &back}, "00", false, "slid onto it from beside"},
        {{&signage, &signage}, "0", true, "the signage has nothing to draw pressed"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct hold hold = {0};
        size_t steps = strlen(rows[i].shown);
        for (size_t k = 0; k < steps; k++) {
            if (k == 0)
                hold_begin(&hold, rows[i].path[k]);
            else
                hold_move(&hold, rows[i].path[k]);
            const struct target *shown = hold_shown(&hold);
            if ((shown != NULL) != (rows[i].shown[k] == '1'))
                fail_msg("%s: step %zu", rows[i].why, k);
            if (shown)
                assert_memory_equal(&shown->box, &rows[i].path[k]->box, sizeof shown->box);
        }
        if (hold_end(&hold, rows[i].path[steps]) != rows[i].acts)
            fail_msg("%s", rows[i].why);
        assert_null(hold_shown(&hold));
    }
}

static void nothing_is_left_of_a_press(void **state) {
    (void)state;
    static const struct hold none;
    struct hold hold = {0};
    hold_begin(&hold, &key_a);
    hold_cancel(&hold);
    assert_memory_equal(&hold, &none, sizeof hold);
    hold_move(&hold, &key_a);
    assert_null(hold_shown(&hold));
    assert_false(hold_end(&hold, &key_a));
    hold_begin(&hold, &key_a);
    assert_true(hold_end(&hold, &key_a));
    assert_memory_equal(&hold, &none, sizeof hold);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_press_shows_where_it_is_and_acts_where_it_began),
        cmocka_unit_test(nothing_is_left_of_a_press),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
