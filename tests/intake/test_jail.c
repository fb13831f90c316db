#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "intake/jail.h"

static void think(void) {
    void *memory = malloc(1 << 20);
    free(memory);
}
static void open_file(void) {
    (void)!open("/etc/hostname", O_RDONLY | O_CLOEXEC);
}
static void open_socket(void) {
    (void)!socket(AF_INET, SOCK_STREAM, 0);
}
static void run_program(void) {
    char *const argv[] = {(char *)"true", NULL};
    execv("/bin/true", argv);
}
static void make_child(void) {
    (void)!fork();
}
static void remove_file(void) {
    (void)!unlink("/nowhere");
}
static void kill_parent(void) {
    kill(getppid(), 0);
}

static void map(int protection) {
    void *page = mmap(NULL, 4096, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (page == MAP_FAILED)
        _exit(8);
}
static void map_to_write(void) {
    map(PROT_READ | PROT_WRITE);
}
static void map_to_run(void) {
    map(PROT_READ | PROT_EXEC);
}
static void map_to_write_and_run(void) {
    map(PROT_READ | PROT_WRITE | PROT_EXEC);
}
static void protect(int protection) {
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (page == MAP_FAILED || mprotect(page, 4096, protection) != 0)
        _exit(8);
}
static void protect_from_writes(void) {
    protect(PROT_READ);
}
static void protect_to_run(void) {
    protect(PROT_READ | PROT_EXEC);
}

/* How a process ends that does `what` in the jail. */
static int status_of(void (*what)(void)) {
    pid_t child = fork();
    if (child == 0) {
        struct fail fail;
        if (!jail_enter(64, 5, &fail))
            _exit(9);
        what();
        _exit(0);
    }
    int status = -1;
    assert_int_equal(waitpid(child, &status, 0), child);
    return status;
}

/* Whoever starts it, and whatever that one had open. */
static void nothing_is_inherited(void **state) {
    (void)state;
    pid_t child = fork();
    if (child == 0) {
        int open_ones = 0, pair[2];
        if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0 || dup2(pair[0], 500) != 500)
            _exit(9);
        jail_close_rest();
        for (int fd = 3; fd < 1024; fd++)
            open_ones += fcntl(fd, F_GETFD) >= 0;
        _exit(open_ones == 0 && fcntl(2, F_GETFD) >= 0 ? 0 : 1);
    }
    int status = -1;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static void test_allowed(void **state) {
    (void)state;
    void (*const fine[])(void) = {think, map_to_write, protect_from_writes};
    for (size_t i = 0; i < LENGTH(fine); i++) {
        int status = status_of(fine[i]);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
}

static void test_forbidden(void **state) {
    (void)state;
    void (*const forbidden[])(void) = {open_file,  open_socket,          run_program,
                                       make_child, remove_file,          kill_parent,
                                       map_to_run, map_to_write_and_run, protect_to_run};
    for (size_t i = 0; i < LENGTH(forbidden); i++) {
        int status = status_of(forbidden[i]);
        assert_true(WIFSIGNALED(status));
        assert_int_equal(WTERMSIG(status), SIGSYS);
    }
}

/* What is mapped when the jail closes cannot be changed any more: nothing of it may be written and run. */
static void test_nothing_is_writable_and_executable(void **state) {
    (void)state;
    char line[600], access[8];
    FILE *maps = fopen("/proc/self/maps", "r");
    assert_non_null(maps);
    while (fgets(line, sizeof line, maps))
        if (sscanf(line, "%*s %7s", access) == 1 && strchr(access, 'w') && strchr(access, 'x'))
            fail_msg("%s", line);
    fclose(maps);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(nothing_is_inherited), cmocka_unit_test(test_allowed),
                                       cmocka_unit_test(test_forbidden),
                                       cmocka_unit_test(test_nothing_is_writable_and_executable)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
