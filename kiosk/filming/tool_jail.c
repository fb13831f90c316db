#include "filming/tool_jail.h"

#include <errno.h>
#include <linux/sched.h>
#include <seccomp.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "jail/fence.h"
#include "jail/limits.h"

enum { FILES_MAX = 64 };

/* Where the libraries are, and the loader, which is a program itself. */
static const struct fence_place always[] = {
    {"/usr/lib", FENCE_READ, true},
    {"/lib", FENCE_READ, true},
    {"/lib64", FENCE_READ, true},
    {"/etc/ld.so.cache", FENCE_READ, true},
    {"/lib64/ld-linux-x86-64.so.2", FENCE_RUN, true},
    {"/lib/ld-linux-aarch64.so.1", FENCE_RUN, true},
    {"/lib/ld-linux-armhf.so.3", FENCE_RUN, true},
    {"/dev/null", FENCE_DEVICE, true},
};

static bool limit_all(const struct tool_jail *jail) {
    return limits_set(RLIMIT_CORE, 0) && limits_set(RLIMIT_NOFILE, FILES_MAX) &&
           limits_set(RLIMIT_CPU, jail->cpu_s) && limits_set(RLIMIT_FSIZE, jail->file_bytes) &&
           (!jail->memory || limits_set(RLIMIT_AS, jail->memory));
}

static bool close_files(const struct tool_jail *jail, struct fail *fail) {
    struct fence_place places[LENGTH(always) + 3] = {
        {jail->program, FENCE_RUN, false},
        {jail->folder, FENCE_KEEP, false},
        {jail->reads ? jail->reads : jail->folder, jail->reads ? FENCE_READ : FENCE_KEEP, false},
    };
    memcpy(places + 3, always, sizeof always);
    return fence_enter(places, LENGTH(places), fail) != FENCE_REFUSED;
}

/* A row for each purpose; some are another machine's names for the same. */
static const char *const allowed[] = {
    /* the file, the folder, the libraries, what it says */
    "read", "readv", "pread64", "write", "writev", "pwrite64", "lseek", "_llseek", "open", "openat", "close",
    "dup", "dup2", "dup3", "fcntl", "fcntl64", "fstat", "fstat64", "newfstatat", "fstatat64", "stat",
    "stat64", "lstat", "lstat64", "statx", "statfs", "statfs64", "access", "faccessat", "faccessat2",
    "readlink", "readlinkat", "getdents", "getdents64", "getcwd", "unlink", "unlinkat", "rename", "renameat",
    "renameat2", "ftruncate", "ftruncate64", "fadvise64", "fadvise64_64", "arm_fadvise64_64", "poll", "ppoll",
    "ppoll_time64", "select", "_newselect", "pselect6", "pselect6_time64",
    /* memory */
    "munmap", "mremap", "madvise", "brk", "mlock", "futex", "futex_time64", "sysinfo", "get_mempolicy",
    "set_mempolicy",
    /* threads: clone stands apart */
    "set_robust_list", "rseq", "set_tid_address", "arch_prctl", "set_tls", "sched_getaffinity", "sched_yield",
    "gettid", "membarrier",
    /* time, chance, who it is, ends */
    "clock_gettime", "clock_gettime64", "clock_getres", "clock_getres_time64", "clock_nanosleep",
    "clock_nanosleep_time64", "nanosleep", "gettimeofday", "time", "times", "getrusage", "getrandom",
    "getpid", "getppid", "getuid", "geteuid", "getgid", "getegid", "getuid32", "geteuid32", "getgid32",
    "getegid32", "uname", "getrlimit", "ugetrlimit", "rt_sigaction", "rt_sigprocmask", "rt_sigreturn",
    "sigreturn", "sigaltstack", "restart_syscall", "execve", "exit", "exit_group"};

static bool allow(scmp_filter_ctx filter, const char *name, unsigned count, struct scmp_arg_cmp first,
                  struct scmp_arg_cmp second) {
    const struct scmp_arg_cmp arguments[] = {first, second};
    int number = seccomp_syscall_resolve_name(name);
    return number < 0 || seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, number, count, arguments) == 0;
}

/* Threads, but no processes; code from files, but none that was written into memory; its own signals, name
 * and limits. */
static bool allow_in_part(scmp_filter_ctx filter) {
    const struct scmp_arg_cmp none = {0}, thread = {0, SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD},
                              data = {2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0},
                              code = {2, SCMP_CMP_MASKED_EQ, PROT_EXEC, PROT_EXEC},
                              of_file = {3, SCMP_CMP_MASKED_EQ, MAP_ANONYMOUS, 0},
                              itself = {0, SCMP_CMP_EQ, (scmp_datum_t)getpid(), 0},
                              own = {0, SCMP_CMP_EQ, 0, 0}, name = {0, SCMP_CMP_EQ, PR_SET_NAME, 0};
    static const char *const maps[] = {"mmap", "mmap2"};
    for (size_t i = 0; i < LENGTH(maps); i++)
        if (!allow(filter, maps[i], 1, data, none) || !allow(filter, maps[i], 2, code, of_file))
            return false;
    /* glibc goes on with clone, whose flags can be looked at */
    int newer = seccomp_syscall_resolve_name("clone3");
    return allow(filter, "mprotect", 1, data, none) && allow(filter, "clone", 1, thread, none) &&
           allow(filter, "tgkill", 1, itself, none) && allow(filter, "prlimit64", 1, own, none) &&
           allow(filter, "prctl", 1, name, none) &&
           (newer < 0 || seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), newer, 0) == 0);
}

static bool filter_calls(void) {
    const struct scmp_arg_cmp none = {0};
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    bool done = filter != NULL;
    for (size_t i = 0; done && i < LENGTH(allowed); i++)
        done = allow(filter, allowed[i], 0, none, none);
    done = done && allow_in_part(filter) && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return done;
}

bool tool_jail_enter(const struct tool_jail *jail, struct fail *fail) {
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || !limit_all(jail))
        return fail_set(fail, "cannot make the jail: %s", strerror(errno));
    return close_files(jail, fail) &&
           (filter_calls() || fail_set(fail, "cannot make the jail: the system call seccomp is refused"));
}
