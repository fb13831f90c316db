/* kiosk/system/disk_stream.c */
#include "system/disk_stream.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <dirent.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "system/disk.h"

enum { LARGE = 300 << 20 };
static char folder[] = "/tmp/kiosk-stream-XXXXXX", from[80], to[80];

static int setup(void **state) {
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    snprintf(from, sizeof from, "%s/from", folder);
    snprintf(to, sizeof to, "%s/new/to", folder);
    return 0;
}

static int teardown(void **state) {
    (void)state;
    return disk_remove(folder, NULL) ? 0 : -1;
}

static int made(const char *bytes, size_t size) {
    struct fail fail;
    assert_true(disk_write(from, bytes, size, &fail));
    int fd = stream_open(from, &fail);
    assert_true(fd >= 0);
    return fd;
}

static void test_hash(void **state) {
    (void)state;
    struct hash hash;
    struct fail fail;
    uint64_t size = 0;
    int fd = made("abc", 3);
    assert_true(stream_hash(fd, "abc", 3, &hash, &size, &fail));
    assert_int_equal(size, 3);
    assert_string_equal(hash.hex, hash_bytes("abc", 3).hex);
    assert_false(stream_hash(fd, "abc", 2, &hash, &size, &fail));
    assert_non_null(strstr(fail.text, "abc: 3 bytes, more than the 2 allowed"));
    close(fd);
    assert_true(stream_right(from, hash.hex, 3, &fail));
    assert_false(stream_right(from, hash.hex, 4, &fail));
    assert_false(stream_right(from, hash_bytes("abd", 3).hex, 3, &fail));
    assert_false(stream_right(to, hash.hex, 3, &fail));
    assert_int_equal(stream_open(folder, &fail), -1);
    assert_non_null(strstr(fail.text, "not a regular file"));
    assert_int_equal(unlink(from), 0);
    assert_int_equal(symlink("/etc/passwd", from), 0);
    assert_int_equal(stream_open(from, &fail), -1);
    assert_int_equal(unlink(from), 0);
}

/* How many files are in the folder of `to`. */
static int files_there(void) {
    char path[80];
    int count = 0;
    snprintf(path, sizeof path, "%s/new", folder);
    DIR *list = opendir(path);
    for (struct dirent *entry; list && (entry = readdir(list));)
        count += entry->d_name[0] != '.';
    if (list)
        closedir(list);
    return count;
}

static void test_copy(void **state) {
    (void)state;
    struct fail fail;
    char *bytes;
    size_t size;
    int fd = made("abc", 3);
    assert_false(
        stream_copy(fd, to, hash_bytes("abd", 3).hex, 3, &fail)); /* it was changed after it was hashed */
    assert_non_null(strstr(fail.text, "was changed meanwhile"));
    assert_int_equal(files_there(), 0);
    assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
    assert_false(stream_copy(fd, to, hash_bytes("abc", 3).hex, 2, &fail)); /* it grew */
    assert_int_equal(files_there(), 0);
    assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
    assert_true(stream_copy(fd, to, hash_bytes("abc", 3).hex, 3, &fail));
    close(fd);
    assert_int_equal(files_there(), 1);
    assert_true(disk_read(to, 3, &bytes, &size, &fail));
    assert_string_equal(bytes, "abc");
    free(bytes);
    fd = made("", 0);
    assert_true(stream_copy(fd, to, hash_bytes("", 0).hex, 0, &fail)); /* in the place of what was there */
    close(fd);
    assert_true(disk_read(to, 0, &bytes, &size, &fail));
    free(bytes);
}

/* 300 MB of holes: nothing of it stays in memory. */
static void test_memory(void **state) {
    (void)state;
    struct hash hash;
    struct fail fail;
    uint64_t size = 0;
    struct rusage before, after;
    int fd = open(from, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    assert_int_equal(ftruncate(fd, LARGE), 0);
    getrusage(RUSAGE_SELF, &before);
    assert_true(stream_hash(fd, from, LARGE, &hash, &size, &fail));
    getrusage(RUSAGE_SELF, &after);
    assert_int_equal(size, LARGE);
    assert_in_range(after.ru_maxrss - before.ru_maxrss, 0, 8 << 10); /* KiB */
    close(fd);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_hash), cmocka_unit_test(test_copy),
                                       cmocka_unit_test(test_memory)};
    return cmocka_run_group_tests(tests, setup, teardown);
}
