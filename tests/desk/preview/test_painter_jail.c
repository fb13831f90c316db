/* What is left to the painter once it paints. */
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
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "desk/preview/painter_jail.h"
#include "system/disk.h"

static char folder[] = "/tmp/painter-jail-XXXXXX", there[60], made[60];

enum { KILLED = -1, OPEN = 0 };

static int opens(const char *path, int flags) {
    int fd = open(path, flags | O_CLOEXEC, 0600);
    return fd >= 0 ? OPEN : errno;
}
static int reads_a_content(void) {
    return opens(there, O_RDONLY);
}
static int lists_contents(void) {
    return opens(folder, O_RDONLY | O_DIRECTORY);
}
static int reads_a_font(void) {
    return opens("/usr/share/fonts", O_RDONLY | O_DIRECTORY);
}
static int reads_another_file(void) {
    return opens("/etc/passwd", O_RDONLY);
}
static int reads_itself(void) {
    return opens("/proc/self/environ", O_RDONLY);
}
static int lists_the_root(void) {
    return opens("/", O_RDONLY | O_DIRECTORY);
}
static int writes_over(void) {
    return opens(there, O_WRONLY);
}
static int empties(void) {
    return opens(there, O_WRONLY | O_TRUNC);
}
static int makes_a_file(void) {
    return opens(made, O_WRONLY | O_CREAT);
}
static int removes(void) {
    return unlink(there) == 0 ? OPEN : errno;
}
static int opens_the_internet(void) {
    return socket(AF_INET, SOCK_STREAM, 0) >= 0 ? OPEN : errno;
}
static int opens_a_unix_socket(void) {
    return socket(AF_UNIX, SOCK_STREAM, 0) >= 0 ? OPEN : errno;
}
static int calls_somebody(void) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    return connect(1, (struct sockaddr *)&address, sizeof address) == 0 ? OPEN : errno;
}
static int runs_a_program(void) {
    char *const argv[] = {(char *)"true", NULL};
    execv("/bin/true", argv);
    return errno;
}
static int makes_a_process(void) {
    return fork() >= 0 ? OPEN : errno;
}
static int looks_into_another(void) {
    return ptrace(PTRACE_ATTACH, getppid(), NULL, NULL) == 0 ? OPEN : errno;
}
static int ends_another(void) {
    return kill(getppid(), 0) == 0 ? OPEN : errno;
}
static int lets_memory_run(void) {
    return mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED ? OPEN
                                                                                                     : errno;
}
static int gives_itself_more(void) {
    struct rlimit more = {RLIM_INFINITY, RLIM_INFINITY};
    return setrlimit(RLIMIT_AS, &more) == 0 ? OPEN : errno;
}
static int survives_its_parent(void) {
    return syscall(SYS_prctl, 1 /* PR_SET_PDEATHSIG */, 0, 0, 0, 0) == 0 ? OPEN : errno;
}

static const struct {
    const char *what;
    int (*attempt)(void);
    int result;       /* KILLED, OPEN, or an error */
    bool needs_fence; /* elsewhere its user's rights decide */
} CASES[] = {
    {"a file of a content is read", reads_a_content, OPEN, false},
    {"contents are listed", lists_contents, OPEN, false},
    {"fonts are read", reads_a_font, OPEN, false},
    {"no other file is read", reads_another_file, EACCES, true},
    {"nor /proc", reads_itself, EACCES, true},
    {"nothing else is listed", lists_the_root, EACCES, true},
    {"a content is not written over", writes_over, EACCES, true},
    {"nor emptied", empties, EACCES, true},
    {"no file is made", makes_a_file, EACCES, true},
    {"none is removed", removes, KILLED, false},
    {"no network", opens_the_internet, KILLED, false},
    {"no other sockets", opens_a_unix_socket, KILLED, false},
    {"no connection", calls_somebody, KILLED, false},
    {"no program", runs_a_program, KILLED, false},
    {"no process", makes_a_process, KILLED, false},
    {"nobody else's memory", looks_into_another, KILLED, false},
    {"no signal to others", ends_another, KILLED, false},
    {"no code is made", lets_memory_run, KILLED, false},
    {"limits stay", gives_itself_more, KILLED, false},
    {"it does not outlive its parent", survives_its_parent, KILLED, false},
};

static void only_its_work_is_left(void **state) {
    const struct painter_reads reads = {folder, NULL, folder};
    pid_t parent = getpid();
    (void)state;
    for (size_t i = 0; i < LENGTH(CASES); i++) {
        pid_t child = fork();
        if (child == 0) {
            struct fail fail;
            bool fenced;
            if (!painter_warm(&fail) || !painter_jail_enter(&reads, parent, &fenced, &fail))
                _exit(254);
            _exit(CASES[i].needs_fence && !fenced ? CASES[i].result : CASES[i].attempt());
        }
        int status = -1;
        assert_int_equal(waitpid(child, &status, 0), child);
        int result = WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status) == SIGSYS ? KILLED : 253;
        if (result != CASES[i].result)
            fail_msg("%s: ends with %d", CASES[i].what, result);
    }
    assert_int_equal(opens(there, O_RDONLY), OPEN); /* and all of it is possible out here */
    assert_int_equal(opens("/etc/passwd", O_RDONLY), OPEN);
    assert_int_equal(makes_a_file(), OPEN);
}

static void whose_parent_has_gone_paints_nothing(void **state) {
    (void)state;
    pid_t child = fork();
    if (child == 0) {
        const struct painter_reads reads = {folder, NULL, folder};
        struct fail fail;
        bool fenced;
        _exit(painter_jail_enter(&reads, getpid(), &fenced, &fail) ? 1 : 0); /* that is not its parent */
    }
    int status = -1;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

/* Of each row at least one must be known to the machine, since glibc makes one of them. */
static const struct {
    const char *why, *calls[4];
} NEEDED[] = {
    {"questions", {"recvfrom", "recv"}},
    {"answers", {"sendto", "send"}},
    {"waiting", {"poll", "ppoll", "ppoll_time64"}},
    {"opening", {"openat", "open"}},
    {"opening beneath", {"openat2"}},
    {"a file's size", {"fstat", "fstat64", "newfstatat", "statx"}},
    {"is it there", {"access", "faccessat", "faccessat2"}},
    {"reading", {"read"}},
    {"fonts' tables", {"lseek", "_llseek"}},
    {"memory", {"mmap", "mmap2"}},
    {"the clock", {"clock_gettime", "clock_gettime64"}},
    {"the end", {"exit_group"}},
};
static const uint32_t MACHINES[] = {SCMP_ARCH_X86_64, SCMP_ARCH_AARCH64, SCMP_ARCH_ARM};
static const char *const OUTSIDE[] = {
    "socket", "connect",   "bind",    "accept4",   "execve",    "clone",   "clone3",  "fork",
    "kill",   "ptrace",    "ioctl",   "prctl",     "mount",     "bpf",     "unlink",  "rename",
    "mkdir",  "ftruncate", "seccomp", "setrlimit", "prlimit64", "sendmsg", "recvmsg", "io_uring_setup"};

static bool listed(const char *name) {
    size_t count;
    const char *const *calls = painter_jail_calls(&count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(calls[i], name) == 0)
            return true;
    return false;
}

static void on_every_machine(void **state) {
    (void)state;
    size_t count;
    const char *const *calls = painter_jail_calls(&count);
    for (size_t m = 0; m < LENGTH(MACHINES); m++) {
        for (size_t i = 0; i < count; i++)
            if (seccomp_syscall_resolve_name_arch(MACHINES[m], calls[i]) == __NR_SCMP_ERROR)
                fail_msg("libseccomp does not know \"%s\"", calls[i]);
        for (size_t i = 0; i < LENGTH(NEEDED); i++) {
            bool known = false;
            for (size_t k = 0; k < LENGTH(NEEDED[i].calls) && NEEDED[i].calls[k]; k++)
                known |= listed(NEEDED[i].calls[k]) &&
                         seccomp_syscall_resolve_name_arch(MACHINES[m], NEEDED[i].calls[k]) >= 0;
            if (!known)
                fail_msg("machine %zu: %s needs \"%s\"", m, NEEDED[i].why, NEEDED[i].calls[0]);
        }
    }
    for (size_t i = 0; i < LENGTH(OUTSIDE); i++)
        if (listed(OUTSIDE[i]))
            fail_msg("\"%s\" is allowed", OUTSIDE[i]);
}

static int make_folder(void **state) {
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    snprintf(there, sizeof there, "%s/there", folder);
    snprintf(made, sizeof made, "%s/made", folder);
    return disk_write(there, "x", 1, NULL) ? 0 : -1;
}
static int remove_folder(void **state) {
    (void)state;
    return disk_remove(folder, NULL) ? 0 : -1;
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(only_its_work_is_left),
                                       cmocka_unit_test(whose_parent_has_gone_paints_nothing),
                                       cmocka_unit_test(on_every_machine)};
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
