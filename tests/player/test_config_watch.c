/* Every change of the settings file is seen once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "player/config_watch.h"
#include "system/disk.h"

static void put(const char *path, const char *text) {
    assert_true(disk_write(path, text, strlen(text), NULL));
}

static void changes_are_seen_once(void **state) {
    (void)state;
    char folder[] = "/tmp/kiosk-watch-XXXXXX";
    assert_non_null(mkdtemp(folder));
    char *path = disk_path(folder, "screen.json");
    struct config_watch watch;
    config_watch_init(&watch, path);
    assert_false(config_watch_changed(&watch));
    put(path, "a");
    assert_true(config_watch_changed(&watch)); /* it has come */
    assert_false(config_watch_changed(&watch));
    put(path, "b"); /* as long as before, as an editor writes it: another file */
    assert_true(config_watch_changed(&watch));
    assert_false(config_watch_changed(&watch));
    assert_int_equal(chmod(path, 0400), 0); /* rights may have been the trouble */
    assert_true(config_watch_changed(&watch));
    assert_int_equal(unlink(path), 0);
    assert_true(config_watch_changed(&watch));
    assert_false(config_watch_changed(&watch));
    assert_true(disk_remove(folder, NULL));
    free(path);
}

static void without_a_file_nothing_changes(void **state) {
    (void)state;
    struct config_watch watch;
    config_watch_init(&watch, NULL);
    assert_false(config_watch_changed(&watch));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changes_are_seen_once),
        cmocka_unit_test(without_a_file_nothing_changes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
