/* kiosk/player/staff.c: what staff ask for is done once, and never what they asked for before this start. */
#include "player/staff.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void each_wish_is_taken_once(void **state) {
    (void)state;
    static const struct {
        bool there;
        struct sync_asked asked;
        bool identify, picture, restart;
        const char *why;
    } rows[] = {
        {false, {0, 0, 0}, false, false, false, "no report yet"},
        {true, {5, 0, 4}, false, false, false, "asked for before: a restart must not bring the next one"},
        {true, {5, 0, 4}, false, false, false, "nothing new"},
        {true, {6, 0, 4}, true, false, false, "say who you are"},
        {true, {6, 0, 4}, false, false, false, "once"},
        {false, {0, 0, 0}, false, false, false, "kiosk-sync is started anew"},
        {true, {0, 0, 0}, false, false, false, "and knows of nothing"},
        {true, {6, 0, 4}, false, false, false, "then it is told again"},
        {true, {6, 0, 7}, false, false, true, "start anew"},
        {true, {6, 8, 7}, false, true, false, "your picture"},
        {true, {9, 10, 11}, true, true, true, "all"},
    };
    struct staff_done done = {false, {0, 0, 0}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct sync_report report = {.there = rows[i].there, .asked = rows[i].asked};
        struct staff_wish wish = staff_take(&done, &report);
        if (wish.identify != rows[i].identify || wish.picture != rows[i].picture ||
            wish.restart != rows[i].restart)
            fail_msg("%s", rows[i].why);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_wish_is_taken_once)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
