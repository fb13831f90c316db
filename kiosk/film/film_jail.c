#include "film/film_jail.h"

#include <errno.h>
#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "jail/filter.h"
#include "jail/limits.h"

enum { OUTPUT_FILE_MAX = 16 << 20, STACK_BYTES = 1 << 20 };

static bool limit_all(int memory_mib) {
    struct stat out; /* a pipe needs no allowance, redirection to a file does */
    bool to_file = fstat(STDOUT_FILENO, &out) == 0 && S_ISREG(out.st_mode);
    return limits_addresses_more(memory_mib) && limits_set(RLIMIT_FSIZE, to_file ? OUTPUT_FILE_MAX : 0) &&
           limits_set(RLIMIT_NOFILE, 0) && limits_set(RLIMIT_CORE, 0);
}

static void *nothing(void *context) {
    return context;
}

/* Threads without 8 MiB each of the addresses that are counted; and with one arena, since each reserves 128
 * MiB of them, fails, and would go on in pages. */
static bool warm_threads(void) {
    pthread_attr_t small;
    pthread_t thread;
    if (pthread_attr_init(&small) != 0)
        return false;
#ifndef SANITIZER_SHADOW /* sanitizers have an allocator of their own, and need room on the stack */
    if (mallopt(M_ARENA_MAX, 1) != 1 || pthread_attr_setstacksize(&small, STACK_BYTES) != 0 ||
        pthread_setattr_default_np(&small) != 0)
        return false;
#endif
    pthread_attr_destroy(&small);
    return pthread_create(&thread, NULL, nothing, NULL) == 0 && pthread_join(thread, NULL) == 0;
}

/* A row for each purpose; some are another machine's names for the same. */
static const char *const allowed[] = {
    /* the film, the player, the picture that was asked for, last words */
    "pread64", "lseek", "_llseek", "recvfrom", "recv", "sendto", "send", "write",
    /* memory */
    "mmap", "mmap2", "munmap", "mremap", "mprotect", "madvise", "brk",
    /* threads */
    "futex", "futex_time64", "set_robust_list", "rseq", "sched_yield", "rt_sigprocmask",
    /* time, chance, ends */
    "clock_gettime", "clock_gettime64", "getrandom", "rt_sigreturn", "sigreturn", "sigaltstack", "getpid",
    "gettid", "restart_syscall",
#ifdef SANITIZER_SHADOW /* a sanitizer asks of each thread where its stack is */
    "sched_getaffinity",
#endif
    "exit", "exit_group"};

bool film_jail_enter(int memory_mib, struct fail *fail) {
    signal(SIGPIPE, SIG_IGN);
    if (sodium_init() < 0 || !warm_threads())
        return fail_set(fail, "cannot make the jail: there is no room for a thread");
    if (!limit_all(memory_mib))
        return fail_set(fail, "cannot make the jail: setrlimit is refused or /proc is missing (%s)",
                        strerror(errno));
    return filter_enter_threads(allowed, LENGTH(allowed), fail);
}

const char *const *film_jail_calls(size_t *count) {
    *count = LENGTH(allowed);
    return allowed;
}
