/* What is left to kiosk-sign once it listens. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <seccomp.h>

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "desk/sign/confine.h"
#include "system/disk.h"

static char folder[] = "/tmp/confine-XXXXXX";

static int writes_its_book(void) {
    char path[60];
    struct fail fail;
    snprintf(path, sizeof path, "%s/signed", folder);
    return disk_write(path, "x", 1, &fail) ? 0 : 1;
}
static int by_value(const void *a, const void *b) {
    return *(const int *)a - *(const int *)b;
}
/* glibc's qsort asks how much memory there is when it sorts more than 1 KiB: a manifest of many files. */
static int sorts_much(void) {
    static int numbers[4000];
    for (int i = 0; i < (int)LENGTH(numbers); i++)
        numbers[i] = (i * 7919) % (int)LENGTH(numbers);
    qsort(numbers, LENGTH(numbers), sizeof *numbers, by_value);
    return numbers[0] <= numbers[1] ? 0 : 1;
}
static int opens_the_internet(void) {
    return socket(AF_INET, SOCK_STREAM, 0) < 0;
}
static int calls_somebody(void) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    return connect(1, (struct sockaddr *)&address, sizeof address);
}
static int runs_a_program(void) {
    char *const argv[] = {(char *)"true", NULL};
    return execv("/bin/true", argv);
}
static int makes_a_process(void) {
    return fork() < 0;
}
static int looks_into_another(void) {
    return (int)ptrace(PTRACE_ATTACH, getppid(), NULL, NULL);
}
static int ends_another(void) {
    return kill(getppid(), 0);
}

static const struct {
    const char *why;
    int (*attempt)(void);
    bool allowed;
} CASES[] = {
    {"its book", writes_its_book, true},
    {"many files in order", sorts_much, true},
    {"a socket of the network", opens_the_internet, false},
    {"a connection", calls_somebody, false},
    {"a program", runs_a_program, false},
    {"another process", makes_a_process, false},
    {"another's memory", looks_into_another, false},
    {"a signal to another", ends_another, false},
};

static void only_its_work_is_left(void **state) {
    (void)state;
    for (size_t i = 0; i < LENGTH(CASES); i++) {
        pid_t child = fork();
        if (child == 0) {
            struct fail fail;
            bool fenced;
            _exit(confine_memory(&fail) && confine(folder, &fenced, &fail) ? CASES[i].attempt() : 99);
        }
        int status = -1;
        assert_int_equal(waitpid(child, &status, 0), child);
        if (CASES[i].allowed ? !WIFEXITED(status) || WEXITSTATUS(status) != 0
                             : !WIFSIGNALED(status) || WTERMSIG(status) != SIGSYS)
            fail_msg("%s: ends with %#x", CASES[i].why, (unsigned)status);
    }
}

/* Of each row at least one must be known to the machine, since glibc makes one of them. */
static const struct {
    const char *why, *calls[4];
} NEEDED[] = {
    {"who comes", {"accept4"}},
    {"who it is", {"getsockopt"}},
    {"questions", {"recvfrom", "recv"}},
    {"answers", {"sendto", "send"}},
    {"waiting", {"poll", "ppoll", "ppoll_time64"}},
    {"the book's folder", {"openat", "open"}},
    {"the book's size", {"fstat", "fstat64", "newfstatat", "statx"}},
    {"the book", {"write"}},
    {"on the disk", {"fsync"}},
    {"in its place", {"rename", "renameat", "renameat2"}},
    {"the signal to end", {"read"}},
    {"wiping the key", {"munlock"}},
    {"and its pages", {"mprotect"}},
    {"the end", {"exit_group"}},
};
static const uint32_t MACHINES[] = {SCMP_ARCH_X86_64, SCMP_ARCH_AARCH64, SCMP_ARCH_ARM};
static const char *const OUTSIDE[] = {
    "socket", "connect", "bind",  "execve",           "clone", "clone3", "fork", "kill", "ptrace",
    "ioctl",  "prctl",   "mount", "process_vm_readv", "bpf",   "seccomp"};

static bool listed(const char *name) {
    size_t count;
    const char *const *calls = confine_calls(&count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(calls[i], name) == 0)
            return true;
    return false;
}

static void on_every_machine(void **state) {
    (void)state;
    size_t count;
    const char *const *calls = confine_calls(&count);
    for (size_t m = 0; m < LENGTH(MACHINES); m++) {
        for (size_t i = 0; i < count; i++)
            if (seccomp_syscall_resolve_name_arch(MACHINES[m], calls[i]) == __NR_SCMP_ERROR)
                fail_msg("libseccomp does not know \"%s\"", calls[i]);
        for (size_t i = 0; i < LENGTH(NEEDED); i++) {
            bool there = false;
            for (size_t k = 0; k < LENGTH(NEEDED[i].calls) && NEEDED[i].calls[k]; k++)
                there |= listed(NEEDED[i].calls[k]) &&
                         seccomp_syscall_resolve_name_arch(MACHINES[m], NEEDED[i].calls[k]) >= 0;
            if (!there)
                fail_msg("machine %zu: %s needs \"%s\"", m, NEEDED[i].why, NEEDED[i].calls[0]);
        }
    }
    for (size_t i = 0; i < LENGTH(OUTSIDE); i++)
        if (listed(OUTSIDE[i]))
            fail_msg("\"%s\" is allowed", OUTSIDE[i]);
}

static int make_folder(void **state) {
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}
static int remove_folder(void **state) {
    char command[80];
    (void)state;
    snprintf(command, sizeof command, "rm -r '%s'", folder);
    return system(command);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(only_its_work_is_left),
                                       cmocka_unit_test(on_every_machine)};
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
