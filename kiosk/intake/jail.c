#include "intake/jail.h"

#include <errno.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define KIOSK_ASAN 1
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#define KIOSK_ASAN 1
#endif

enum { OUTPUT_FILE_MAX = 192 << 20, FIRST = 3, FEW = 1024 };

void jail_close_rest(void) {
    if (close_range(FIRST, ~0U, 0) == 0)
        return;
    for (int fd = FIRST; fd < FEW; fd++) /* a kernel before 5.9, or an emulator */
        close(fd);
}

static bool limit(int what, rlim_t most) {
    struct rlimit limits = {most, most};
    return setrlimit((__rlimit_resource_t)what, &limits) == 0;
}

#ifndef KIOSK_ASAN
static rlim_t mapped_now(void) {
    unsigned long pages = 0;
    FILE *file = fopen("/proc/self/statm", "re");
    if (!file)
        return 0;
    if (fscanf(file, "%lu", &pages) != 1)
        pages = 0;
    fclose(file);
    return (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE);
}
#endif

static bool limit_all(int memory_mib, int cpu_seconds) {
    struct stat out, log; /* pipes need no allowance, redirection to a file does */
    bool to_file = (fstat(STDOUT_FILENO, &out) == 0 && S_ISREG(out.st_mode)) ||
                   (fstat(STDERR_FILENO, &log) == 0 && S_ISREG(log.st_mode));
#ifdef KIOSK_ASAN
    (void)memory_mib;
#else
    rlim_t mapped = mapped_now();
    if (mapped == 0)
        errno = ENOENT;
    if (mapped == 0 || !limit(RLIMIT_AS, mapped + ((rlim_t)memory_mib << 20)))
        return false;
#endif
    return limit(RLIMIT_CPU, (rlim_t)cpu_seconds) && limit(RLIMIT_FSIZE, to_file ? OUTPUT_FILE_MAX : 0) &&
           limit(RLIMIT_NOFILE, 3) && limit(RLIMIT_NPROC, 0) && limit(RLIMIT_CORE, 0);
}

/* Memory, the clock, the streams that are open, and the ways to end. Names, so that the numbers and the
 * variants of each machine (mmap2, clock_gettime64 …) are libseccomp's business. */
static const char *const allowed[] = {
    "read",
    "write",
    "mmap",
    "mmap2",
    "munmap",
    "mremap",
    "mprotect",
    "madvise",
    "brk",
    "futex",
    "futex_time64",
    "clock_gettime",
    "clock_gettime64",
    "gettimeofday",
    "time",
    "getrandom",
    "rt_sigreturn",
    "sigreturn",
    "rt_sigprocmask",
    "sigaltstack",
    "sysinfo",
    "getpid",
    "gettid",
    "sched_yield",
    "restart_syscall",
    "exit",
    "exit_group",
};

/* libseccomp keeps the reason to itself, so the kernel is asked. In practice it is the filter of a service
 * around this one: systemd before 257 does not count `seccomp` to @system-service. */
static bool refused(struct fail *fail) {
    unsigned action = SECCOMP_RET_KILL_PROCESS;
    long answer = syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action);
    return fail_set(fail,
                    "cannot make the jail: the system call seccomp is refused (%s); in a systemd unit, add "
                    "\"SystemCallFilter=seccomp\", elsewhere allow it to this program",
                    answer != 0 ? strerror(errno) : "libseccomp");
}

/* Those that could make memory executable may not: nothing here writes machine code, and an intruder's would
 * have to be put somewhere. */
static bool makes_executable(const char *name) {
    return strcmp(name, "mmap") == 0 || strcmp(name, "mmap2") == 0 || strcmp(name, "mprotect") == 0;
}

static int allow(scmp_filter_ctx filter, const char *name, int number) {
    const struct scmp_arg_cmp not_executable = {2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0};
    return makes_executable(name) ? seccomp_rule_add(filter, SCMP_ACT_ALLOW, number, 1, not_executable)
                                  : seccomp_rule_add(filter, SCMP_ACT_ALLOW, number, 0);
}

static int allow_all(scmp_filter_ctx filter) {
    for (size_t i = 0; i < LENGTH(allowed); i++) {
        int number = seccomp_syscall_resolve_name(allowed[i]);
        if (number == -1) /* not known to libseccomp */
            continue;
        int failed = allow(filter, allowed[i], number);
        if (failed && number >= 0) /* below: of another machine */
            return failed;
    }
    /* abort() and the sanitizers raise signals, in this process only */
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
                            (struct scmp_arg_cmp){0, SCMP_CMP_EQ, (scmp_datum_t)getpid(), 0});
}

bool jail_enter(int memory_mib, int cpu_seconds, struct fail *fail) {
    if (!limit_all(memory_mib, cpu_seconds))
        return fail_set(fail, "cannot make the jail: setrlimit is refused or /proc is missing (%s)",
                        strerror(errno));
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
        return fail_set(fail, "cannot make the jail: prctl is refused (%s)", strerror(errno));
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    if (!filter)
        return refused(fail);
    int failed = allow_all(filter);
    bool entered = !failed && seccomp_load(filter) == 0;
    seccomp_release(filter);
    if (failed)
        return fail_set(fail, "cannot make the jail: %s", strerror(-failed));
    return entered || refused(fail);
}

const char *const *jail_calls(size_t *count) {
    *count = LENGTH(allowed);
    return allowed;
}
