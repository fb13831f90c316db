/* kioskctl device check: clock, services, keyboard, and how rows are printed. */
#include <jansson.h>

#include "support/device_tree.h"
#include "system/disk.h"

static void the_clock(void **state) {
    struct tree *tree = *state;
    tree->device.published_s = tree->device.now_s + 86400;
    tree_run(tree, device_check_clock);
    tree_expect(tree, DEVICE_MISSING, "before what is on this screen was published (2026-12-02 00:00 UTC)");
    tree->device.published_s = 0;
    tree_run(tree, device_check_clock);
    tree_expect(tree, DEVICE_UNSEEN, "time server");
    tree_put(tree, "/run/systemd/timesync/synchronized", "", 0644);
    tree_run(tree, device_check_clock);
    tree_expect(tree, DEVICE_OK, "set by a time server");
    tree->device.now_s = 1577836800;
    tree_run(tree, device_check_clock);
    tree_expect(tree, DEVICE_MISSING, "2020-01-01 00:00 UTC, which is long past");
    tree_expect(tree, DEVICE_MISSING, "timedatectl set-ntp true");
}

static void services_and_their_own_words(void **state) {
    struct tree *tree = *state;
    tree_run(tree, device_check_services);
    tree_expect(tree, DEVICE_NOTE, "systemd does not run here");
    tree_put(tree, "/run/systemd/system/x", "", 0644);
    tree_run(tree, device_check_services);
    tree_expect(tree, DEVICE_WARNING, "systemctl enable --now kiosk-sync");
    tree_link(tree, "/etc/systemd/system/multi-user.target.wants/kiosk-sync.service", "/lib/x");
    tree_put(tree, "/run/kiosk/status.json",
             "{\"rung\": \"built-in\", \"why\": \"no screen \\\"radhus\\\"\", \"driver\": \"KMSDRM\"}", 0644);
    tree_put(tree, "/run/kiosk-sync/sync.json",
             "{\"error\": \"a.example: name not found\", \"feeds\": [{\"id\": \"news\", \"failures\": 3, "
             "\"error\": \"answered 404\"}]}",
             0644);
    tree_run(tree, device_check_services);
    assert_false(tree_says(tree, DEVICE_WARNING, "systemctl enable --now kiosk-sync"));
    tree_expect(tree, DEVICE_WARNING, "the picture that is compiled in: no screen \"radhus\"");
    tree_expect(tree, DEVICE_WARNING, "kiosk-sync: a.example: name not found");
    tree_expect(tree, DEVICE_WARNING, "feed \"news\": answered 404");
    tree_put(tree, "/run/kiosk/status.json",
             "{\"rung\": \"current\", \"why\": \"\", \"driver\": \"offscreen\"}", 0644);
    tree_run(tree, device_check_services);
    tree_expect(tree, DEVICE_MISSING, "draws where nobody sees it (driver offscreen)");
}

static void ways_out_with_a_keyboard(void **state) {
    struct tree *tree = *state;
    tree_run(tree, device_check_console);
    tree_expect(tree, DEVICE_UNSEEN, "kernel.sysrq");
    tree_expect(tree, DEVICE_NOTE, "systemctl mask ctrl-alt-del.target");
    tree_expect(tree, DEVICE_NOTE, "Ctrl-Alt-F2 may lead to a login");
    assert_int_equal(
        device_count(&tree->device, DEVICE_WARNING) + device_count(&tree->device, DEVICE_MISSING), 0);
    tree_put(tree, "/proc/sys/kernel/sysrq", "438\n", 0644);
    tree_run(tree, device_check_console);
    tree_expect(tree, DEVICE_NOTE, "kernel.sysrq is 438");
    tree_put(tree, "/proc/sys/kernel/sysrq", "0\n", 0644);
    tree_link(tree, "/etc/systemd/system/ctrl-alt-del.target", "/dev/null");
    tree_put(tree, "/usr/lib/systemd/logind.conf.d/kiosk.conf", "[Login]\nNAutoVTs=01\n", 0644);
    tree_run(tree, device_check_console);
    tree_expect(tree, DEVICE_NOTE, "Ctrl-Alt-F2 may lead to a login");
    tree_put(tree, "/usr/lib/systemd/logind.conf.d/kiosk.conf", "[Login]\nNAutoVTs=0\n", 0644);
    tree_run(tree, device_check_console);
    assert_int_equal(device_count(&tree->device, DEVICE_OK), 3);
}

/* As the package and its generator leave a machine that is a screen. */
static void what_the_package_does_is_seen(void **state) {
    struct tree *tree = *state;
    tree_put(tree, "/proc/sys/kernel/sysrq", "0\n", 0644);
    tree_link(tree, "/run/systemd/generator/ctrl-alt-del.target", "/dev/null");
    char *shipped = NULL;
    size_t size = 0;
    assert_true(disk_read(SITE_DIR "/systemd/getty-kiosk.conf", 4096, &shipped, &size, NULL));
    tree_put(tree, "/usr/lib/systemd/system/getty@.service.d/50-kiosk.conf", shipped, 0644);
    free(shipped);
    tree_run(tree, device_check_console);
    tree_expect(tree, DEVICE_NOTE, "once screen.json is there");
    tree_put(tree, "/etc/kiosk/screen.json", "{}", 0644);
    tree_run(tree, device_check_console);
    assert_int_equal(device_count(&tree->device, DEVICE_OK), 3);
}

static void rows_stay_on_their_line(void **state) {
    struct tree *tree = *state;
    char *text = NULL;
    size_t size = 0;
    device_say(&tree->device, "a", DEVICE_OK, NULL, "fine");
    device_say(&tree->device, "b", DEVICE_MISSING, "mend it", "two\nlines");
    FILE *out = open_memstream(&text, &size);
    unsetenv("JOURNAL_STREAM");
    assert_non_null(out);
    device_print(&tree->device, true, out);
    fclose(out);
    assert_string_equal(text, "missing  b              two lines → mend it\n");
    free(text);
    setenv("JOURNAL_STREAM", "8:1", 1);
    assert_non_null(out = open_memstream(&text, &size));
    device_print(&tree->device, false, out);
    fclose(out);
    unsetenv("JOURNAL_STREAM");
    assert_string_equal(text,
                        "<6>ok       a              fine\n<3>missing  b              two lines → mend it\n");
    free(text);
    assert_non_null(out = open_memstream(&text, &size));
    assert_true(device_print_json(&tree->device, out));
    fclose(out);
    json_t *root = json_loads(text, 0, NULL), *row = json_array_get(json_object_get(root, "rows"), 1);
    assert_true(json_is_false(json_object_get(root, "ok")));
    assert_string_equal(json_string_value(json_object_get(row, "state")), "missing");
    assert_string_equal(json_string_value(json_object_get(row, "remedy")), "mend it");
    json_decref(root);
    free(text);
}

static void a_command_that_hangs_is_left(void **state) {
    (void)state;
    char said[8];
    const char *const hangs[] = {"sleep", "100", NULL}, *const fails[] = {"false", NULL};
    const char *const talks[] = {"echo", "a long answer", NULL}, *const nothing[] = {"no-such-program-here",
                                                                                     NULL};
    assert_false(device_run(hangs, 50, said, sizeof said));
    assert_false(device_run(fails, 60000, said, sizeof said));
    assert_false(device_run(nothing, 60000, said, sizeof said));
    assert_true(device_run(talks, 60000, said, sizeof said));
    assert_string_equal(said, "a long ");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_clock, tree_make, tree_finish),
        cmocka_unit_test_setup_teardown(services_and_their_own_words, tree_make, tree_finish),
        cmocka_unit_test_setup_teardown(ways_out_with_a_keyboard, tree_make, tree_finish),
        cmocka_unit_test_setup_teardown(what_the_package_does_is_seen, tree_make, tree_finish),
        cmocka_unit_test_setup_teardown(rows_stay_on_their_line, tree_make, tree_finish),
        cmocka_unit_test(a_command_that_hangs_is_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
