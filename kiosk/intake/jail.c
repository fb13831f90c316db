#include "intake/jail.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "jail/filter.h"
#include "jail/limits.h"

enum { OUTPUT_FILE_MAX = 192 << 20, FIRST = 3 };

void jail_close_rest(void) {
    limits_close_from(FIRST);
}

static bool limit_all(int memory_mib, int cpu_seconds) {
    struct stat out, log; /* pipes need no allowance, redirection to a file does */
    bool to_file = (fstat(STDOUT_FILENO, &out) == 0 && S_ISREG(out.st_mode)) ||
                   (fstat(STDERR_FILENO, &log) == 0 && S_ISREG(log.st_mode));
    return limits_addresses_more(memory_mib) && limits_set(RLIMIT_CPU, (uint64_t)cpu_seconds) &&
           limits_set(RLIMIT_FSIZE, to_file ? OUTPUT_FILE_MAX : 0) && limits_set(RLIMIT_NOFILE, 3) &&
           limits_set(RLIMIT_NPROC, 0) && limits_set(RLIMIT_CORE, 0);
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
