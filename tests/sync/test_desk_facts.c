/* kiosk/sync/desk_facts.c: what the player and the machine say, and what is said when they say nothing. */
#include "sync/desk_facts.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "system/disk.h"

static char folder[] = "/tmp/kiosk-facts-XXXXXX", status[80], heat[80];

static int setup(void **state) {
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    snprintf(status, sizeof status, "%s/status.json", folder);
    snprintf(heat, sizeof heat, "%s/temp", folder);
    return 0;
}

static int teardown(void **state) {
    (void)state;
    return disk_remove(folder, NULL) ? 0 : -1;
}

static struct desk_facts read_at(int64_t now_s) {
    const struct desk_sources sources = {status, folder, heat};
    struct desk_facts facts;
    desk_facts_read(&sources, now_s, &facts);
    return facts;
}

static void put(const char *path, const char *text) {
    struct fail fail;
    assert_true(disk_write(path, text, strlen(text), &fail));
}

static void what_the_player_says_is_handed_on(void **state) {
    (void)state;
    put(heat, "48312\n");
    put(status,
        "{\"time\": 1000, \"generation\": \"1.7\", \"rung\": \"current\", \"damaged\": true, \"clock\": "
        "\"behind\", \"frame\": \"00ab\", \"panel\": [1280, 720], \"in_use\": true, \"picture\": 5, "
        "\"zones\": [{\"zone\": "
        "\"side\", \"slide\": \"news\"}, {\"zone\": \"main\", \"slide\": \"hello\"}], \"visit\": "
        "{\"touch_fault\": true, \"place\": \"secret\"}}");
    struct desk_facts facts = read_at(1060);
    assert_string_equal(facts.generation, "1.7");
    assert_string_equal(facts.rung, "current");
    assert_string_equal(facts.slide, "hello");
    assert_string_equal(facts.frame, "00ab");
    assert_string_equal(facts.panel, "1280x720");
    assert_true(facts.damaged && facts.clock_behind && facts.in_use && !facts.player_silent);
    assert_int_equal(facts.touch, DESK_TOUCH_FAULTY);
    assert_int_equal(facts.temperature, 483);
    assert_int_equal(facts.picture, 5);
    assert_true(facts.free_bytes > 0);
    const uint8_t boot[ENROL_BOOT] = {1};
    const struct desk_done none = {.count = 0};
    char *text = desk_write_status(&facts, boot, &none);
    assert_non_null(strstr(text, "\"temperature\":483"));
    assert_non_null(strstr(text, "\"flags\":[\"damaged\",\"clock-behind\",\"in-use\"]"));
    assert_null(strstr(text, "secret")); /* where in the guide somebody is, is nobody's business */
    free(text);
}

static void silence_is_said(void **state) {
    (void)state;
    static const char *const rows[] = {
        "{\"time\": 939, \"generation\": \"1.7\"}", /* a minute and a second ago */
        "{\"generation\": \"1.7\"}", "rubbish", "[]", ""};
    put(heat, "hot");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        put(status, rows[i]);
        struct desk_facts facts = read_at(1000);
        assert_true(facts.player_silent);
        assert_string_equal(facts.generation, "");
        assert_int_equal(facts.temperature, INT_MIN);
        assert_int_equal(facts.touch, DESK_TOUCH_UNKNOWN);
    }
    put(status, "{\"time\": 999, \"generation\": 5, \"zones\": {}, \"panel\": [0, \"x\"], \"visit\": [], "
                "\"picture\": \"x\"}");
    struct desk_facts facts = read_at(1000);
    assert_false(facts.player_silent);
    assert_string_equal(facts.slide, "");
    assert_string_equal(facts.panel, "");
    assert_int_equal(facts.picture, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_the_player_says_is_handed_on),
                                       cmocka_unit_test(silence_is_said)};
    return cmocka_run_group_tests(tests, setup, teardown);
}
