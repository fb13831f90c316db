/* kiosk/intake/main.c: 1 is the content's fault, 3 is this machine's; and nothing the caller had open is let
 * in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/compiler.h"

enum { INHERITED = 57, PATIENCE_MS = 60000 };

struct child {
    pid_t pid;
    int in, err, kept; /* kept: the reading end of a pipe whose writing end the child was born with */
};

/* kiosk-intake picture, after `first` was done to the process that becomes it. */
static struct child start(void (*first)(void)) {
    int in[2], err[2], kept[2];
    assert_int_equal(pipe2(in, O_CLOEXEC), 0);
    assert_int_equal(pipe2(err, O_CLOEXEC), 0);
    assert_int_equal(pipe2(kept, O_CLOEXEC), 0);
    pid_t pid = fork();
    if (pid == 0) {
        int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
        dup2(in[0], 0);
        dup2(nowhere, 1);
        dup2(err[1], 2);
        dup2(kept[1], INHERITED); /* as a library that forgot O_CLOEXEC would leave it */
        if (first)
            first();
        execl(BIN_DIR "/kiosk-intake", "kiosk-intake", "picture", "--fit", "4000x2000", (char *)NULL);
        _exit(99);
    }
    close(in[0]);
    close(err[1]);
    close(kept[1]);
    return (struct child){pid, in[1], err[0], kept[0]};
}

/* Its exit status, after `text` as its input; what it said in `words`. -signal when it was killed. */
static int end(struct child child, const char *text, char *words, size_t size) {
    size_t used = 0;
    ssize_t got;
    int status = 0;
    (void)!write(child.in, text, strlen(text)); /* it may have gone already */
    close(child.in);
    while (used + 1 < size && (got = read(child.err, words + used, size - 1 - used)) > 0)
        used += (size_t)got;
    words[used] = '\0';
    close(child.err);
    close(child.kept);
    assert_int_equal(waitpid(child.pid, &status, 0), child.pid);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

/* As systemd before 257 does with @system-service: EPERM to seccomp(2). */
static void without_seccomp(void) {
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    if (!filter || seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(seccomp), 0) != 0 ||
        seccomp_load(filter) != 0)
        _exit(98);
    seccomp_release(filter);
}

#ifndef SANITIZER_SHADOW /* which needs terabytes of addresses */
static void little_memory(void) {
    setrlimit(RLIMIT_DATA, &(struct rlimit){48 << 20, 48 << 20});
}
#endif

static const char small[] = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"2\" height=\"1\"><rect "
                            "width=\"1\" height=\"1\"/></svg>";

static void whose_fault_it_is(void **state) {
    (void)state;
    static const struct {
        const char *why;
        void (*first)(void);
        const char *text;
        int status;
        const char *words[2];
    } rows[] = {
        {"nothing wrong", NULL, small, 0, {NULL, NULL}},
        {"no picture", NULL, "Hello", 1, {"not a PNG", NULL}},
        {"nothing at all", NULL, "", 1, {"not a PNG", NULL}},
        {"a good picture where the jail cannot be made",
         without_seccomp,
         small,
         3,
         {"seccomp", "SystemCallFilter"}},
        {"a bad picture where the jail cannot be made", without_seccomp, "Hello", 3, {"jail", NULL}},
#ifndef SANITIZER_SHADOW
        {"a good picture and no memory", little_memory, small, 3, {"memory", NULL}},
#endif
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char words[1000];
        int status = end(start(rows[i].first), rows[i].text, words, sizeof words);
        if (status != rows[i].status)
            fail_msg("%s: %d, %s", rows[i].why, status, words);
        for (size_t w = 0; w < LENGTH(rows[i].words); w++)
            if (rows[i].words[w] && !strstr(words, rows[i].words[w]))
                fail_msg("%s: says \"%s\" and not %s", rows[i].why, words, rows[i].words[w]);
    }
}

static int open_files(pid_t pid) {
    char path[64];
    int count = 0;
    snprintf(path, sizeof path, "/proc/%d/fd", (int)pid);
    DIR *folder = opendir(path);
    for (struct dirent *entry; folder && (entry = readdir(folder));)
        count += entry->d_name[0] != '.';
    if (folder)
        closedir(folder);
    return count;
}

/* While it waits for its input. The end of the pipe it was born with tells that it was closed. */
static void only_three_streams_are_open_inside(void **state) {
    (void)state;
    char words[1000];
    struct child child = start(NULL);
    struct pollfd kept = {.fd = child.kept, .events = POLLIN};
    int ended = poll(&kept, 1, PATIENCE_MS), open = 0;
    for (int i = 0; i < PATIENCE_MS / 10 && (open = open_files(child.pid)) != 3; i++)
        poll(NULL, 0, 10); /* it still reads what the libraries need */
    assert_int_equal(end(child, small, words, sizeof words), 0);
    assert_int_equal(ended, 1);
    assert_int_equal(open, 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(whose_fault_it_is),
                                       cmocka_unit_test(only_three_streams_are_open_inside)};
    signal(SIGPIPE, SIG_IGN);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
