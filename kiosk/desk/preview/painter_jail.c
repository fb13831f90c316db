#include "desk/preview/painter_jail.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "jail/fence.h"
#include "jail/filter.h"
#include "jail/limits.h"

enum { FILES_MAX = 64 };

/* A row for each purpose; some are another machine's names for the same. */
static const char *const allowed[] = {
    /* questions, answers, errands: on sockets that are open */
    "recvfrom", "recv", "sendto", "send", "poll", "ppoll", "ppoll_time64", "close",
    /* contents, feeds, ready pictures, fonts */
    "openat", "openat2", "open", "read", "pread64", "lseek", "_llseek", "dup", "fcntl", "fcntl64", "fstat",
    "fstat64", "newfstatat", "fstatat64", "stat", "stat64", "lstat", "lstat64", "statx", "access",
    "faccessat", "faccessat2", "readlink", "readlinkat", "getdents", "getdents64",
    /* last words */
    "write",
    /* memory */
    "mmap", "mmap2", "munmap", "mremap", "mprotect", "madvise", "brk", "futex", "futex_time64", "sysinfo",
    /* time, chance, ends */
    "clock_gettime", "clock_gettime64", "gettimeofday", "time", "getrandom", "rt_sigreturn", "sigreturn",
    "rt_sigprocmask", "sigaltstack", "getpid", "gettid", "sched_yield", "restart_syscall", "exit",
    "exit_group"};

static bool limit_all(struct fail *fail) {
    /* no file may grow, so none is written */
    return (limits_addresses((uint64_t)PAINTER_MEMORY_MIB << 20) && limits_set(RLIMIT_FSIZE, 0) &&
            limits_set(RLIMIT_NOFILE, FILES_MAX) && limits_set(RLIMIT_NPROC, 0) &&
            limits_set(RLIMIT_CORE, 0)) ||
           fail_set(fail, "cannot make the jail: %s", strerror(errno));
}

static bool die_with(int parent, struct fail *fail) {
    if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0)
        return fail_set(fail, "cannot make the jail: prctl is refused (%s)", strerror(errno));
    return getppid() == parent || fail_set(fail, "the process around the painter has gone");
}

bool painter_jail_enter(const struct painter_reads *reads, int parent, bool *fenced, struct fail *fail) {
    const struct fence_place places[] = {
        {reads->contents, FENCE_READ, false},
        {reads->cache, FENCE_READ, false},
        {"/usr/share/fonts", FENCE_READ, true},
        {reads->feeds ? reads->feeds : reads->contents, FENCE_READ, false},
    };
    if (!die_with(parent, fail) || !limit_all(fail))
        return false;
    enum fence fence = fence_enter(places, LENGTH(places), fail);
    if (fence == FENCE_REFUSED || !filter_enter(allowed, LENGTH(allowed), fail))
        return false;
    *fenced = fence == FENCE_UP;
    return true;
}

const char *const *painter_jail_calls(size_t *count) {
    *count = LENGTH(allowed);
    return allowed;
}
