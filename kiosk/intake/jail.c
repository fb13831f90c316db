#include "intake/jail.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "jail/filter.h"

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

/* Memory, the clock, the streams that are open, and the ways to end. */
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

bool jail_enter(int memory_mib, int cpu_seconds, struct fail *fail) {
    if (!limit_all(memory_mib, cpu_seconds))
        return fail_set(fail, "cannot make the jail: setrlimit is refused or /proc is missing (%s)",
                        strerror(errno));
    return filter_enter(allowed, LENGTH(allowed), fail);
}

const char *const *jail_calls(size_t *count) {
    *count = LENGTH(allowed);
    return allowed;
}
