/* kiosk/system/disk_folder.c: what is removed, and what is left alone. */
#include "system/disk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/compiler.h"

static char folder[64];

static int setup(void **state) {
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/kiosk-disk-XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static int teardown(void **state) {
    char command[100];
    (void)state;
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

static const char *at(const char *name) {
    static char path[200];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void touch(const char *name) {
    struct fail fail;
    if (!disk_write(at(name), "x", 1, &fail))
        fail_msg("%s", fail.text);
}

static void all_of_a_folder_is_removed(void **state) {
    struct fail fail;
    (void)state;
    touch("kept");
    touch("a/file");
    touch("a/b/c/file");
    assert_int_equal(symlink("../kept", at("a/link")), 0);
    assert_int_equal(mkfifo(at("a/b/pipe"), 0600), 0);
    assert_true(disk_remove(at("a"), &fail));
    assert_false(disk_exists(at("a")));
    assert_true(disk_exists(at("kept"))); /* not through the link */
    assert_true(disk_remove(at("a"), &fail));
    char deep[200] = "d";
    for (int i = 0; i < 30; i++)
        strcat(deep, "/d");
    strcat(deep, "/file");
    touch(deep);
    assert_false(disk_remove(at("d"), &fail)); /* nothing of ours is that deep */
    assert_non_null(strstr(fail.text, "cannot remove"));
}

static void only_what_nobody_will_finish_is_swept(void **state) {
    struct fail fail;
    char own[64], dead[64], other[64];
    (void)state;
    pid_t gone = fork();
    if (gone == 0)
        _exit(0);
    assert_int_equal(waitpid(gone, NULL, 0), gone);
    snprintf(own, sizeof own, "a.%ld.tmp", (long)getpid());
    snprintf(dead, sizeof dead, "a.%ld.tmp", (long)gone);
    snprintf(other, sizeof other, "b.%ld.tmp", (long)gone);
    const char *const bystanders[] = {"a", "a.tmp", "x.y.tmp", ".5.tmp.keep"};
    for (size_t i = 0; i < LENGTH(bystanders); i++)
        touch(bystanders[i]);
    touch(own);
    touch(dead);
    touch(other);
    assert_true(disk_sweep(folder, "a", DISK_SWEEP_DEAD, &fail));
    assert_true(disk_exists(at(own)) && disk_exists(at(other)));
    assert_false(disk_exists(at(dead)));
    assert_true(disk_sweep(folder, NULL, DISK_SWEEP_DEAD, &fail));
    assert_false(disk_exists(at(other)));
    assert_true(disk_exists(at(own)));
    assert_true(disk_sweep(folder, NULL, DISK_SWEEP_ALL, &fail));
    assert_false(disk_exists(at(own)));
    for (size_t i = 0; i < LENGTH(bystanders); i++)
        assert_true(disk_exists(at(bystanders[i])));
    assert_true(disk_sweep(at("nowhere"), NULL, DISK_SWEEP_ALL, &fail));
}

/* Whatever the umask, and whatever was left there. */
static void a_secret_is_its_owners_alone(void **state) {
    struct fail fail;
    struct stat info;
    char *bytes = NULL;
    size_t size;
    (void)state;
    mode_t before = umask(0);
    touch("secret");
    for (int again = 0; again < 2; again++) {
        assert_true(disk_write_private(at("secret"), "word", 4, geteuid(), &fail));
        assert_int_equal(stat(at("secret"), &info), 0);
        assert_int_equal(info.st_mode & 0777, 0400);
    }
    umask(before);
    assert_true(disk_read(at("secret"), 10, &bytes, &size, &fail));
    assert_string_equal(bytes, "word");
    free(bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_secret_is_its_owners_alone, setup, teardown),
        cmocka_unit_test_setup_teardown(all_of_a_folder_is_removed, setup, teardown),
        cmocka_unit_test_setup_teardown(only_what_nobody_will_finish_is_swept, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
