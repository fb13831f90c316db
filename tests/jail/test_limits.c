/* What a process may still use up, and which files it has. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "jail/limits.h"

enum { FIRST = 57, ROOM_MIB = 32 };

/* `what` in a process of its own, since limits stay: how it ended. */
static int alone(bool (*what)(void)) {
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        _exit(what() ? 0 : 1);
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static bool opens_nothing(void) {
    struct rlimit now;
    return limits_set(RLIMIT_NOFILE, 3) && open("/dev/null", O_RDONLY | O_CLOEXEC) < 0 && errno == EMFILE &&
           getrlimit(RLIMIT_NOFILE, &now) == 0 && now.rlim_cur == 3 && now.rlim_max == 3;
}

static void what_is_limited_is_refused(void **state) {
    (void)state;
    assert_int_equal(alone(opens_nothing), 0);
}

static bool nothing_is_known(void) {
    return !limits_set(-1, 0) && errno == EINVAL;
}

static void an_unknown_limit_is_said(void **state) {
    (void)state;
    assert_int_equal(alone(nothing_is_known), 0);
}

static bool maps(size_t mib) {
    return mmap(NULL, mib << 20, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
}

static bool has_room_for_little(void) {
    return limits_addresses_more(ROOM_MIB) && maps(ROOM_MIB / 2) && !maps(ROOM_MIB) && errno == ENOMEM;
}

static bool has_room_in_all(void) {
    return limits_addresses(ROOM_MIB << 20) && !maps(ROOM_MIB) && errno == ENOMEM;
}

static bool has_all_room(void) {
    return limits_addresses_more(ROOM_MIB) && limits_addresses(ROOM_MIB << 20) && maps(ROOM_MIB * 4);
}

static void addresses_are_counted(void **state) {
    (void)state;
#ifdef SANITIZER_SHADOW
    assert_int_equal(alone(has_all_room), 0);
    (void)has_room_for_little;
    (void)has_room_in_all;
#else
    assert_int_equal(alone(has_room_for_little), 0);
    assert_int_equal(alone(has_room_in_all), 0);
    (void)has_all_room;
#endif
}

static bool keeps_what_is_below(void) {
    for (int fd = FIRST - 1; fd <= FIRST + 1; fd++)
        if (dup2(STDERR_FILENO, fd) != fd)
            return false;
    limits_close_from(FIRST);
    return fcntl(FIRST - 1, F_GETFD) >= 0 && fcntl(STDERR_FILENO, F_GETFD) >= 0 &&
           fcntl(FIRST, F_GETFD) < 0 && errno == EBADF && fcntl(FIRST + 1, F_GETFD) < 0;
}

static void files_are_closed_from_one_on(void **state) {
    (void)state;
    assert_int_equal(alone(keeps_what_is_below), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_limited_is_refused),
        cmocka_unit_test(an_unknown_limit_is_said),
        cmocka_unit_test(addresses_are_counted),
        cmocka_unit_test(files_are_closed_from_one_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
