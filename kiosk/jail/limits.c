#include "jail/limits.h"

#include <errno.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

enum { FEW = 1024 };

bool limits_set(int what, uint64_t most) {
    struct rlimit limits = {(rlim_t)most, (rlim_t)most};
    return setrlimit((__rlimit_resource_t)what, &limits) == 0;
}

#ifdef SANITIZER_SHADOW
static const bool counted = false;
#else
static const bool counted = true;
#endif

bool limits_addresses(uint64_t bytes) {
    return !counted || limits_set(RLIMIT_AS, bytes);
}

/* 0: /proc is missing. */
static uint64_t mapped_now(void) {
    unsigned long pages = 0;
    FILE *file = fopen("/proc/self/statm", "re");
    if (!file)
        return 0;
    if (fscanf(file, "%lu", &pages) != 1)
        pages = 0;
    fclose(file);
    return (uint64_t)pages * (uint64_t)sysconf(_SC_PAGESIZE);
}

bool limits_addresses_more(int mib) {
    uint64_t mapped = counted ? mapped_now() : 1;
    if (mapped == 0) {
        errno = ENOENT;
        return false;
    }
    return limits_addresses(mapped + ((uint64_t)mib << 20));
}

void limits_close_from(int first) {
    if (close_range((unsigned)first, ~0U, 0) == 0)
        return;
    for (int fd = first; fd < FEW; fd++) /* a kernel before 5.9, or an emulator */
        close(fd);
}
