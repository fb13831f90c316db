/* Loaded before a program under test (LD_PRELOAD): moves its wall clock and lets a file hang, as a machine
 * does.
 *
 *   SHIM_CLOCK=FILE    8 bytes, native: seconds by which the wall clock is off; read at every call
 *   SHIM_HANG=TEXT     opening a file whose path has TEXT in it takes SHIM_HANG_S seconds; with
 *   SHIM_HANG_WRITE=1  only opening it to write
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static int64_t zero;

static int64_t offset(void) {
    static volatile int64_t *mapped;
    if (!mapped) {
        const char *path = getenv("SHIM_CLOCK");
        int fd = path ? (int)syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC) : -1;
        void *memory = fd >= 0 ? mmap(NULL, sizeof *mapped, PROT_READ, MAP_SHARED, fd, 0) : MAP_FAILED;
        mapped = memory == MAP_FAILED ? &zero : memory;
        if (fd >= 0)
            close(fd);
    }
    return *mapped;
}

int clock_gettime(clockid_t id, struct timespec *time) {
    long result = syscall(SYS_clock_gettime, id, time);
    if (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE)
        time->tv_sec += offset();
    return (int)result;
}

time_t time(time_t *out) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (out)
        *out = now.tv_sec;
    return now.tv_sec;
}

int gettimeofday(struct timeval *restrict out, void *restrict zone) {
    struct timespec now;
    (void)zone;
    clock_gettime(CLOCK_REALTIME, &now);
    *out = (struct timeval){now.tv_sec, now.tv_nsec / 1000};
    return 0;
}

static void hang(const char *path, int writes) {
    const char *text = getenv("SHIM_HANG"), *seconds = getenv("SHIM_HANG_S");
    struct timespec left = {.tv_sec = seconds ? atoi(seconds) : 0};
    if (text && *text && strstr(path, text) && (writes || !getenv("SHIM_HANG_WRITE")))
        while (nanosleep(&left, &left) != 0)
            ;
}

#define OPEN(name)                                                                                           \
    int name(const char *path, int flags, ...) {                                                             \
        va_list rest;                                                                                        \
        va_start(rest, flags);                                                                               \
        mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(rest, mode_t) : 0;                            \
        va_end(rest);                                                                                        \
        hang(path, flags &O_CREAT);                                                                          \
        return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);                                        \
    }
OPEN(open)
OPEN(open64)

#define FOPEN(name)                                                                                          \
    FILE *name(const char *restrict path, const char *restrict mode) {                                       \
        static FILE *(*real)(const char *restrict, const char *restrict);                                    \
        if (!real)                                                                                           \
            *(void **)&real = dlsym(RTLD_NEXT, #name);                                                       \
        hang(path, *mode != 'r');                                                                            \
        return real(path, mode);                                                                             \
    }
FOPEN(fopen)
FOPEN(fopen64)
