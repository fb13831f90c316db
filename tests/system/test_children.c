/* Children that were told to end: reaped when they have, none is forgotten, too many are waited for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "system/children.h"

static pid_t start(void) {
    pid_t pid = fork();
    if (pid == 0) {
        pause();
        _exit(0);
    }
    assert_true(pid > 0);
    return pid;
}

static int left(const struct children *children) {
    int count = 0;
    for (int i = 0; i < CHILDREN_MAX; i++)
        count += children->ending[i] != 0;
    return count;
}

static void are_reaped_when_they_have_ended(void **state) {
    (void)state;
    struct children children = {0};
    pid_t pid = start();
    children_bury(&children, pid);
    children_reap(&children); /* it lives: nobody waits for it */
    assert_int_equal(left(&children), 1);
    kill(pid, SIGKILL);
    siginfo_t info;
    assert_int_equal(waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT), 0);
    children_reap(&children);
    assert_int_equal(left(&children), 0);
    assert_int_equal(waitpid(pid, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
}

static void one_too_many_is_waited_for(void **state) {
    (void)state;
    struct children children = {0};
    for (int i = 0; i <= CHILDREN_MAX; i++) {
        pid_t pid = start();
        kill(pid, SIGKILL);
        children_bury(&children, pid);
    }
    assert_int_equal(left(&children), CHILDREN_MAX);
    children_finish(&children);
    assert_int_equal(left(&children), 0);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(are_reaped_when_they_have_ended),
        cmocka_unit_test(one_too_many_is_waited_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
