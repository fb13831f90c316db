/* A slow card holds up each fsync: between two signs of life there are few, whatever is written. And what
 * cannot be read for its rights is as good as gone. */
#include "store/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "system/disk.h"

enum { HELD_UP_MAX = 4 }; /* a file, its folder, and two folders made for it */
static int held_up, held_up_most;
static bool counts;

/* In the place of the C library's. */
int fsync(int fd) {
    held_up += counts;
    if (held_up > held_up_most)
        held_up_most = held_up;
    return (int)syscall(SYS_fsync, fd);
}

static void alive(void *context) {
    (void)context;
    held_up = 0;
}

static struct hash object(struct store *store, const char *text) {
    struct fail fail;
    struct hash hash = hash_bytes(text, strlen(text));
    char *part = store_part_path(store, hash.hex);
    counts = false; /* as a download is, a bit at a time */
    assert_true(disk_write(part, text, strlen(text), &fail));
    free(part);
    counts = true;
    assert_true(store_adopt(store, hash.hex, strlen(text), &fail));
    return hash;
}

static void few_between_two_signs_of_life(void **state) {
    char folder[] = "/tmp/kiosk-alive-XXXXXX", command[100];
    struct fail fail;
    (void)state;
    assert_non_null(mkdtemp(folder));
    struct store *store = store_open(folder, true, &fail);
    assert_non_null(store);
    store_set_alive(store, alive, NULL);
    struct store_state now = {.current = {1, 1}, .ratchet = {1, 1}, .site = "a"};
    for (int i = 0; i < 5; i++) {
        char text[20];
        snprintf(text, sizeof text, "object %d", i);
        struct hash hash = object(store, text);
        assert_true(store_picture_write(store, hash.hex, 1, 1, "p", 1, &fail));
    }
    assert_true(store_generation_write(store, now.current, "m", 1, "s", 1, &fail));
    assert_true(store_state_write(store, &now, &fail));
    assert_true(store_state_write(store, &now, &fail));
    assert_true(store_feed_write(store, "news", "{}", 2, 1, &fail));
    if (held_up_most == 0 || held_up_most > HELD_UP_MAX)
        fail_msg("%d times the card may hold it up without a sign of life", held_up_most);
    store_close(store);
    snprintf(command, sizeof command, "rm -r %s", folder);
    assert_int_equal(system(command), 0);
}

/* As a user to whom rights mean something. */
static int as_nobody(const char *folder) {
    struct fail fail;
    if (getuid() == 0 && (chown(folder, 65534, 65534) != 0 || setuid(65534) != 0))
        return 10;
    struct store *store = store_open(folder, true, &fail);
    if (!store)
        return 11;
    struct hash hash = object(store, "secret");
    char *path = store_object_path(store, hash.hex), *bytes = NULL;
    int result = chmod(path, 0) != 0                                                           ? 12
                 : store_object_check(store, hash.hex, 6, &fail) != OBJECT_WRONG               ? 1
                 : store_object_read(store, hash.hex, 6, false, &bytes, &fail) != OBJECT_WRONG ? 2
                 : !store_object_drop(store, hash.hex, &fail)                                  ? 3
                 : disk_exists(path)                                                           ? 4
                                                                                               : 0;
    free(path);
    store_close(store);
    return result;
}

static void what_may_not_be_read_is_wrong(void **state) {
    char folder[] = "/tmp/kiosk-rights-XXXXXX", command[100];
    (void)state;
    assert_non_null(mkdtemp(folder));
    pid_t child = fork();
    if (child == 0)
        _exit(as_nobody(folder));
    int status = -1;
    assert_int_equal(waitpid(child, &status, 0), child);
    snprintf(command, sizeof command, "rm -r %s", folder);
    assert_int_equal(system(command), 0);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(few_between_two_signs_of_life),
                                       cmocka_unit_test(what_may_not_be_read_is_wrong)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
