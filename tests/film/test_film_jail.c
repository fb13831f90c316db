/* The jail around libav: threads work in there, and whoever takes it over can do none of the rest. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/compiler.h"
#include "film/film_jail.h"
#include "jail/limits.h"

enum { MEMORY_MIB = 64, NO_JAIL = 9, OPEN = 8 };

static void *count(void *context) {
    free(malloc(1 << 16));
    ++*(int *)context;
    return NULL;
}

static void run_threads(void) {
    pthread_t threads[4];
    int counts[4] = {0};
    for (size_t i = 0; i < LENGTH(threads); i++)
        if (pthread_create(&threads[i], NULL, count, &counts[i]) != 0)
            _exit(OPEN);
    prctl(PR_SET_NAME, "decoder");
    for (size_t i = 0; i < LENGTH(threads); i++)
        if (pthread_join(threads[i], NULL) != 0 || counts[i] != 1)
            _exit(OPEN);
}
static void map_memory(void) {
    void *memory = mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED || munmap(memory, 1 << 20) != 0)
        _exit(OPEN);
}

static int fds[2]; /* a socket that the jailed one has */

static void talk_to_the_player(void) {
    char byte = 1;
    if (send(fds[0], &byte, 1, MSG_NOSIGNAL) != 1 || recv(fds[1], &byte, 1, 0) != 1)
        _exit(OPEN);
}

static void open_file(void) {
    (void)!open("/etc/hostname", O_RDONLY | O_CLOEXEC);
}
static void make_file(void) {
    (void)!open("/tmp/kiosk-film-new", O_RDWR | O_CREAT | O_CLOEXEC, 0600);
}
static void remove_file(void) {
    (void)!unlink("/nowhere");
}
static void look_at_file(void) {
    (void)!access("/etc/passwd", R_OK);
}
static void open_inet(void) {
    (void)!socket(AF_INET, SOCK_STREAM, 0);
}
static void open_unix(void) {
    (void)!socket(AF_UNIX, SOCK_STREAM, 0);
}
static void send_descriptors(void) {
    struct msghdr message = {0};
    (void)!sendmsg(fds[0], &message, 0);
}
static void run_program(void) {
    char *const argv[] = {(char *)"true", NULL};
    execv("/bin/true", argv);
}
static void make_child(void) {
    (void)!fork();
}
static void make_child_in_our_memory(void) {
    if (vfork() == 0)
        _exit(0);
}
/* What glibc's fork and threads would use, were it there. */
static void make_thread_in_a_namespace(void) {
    (void)!syscall(SYS_clone, CLONE_VM | CLONE_THREAD | CLONE_SIGHAND | CLONE_NEWUSER, 0, 0, 0, 0);
}
static void leave_the_namespace(void) {
    (void)!unshare(CLONE_NEWUSER);
}
static void kill_parent(void) {
    kill(getppid(), 0);
}
static void kill_thread_of_parent(void) {
    syscall(SYS_tgkill, syscall(SYS_getppid), 1, 0);
}
static void trace(void) {
    ptrace(PTRACE_TRACEME, 0, NULL, NULL);
}
static void map_to_run(void) {
    (void)!mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}
static void protect_to_run(void) {
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    (void)!mprotect(page, 4096, PROT_READ | PROT_EXEC);
}
static void control_device(void) {
    int size;
    (void)!ioctl(2, TIOCGWINSZ, &size);
}
static void raise_limits(void) {
    struct rlimit limits = {1 << 30, 1 << 30};
    (void)!setrlimit(RLIMIT_FSIZE, &limits);
}
static void be_dumpable(void) {
    (void)!prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
}
static void copy_descriptor(void) {
    (void)!dup(2);
}
static void make_memory_file(void) {
    (void)!memfd_create("new", MFD_CLOEXEC);
}
static void become_another(void) {
    (void)!setuid(0);
}
static void load_into_the_kernel(void) {
    (void)!syscall(SYS_bpf, 0, NULL, 0);
}

/* How a process ends that does `what` in the jail. */
static int status_of(void (*what)(void)) {
    pid_t child = fork();
    if (child == 0) {
        struct fail fail;
        if (!film_jail_enter(MEMORY_MIB, &fail)) {
            fprintf(stderr, "%s\n", fail.text);
            _exit(NO_JAIL);
        }
        what();
        _exit(0);
    }
    int status = -1;
    assert_int_equal(waitpid(child, &status, 0), child);
    return status;
}

static void what_decoding_needs_works(void **state) {
    (void)state;
    void (*const fine[])(void) = {run_threads, map_memory, talk_to_the_player};
    assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, fds), 0);
    for (size_t i = 0; i < LENGTH(fine); i++) {
        int status = status_of(fine[i]);
        if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
            fail_msg("row %zu ends with %x", i, (unsigned)status);
    }
}

static void all_else_ends_it(void **state) {
    (void)state;
    static const struct {
        const char *name;
        void (*what)(void);
    } ROWS[] = {
        {"open a file", open_file},
        {"make a file", make_file},
        {"remove a file", remove_file},
        {"look at a file", look_at_file},
        {"the network", open_inet},
        {"a socket", open_unix},
        {"send descriptors", send_descriptors},
        {"run a program", run_program},
        {"a child", make_child},
        {"a child in our memory", make_child_in_our_memory},
        {"a thread in a namespace", make_thread_in_a_namespace},
        {"a namespace", leave_the_namespace},
        {"a signal to the player", kill_parent},
        {"a signal to the player's thread", kill_thread_of_parent},
        {"be traced", trace},
        {"map machine code", map_to_run},
        {"make memory machine code", protect_to_run},
        {"control a device", control_device},
        {"raise a limit", raise_limits},
        {"be dumpable", be_dumpable},
        {"copy a descriptor", copy_descriptor},
        {"a memory file", make_memory_file},
        {"become another user", become_another},
        {"load into the kernel", load_into_the_kernel},
    };
    for (size_t i = 0; i < LENGTH(ROWS); i++) {
        int status = status_of(ROWS[i].what);
        if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGSYS)
            fail_msg("%s: ends with %x", ROWS[i].name, (unsigned)status);
    }
}

/* Answered as by a kernel that has it not, so that the C library goes on with clone. */
static void clone3_is_not_there(void) {
    if (syscall(SYS_clone3, NULL, 0) != -1 || errno != ENOSYS)
        _exit(OPEN);
}

static void a_process_cannot_be_hidden_in_clone3(void **state) {
    (void)state;
    int status = status_of(clone3_is_not_there);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static void nothing_is_inherited(void **state) {
    (void)state;
    pid_t child = fork();
    if (child == 0) {
        if (dup2(2, 500) != 500 || dup2(2, 7) != 7)
            _exit(NO_JAIL);
        limits_close_from(8);
        _exit(fcntl(500, F_GETFD) < 0 && fcntl(7, F_GETFD) >= 0 ? 0 : 1);
    }
    int status = -1;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

/* Every name is one that libseccomp knows on each machine, or is another machine's. */
static void the_list_is_of_every_machine(void **state) {
    (void)state;
    static const uint32_t machines[] = {SCMP_ARCH_X86_64, SCMP_ARCH_AARCH64, SCMP_ARCH_ARM};
    static const char *const needed[][2] = {
        {"pread64", "pread64"}, {"lseek", "_llseek"}, {"recvfrom", "recv"},  {"sendto", "send"},
        {"mmap", "mmap2"},      {"futex", "futex"},   {"exit_group", "exit"}};
    size_t count_of;
    const char *const *calls = film_jail_calls(&count_of);
    for (size_t m = 0; m < LENGTH(machines); m++) {
        for (size_t i = 0; i < count_of; i++)
            if (seccomp_syscall_resolve_name_arch(machines[m], calls[i]) == __NR_SCMP_ERROR)
                fail_msg("libseccomp does not know \"%s\"", calls[i]);
        for (size_t i = 0; i < LENGTH(needed); i++)
            assert_true(seccomp_syscall_resolve_name_arch(machines[m], needed[i][0]) >= 0 ||
                        seccomp_syscall_resolve_name_arch(machines[m], needed[i][1]) >= 0);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_decoding_needs_works),
        cmocka_unit_test(all_else_ends_it),
        cmocka_unit_test(a_process_cannot_be_hidden_in_clone3),
        cmocka_unit_test(nothing_is_inherited),
        cmocka_unit_test(the_list_is_of_every_machine),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
