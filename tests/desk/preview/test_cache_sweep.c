/* The cache of ready pictures keeps its size, and what was asked for last. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "desk/preview/cache_sweep.h"
#include "system/disk.h"

enum { FILES = 8, SIZE = 1000 };

static const struct {
    const char *why;
    uint64_t most;
    const char *left; /* of the files 0 (asked for first) to 7 */
} CASES[] = {
    {"there is room", 8000, "01234567"},    {"a byte too many: a quarter goes", 7999, "34567"},
    {"half is too much", 4000, "567"},      {"all is too much", 100, ""},
    {"no room for anything at all", 0, ""},
};

static void the_oldest_go(void **state) {
    (void)state;
    for (size_t i = 0; i < LENGTH(CASES); i++) {
        char folder[] = "/tmp/cache-sweep-XXXXXX", bytes[SIZE] = {0}, left[FILES + 1] = "";
        assert_non_null(mkdtemp(folder));
        for (int k = FILES - 1; k >= 0; k--) {
            char path[60];
            snprintf(path, sizeof path, "%s/%d", folder, k);
            const struct timespec asked[2] = {{1000, 5}, {1000 + k / 2, k}};
            assert_true(disk_write(path, bytes, sizeof bytes, NULL));
            assert_int_equal(utimensat(AT_FDCWD, path, asked, 0), 0);
        }
        char inner[60], link[60];
        snprintf(inner, sizeof inner, "%s/folder", folder);
        snprintf(link, sizeof link, "%s/link", folder);
        assert_true(mkdir(inner, 0700) == 0 && symlink("/etc/passwd", link) == 0);
        cache_sweep(folder, CASES[i].most);
        for (int k = 0; k < FILES; k++) {
            char path[60];
            snprintf(path, sizeof path, "%s/%d", folder, k);
            if (disk_exists(path))
                left[strlen(left)] = (char)('0' + k);
        }
        if (strcmp(left, CASES[i].left) != 0)
            fail_msg("%s: left are %s", CASES[i].why, left);
        assert_int_equal(access(inner, F_OK), 0); /* what is no file is left alone */
        assert_int_equal(access(link, F_OK), 0);
        assert_true(disk_remove(folder, NULL));
    }
    cache_sweep("/nowhere/at/all", 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_oldest_go)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
