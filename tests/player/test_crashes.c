/* Starts in a row that were not survived, kept in the runtime folder. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <unistd.h>

#include "player/crashes.h"
#include "store/disk.h"

static const struct generation_id one = {1, 1}, two = {1, 2};

static int make_folder(void **state) {
    static char folder[] = "/tmp/kiosk-crashes-XXXXXX";
    *state = mkdtemp(folder);
    return *state ? 0 : -1;
}

static int remove_folder(void **state) {
    crashes_clear(*state);
    return rmdir(*state);
}

static void starts_are_counted_for_one_generation(void **state) {
    assert_int_equal(crashes_begin(*state, one), 0);
    assert_int_equal(crashes_begin(*state, one), 1);
    assert_int_equal(crashes_begin(*state, one), 2);
    assert_int_equal(crashes_begin(*state, two), 0); /* another one starts with a clean sheet */
    assert_int_equal(crashes_begin(*state, two), 1);
    crashes_clear(*state);
}

static void a_start_without_a_display_is_taken_back(void **state) {
    assert_int_equal(crashes_begin(*state, one), 0);
    assert_int_equal(crashes_begin(*state, one), 1);
    crashes_take_back(*state, one, 1);
    assert_int_equal(crashes_begin(*state, one), 1);
    crashes_clear(*state);
}

static void surviving_clears(void **state) {
    assert_int_equal(crashes_begin(*state, one), 0);
    crashes_clear(*state);
    assert_int_equal(crashes_begin(*state, one), 0);
}

static void a_broken_file_counts_nothing(void **state) {
    char *path = disk_path(*state, "starts");
    assert_true(disk_write(path, "1.1 x", 5, NULL));
    assert_int_equal(crashes_begin(*state, one), 0);
    free(path);
}

static void no_folder_no_counting(void **state) {
    (void)state;
    assert_int_equal(crashes_begin(NULL, one), 0);
    assert_int_equal(crashes_begin(NULL, one), 0);
    crashes_clear(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(starts_are_counted_for_one_generation),
        cmocka_unit_test(a_start_without_a_display_is_taken_back),
        cmocka_unit_test(surviving_clears),
        cmocka_unit_test(a_broken_file_counts_nothing),
        cmocka_unit_test(no_folder_no_counting),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
