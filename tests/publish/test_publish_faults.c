/* Publishing stopped at each of its steps on disk: killed there, or refused for want of room. The tree
 * verifies before and after, and the next publication mends it by itself. */
#include "publish/fixture.h"

#include <errno.h>
#include <sys/syscall.h>
#include <sys/wait.h>

enum fault { FAULT_NONE, FAULT_FULL, FAULT_KILL };
enum { KILLED = 77 };

static enum fault fault;
static int steps, fault_at; /* counted from 1 */

static bool faulty(void) {
    bool now = fault != FAULT_NONE && ++steps >= fault_at; /* a full disk stays full */
    if (now && fault == FAULT_KILL)
        _exit(KILLED);
    if (now)
        errno = ENOSPC;
    return now;
}

/* These stand before libc's in this program. */
int rename(const char *from, const char *to) {
    return faulty() ? -1 : (int)syscall(SYS_renameat2, -100, from, -100, to, 0);
}
int fsync(int fd) {
    return faulty() ? -1 : (int)syscall(SYS_fsync, fd);
}
ssize_t write(int fd, const void *bytes, size_t size) {
    if (!faulty())
        return syscall(SYS_write, fd, bytes, size);
    return size > 1 && steps == fault_at ? syscall(SYS_write, fd, bytes, size / 2) : -1;
}

/* Publishes in a process of its own; false when that was stopped. */
static bool attempt(struct bench *bench) {
    fflush(NULL);
    pid_t child = fork();
    if (child == 0)
        _exit(bench_publish(bench) ? 0 : 1);
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status) == 0;
}

static size_t leftovers(const struct bench *bench) {
    char command[200], count[20] = "";
    snprintf(command, sizeof command, "find %s -name '*.tmp' | wc -l", bench->tree);
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    assert_non_null(fgets(count, sizeof count, pipe));
    pclose(pipe);
    return (size_t)atol(count);
}

static void stop_everywhere(enum fault kind) {
    bool interrupted = true;
    int step = 0, between = 0;
    for (; interrupted && step < 200; step++) {
        struct bench bench;
        struct verify_result seen;
        bench_init(&bench);
        fault = FAULT_NONE;
        assert_true(bench_publish(&bench));
        bench.site.slides = SLIDE_ONE "," SLIDE_TWO;
        fault = kind;
        fault_at = step + 1;
        steps = 0;
        interrupted = !attempt(&bench);
        fault = FAULT_NONE;
        bool whole = bench_verify(&bench, &seen);
        if (!whole) { /* only between the two files of the channel */
            assert_said(&bench, "publish again");
            between++;
        } else if (interrupted) {
            assert_in_range(seen.id.seq, 1, 2);
        }
        assert_true(bench_publish(&bench)); /* no --force */
        assert_true(bench_verify(&bench, &seen));
        assert_int_equal(seen.files, 3);
        assert_in_range(seen.id.seq, 2, 3);
        if (!whole)
            assert_int_equal(seen.id.seq, 3); /* 2 was signed and may have been seen */
        assert_int_equal(leftovers(&bench), 0);
        bench_finish(&bench);
    }
    assert_true(step > 12 && step < 200);
    assert_true(between >= 1);
}

static void a_kill_at_each_step(void **state) {
    (void)state;
    stop_everywhere(FAULT_KILL);
}

static void no_room_at_each_step(void **state) {
    (void)state;
    stop_everywhere(FAULT_FULL);
}

static void a_first_publication_that_was_stopped(void **state) {
    (void)state;
    struct bench bench;
    struct verify_result seen;
    char path[120];
    bench_init(&bench);
    fault = FAULT_NONE;
    assert_true(bench_publish(&bench));
    snprintf(path, sizeof path, "%s/c/main/manifest", bench.tree);
    assert_int_equal(unlink(path), 0);
    assert_false(bench_verify(&bench, &seen));
    assert_said(&bench, "publish again");
    assert_true(bench_publish(&bench));
    assert_version(&bench, 1, 2);
    bench_finish(&bench);
}

/* An object that rotted, or was deleted, comes back by publishing once more, changed or not. */
static void a_damaged_object_is_mended(void **state) {
    (void)state;
    struct bench bench;
    struct verify_result seen;
    char command[200];
    bench_init(&bench);
    fault = FAULT_NONE;
    assert_true(bench_publish(&bench));
    snprintf(command, sizeof command, "find %s/o -type f -exec sed -i '1s/^./~/' {} +", bench.tree);
    assert_int_equal(system(command), 0);
    assert_false(bench_verify(&bench, &seen));
    assert_int_equal(bench.report.errors, 2);
    assert_said(&bench, "not what its name says");
    assert_true(bench_publish(&bench));
    assert_true(bench.result.unchanged);
    assert_int_equal(bench.result.written, 2);
    assert_true(bench_verify(&bench, &seen));
    bench_finish(&bench);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_kill_at_each_step),
        cmocka_unit_test(no_room_at_each_step),
        cmocka_unit_test(a_first_publication_that_was_stopped),
        cmocka_unit_test(a_damaged_object_is_mended),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
