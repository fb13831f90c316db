#include "intake/jail.h"

#include <errno.h>
#include <seccomp.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define KIOSK_ASAN 1
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#define KIOSK_ASAN 1
#endif

enum { CPU_SECONDS = 5, OUTPUT_FILE_MAX = 192 << 20 };

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

static bool limit_all(int memory_mib) {
    struct stat out, log; /* pipes need no allowance, redirection to a file does */
    bool to_file = (fstat(STDOUT_FILENO, &out) == 0 && S_ISREG(out.st_mode)) ||
                   (fstat(STDERR_FILENO, &log) == 0 && S_ISREG(log.st_mode));
#ifdef KIOSK_ASAN
    (void)memory_mib;
#else
    rlim_t mapped = mapped_now();
    if (mapped == 0 || !limit(RLIMIT_AS, mapped + ((rlim_t)memory_mib << 20)))
        return false;
#endif
    return limit(RLIMIT_CPU, CPU_SECONDS) && limit(RLIMIT_FSIZE, to_file ? OUTPUT_FILE_MAX : 0) &&
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

bool jail_enter(int memory_mib, struct fail *fail) {
    if (!limit_all(memory_mib))
        return fail_set(fail, "cannot limit the jail: %s", strerror(errno));
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
        return fail_set(fail, "cannot give up privileges: %s", strerror(errno));
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    if (!filter)
        return fail_set(fail, "cannot make the system call filter");
    int failed = 0;
    for (size_t i = 0; i < LENGTH(allowed) && !failed; i++) {
        int number = seccomp_syscall_resolve_name(allowed[i]);
        if (number >= 0 || number < -1) /* -1: not known to libseccomp; below: of another machine */
            failed = seccomp_rule_add(filter, SCMP_ACT_ALLOW, number, 0);
        if (number < -1)
            failed = 0;
    }
    /* abort() and the sanitizers raise signals, in this process only */
    if (!failed)
        failed = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
                                  (struct scmp_arg_cmp){0, SCMP_CMP_EQ, (scmp_datum_t)getpid(), 0});
    if (!failed)
        failed = seccomp_load(filter);
    seccomp_release(filter);
    if (failed)
        return fail_set(fail, "cannot enter the jail: %s", strerror(-failed));
    return true;
}

const char *const *jail_calls(size_t *count) {
    *count = LENGTH(allowed);
    return allowed;
}
