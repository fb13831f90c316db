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

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define KIOSK_SHADOW 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define KIOSK_SHADOW 1
#endif

enum { OUTPUT_FILE_MAX = 16 << 20, FEW = 1024, STACK_BYTES = 1 << 20 };

void film_jail_close_rest(int first) {
    if (close_range((unsigned)first, ~0U, 0) == 0)
        return;
    for (int fd = first; fd < FEW; fd++) /* a kernel before 5.9, or an emulator */
        close(fd);
}

static bool limit(int what, rlim_t most) {
    struct rlimit limits = {most, most};
    return setrlimit((__rlimit_resource_t)what, &limits) == 0;
}

#ifndef KIOSK_SHADOW
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
    struct stat out; /* a pipe needs no allowance, redirection to a file does */
    bool to_file = fstat(STDOUT_FILENO, &out) == 0 && S_ISREG(out.st_mode);
#ifdef KIOSK_SHADOW
    (void)memory_mib;
#else
    rlim_t mapped = mapped_now();
    if (mapped == 0)
        errno = ENOENT;
    if (mapped == 0 || !limit(RLIMIT_AS, mapped + ((rlim_t)memory_mib << 20)))
        return false;
#endif
    return limit(RLIMIT_FSIZE, to_file ? OUTPUT_FILE_MAX : 0) && limit(RLIMIT_NOFILE, 0) &&
           limit(RLIMIT_CORE, 0);
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
#ifndef KIOSK_SHADOW /* sanitizers have an allocator of their own, and need room on the stack */
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
#ifdef KIOSK_SHADOW /* a sanitizer asks of each thread where its stack is */
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
