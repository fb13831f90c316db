#include "desk/sign/confine.h"

#include <errno.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "jail/fence.h"
#include "jail/filter.h"
#include "jail/limits.h"

/* A row for each purpose; some are another machine's names for the same. */
static const char *const allowed[] = {
    /* callers: no socket, no connect, no bind */
    "accept4", "getsockopt", "recvfrom", "recv", "sendto", "send", "close", "poll", "ppoll", "ppoll_time64",
    "read",
    /* the book, and the log */
    "openat", "open", "write", "fsync", "rename", "renameat", "renameat2", "unlink", "unlinkat", "mkdir",
    "mkdirat", "fstat", "fstat64", "newfstatat", "fstatat64", "stat", "stat64", "statx", "getpid",
    /* memory, and wiping the key at the end */
    "mmap", "mmap2", "munmap", "mremap", "mprotect", "madvise", "munlock", "brk", "futex", "futex_time64",
    "sysinfo", /* qsort asks it how much there is */
    /* time, chance, ends */
    "clock_gettime", "clock_gettime64", "gettimeofday", "time", "getrandom", "rt_sigreturn", "sigreturn",
    "rt_sigprocmask", "sigaltstack", "gettid", "sched_yield", "restart_syscall", "exit", "exit_group"};

bool confine_memory(struct fail *fail) {
    return (limits_set(RLIMIT_CORE, 0) && prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0) ||
           fail_set(fail, "cannot keep others from this program's memory: %s", strerror(errno));
}

bool confine(const char *folder, bool *fenced, struct fail *fail) {
    const struct fence_place book = {folder, FENCE_KEEP, false};
    enum fence fence = fence_enter(&book, 1, fail);
    if (fence == FENCE_REFUSED || !filter_enter(allowed, LENGTH(allowed), fail))
        return false;
    *fenced = fence == FENCE_UP;
    return true;
}

const char *const *confine_calls(size_t *count) {
    *count = LENGTH(allowed);
    return allowed;
}
