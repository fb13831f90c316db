/* Tests kiosk/sync/preflight.c: what the player would not play whole is not switched to. */
#include "sync/preflight.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "support/small_store.h"

static enum preflight look(struct small_store *small, struct fail *fail) {
    struct generation *generation = generation_open(small->store, (struct generation_id){1, 1}, fail);
    if (!generation)
        fail_msg("%s", fail->text);
    enum preflight result = preflight(small->store, generation->manifest, fail);
    generation_close(generation);
    return result;
}

static void a_whole_site_is_fit(void **state) {
    (void)state;
    struct small_store small;
    struct fail fail = {0};
    assert_true(small_store_make(&small, SMALL_STRIP));
    assert_int_equal(look(&small, &fail), PREFLIGHT_FIT);
    small_store_remove(&small);
}

static void a_playlist_that_cannot_be_read_is_bad(void **state) {
    (void)state;
    static const char *const strips[] = {"{", "[]", "no JSON at all", ""};
    for (size_t i = 0; i < LENGTH(strips); i++) {
        struct small_store small;
        struct fail fail = {0};
        assert_true(small_store_make(&small, strips[i]));
        assert_int_equal(look(&small, &fail), PREFLIGHT_BAD);
        assert_non_null(strstr(fail.text, "a playlist cannot be read (playlists/strip.json:1:"));
        small_store_remove(&small);
    }
}

static void a_page_damaged_on_the_disk_is_no_fault_of_the_content(void **state) {
    (void)state;
    struct small_store small;
    struct fail fail = {0};
    assert_true(small_store_make(&small, SMALL_STRIP));
    struct generation *generation = generation_open(small.store, (struct generation_id){1, 1}, &fail);
    assert_non_null(generation);
    char *path = generation_object(generation, "playlists/strip.json", &fail);
    assert_non_null(path);
    assert_int_equal(truncate(path, 3), 0);
    assert_int_equal(preflight(small.store, generation->manifest, &fail), PREFLIGHT_TROUBLE);
    assert_int_equal(access(path, F_OK), -1); /* to be fetched again */
    free(path);
    generation_close(generation);
    small_store_remove(&small);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_site_is_fit),
        cmocka_unit_test(a_playlist_that_cannot_be_read_is_bad),
        cmocka_unit_test(a_page_damaged_on_the_disk_is_no_fault_of_the_content),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
