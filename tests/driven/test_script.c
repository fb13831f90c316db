/* Written visits: what is understood, and where it says what is not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "driven/script.h"
#include "player/input.h"
#include "system/disk.h"

static char file[64] = "/tmp/kiosk-script-XXXXXX";

static int make(void **state) {
    (void)state;
    int fd = mkstemp(file);
    return fd < 0 ? -1 : close(fd);
}

static int clear(void **state) {
    (void)state;
    return unlink(file);
}

static struct script *read_text(const char *text, struct fail *fail) {
    assert_true(disk_write(file, text, strlen(text), NULL));
    return script_read(file, fail);
}

static void every_step_is_understood(void **state) {
    (void)state;
    struct fail fail;
    struct script *script =
        read_text("# a visit\ntouch 0.5 0.25\r\n\npress Ask a person\nhold 0 0 5200\ntype sprog\n"
                  "key next\nwait 300\nshot a b.png\nstorm 0.5 0 25\nend\ndown Back\nslide 1 0.5\nup\npass "
                  "90000\nawait warning\n",
                  &fail);
    assert_non_null(script);
    assert_int_equal(script->count, 14);
    assert_int_equal(script->steps[0].kind, STEP_TOUCH);
    assert_true(script->steps[0].x > 0.49 && script->steps[0].y < 0.26);
    assert_string_equal(script->steps[1].text, "Ask a person");
    assert_int_equal(script->steps[2].value, 5200);
    assert_string_equal(script->steps[3].text, "sprog");
    assert_int_equal(script->steps[4].value, KEYPAD_NEXT);
    assert_int_equal(script->steps[5].value, 300);
    assert_string_equal(script->steps[6].text, "a b.png");
    assert_int_equal(script->steps[8].line, 11);
    assert_int_equal(script->steps[7].value, 25);
    assert_string_equal(script->steps[9].text, "Back");
    assert_true(script->steps[10].kind == STEP_SLIDE && script->steps[10].x > 0.99);
    assert_int_equal(script->steps[11].kind, STEP_UP);
    assert_int_equal(script->steps[12].value, 90000);
    assert_string_equal(script->steps[13].text, "warning");
    script_destroy(script);
}

static void what_is_wrong_is_said_with_its_line(void **state) {
    (void)state;
    static const char *const wrong[] = {
        "jump",     "up 1",          "pass",         "pass -1",   "await",       "slide 0.5",
        "down",     "storm 0 0 101", "storm 0 0",    "touch 0.5", "touch 1.5 0", "touch a b",
        "hold 0 0", "hold 0 0 x",    "key sideways", "wait",      "wait -1",     "wait 9999999",
        "press",    "type",          "shot",         "end now"};
    for (size_t i = 0; i < LENGTH(wrong); i++) {
        char text[80];
        struct fail fail = {0};
        snprintf(text, sizeof text, "wait 1\n\n%s\n", wrong[i]);
        assert_null(read_text(text, &fail));
        assert_int_equal(fail.line, 3);
        assert_string_equal(fail.file, file);
    }
    struct fail fail = {0};
    assert_null(script_read("/nonexistent/visit", &fail));
    assert_string_not_equal(fail.text, "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_step_is_understood),
        cmocka_unit_test(what_is_wrong_is_said_with_its_line),
    };
    return cmocka_run_group_tests(tests, make, clear);
}
