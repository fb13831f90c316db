/* glibc 2.36's checked ppoll takes a 32-bit time where ours has 64 bits (32-bit machines, _TIME_BITS=64): a
 * wait of under a second ended at once. */
#undef _FORTIFY_SOURCE
#include "stage/bell.h"

#include <SDL2/SDL.h>
#include <poll.h>
#include <string.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#include "stage/hands.h"

enum { LONG_WAIT_NS = 100000000 };

bool bell_init(struct bell *bell) {
    *bell = (struct bell){.fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)};
    return bell->fd >= 0;
}

void bell_finish(struct bell *bell) {
    if (bell->fd > 0)
        close(bell->fd);
    bell->fd = 0;
}

void bell_use_sdl(struct bell *bell) {
    const char *driver = SDL_GetCurrentVideoDriver();
    if (!driver || (strcmp(driver, "x11") != 0 && strcmp(driver, "wayland") != 0))
        return;
    bell->event = SDL_RegisterEvents(1);
    if (bell->event != (uint32_t)-1)
        atomic_store(&bell->sdl_live, true);
}

void bell_watch(struct bell *bell, const struct hands *hands) {
    bell->hands = hands;
}

void bell_ring_signal(struct bell *bell) {
    uint64_t one = 1;
    atomic_store(&bell->rung, true);
    ssize_t written = write(bell->fd, &one, sizeof one);
    (void)written; /* full means it is rung already */
}

void bell_ring(struct bell *bell) {
    bool already = atomic_load(&bell->rung);
    bell_ring_signal(bell);
    if (!already && atomic_load(&bell->sdl_live))
        SDL_PushEvent(&(SDL_Event){.type = bell->event});
}

static void wait_in_sdl(int64_t timeout_ns) {
    /* A long wait ends after its time, not a moment before, or it would take two. */
    int ms = (int)((timeout_ns + (timeout_ns > LONG_WAIT_NS ? 999999 : 0)) / 1000000);
    if (ms > 0) {
        SDL_WaitEventTimeout(NULL, ms);
        return;
    }
    nanosleep(&(struct timespec){.tv_nsec = (long)timeout_ns}, NULL);
    SDL_PumpEvents();
}

void bell_wait(struct bell *bell, int64_t timeout_ns) {
    if (timeout_ns < 0)
        timeout_ns = 0;
    if (!atomic_load(&bell->rung)) {
        if (atomic_load(&bell->sdl_live)) {
            wait_in_sdl(timeout_ns);
        } else {
            struct pollfd fds[HANDS_MAX + 2] = {{.fd = bell->fd, .events = POLLIN}};
            struct timespec limit = {timeout_ns / 1000000000, (long)(timeout_ns % 1000000000)};
            int count = 1 + hands_watch(bell->hands, fds + 1);
            ppoll(fds, (nfds_t)count, &limit, NULL);
            if (SDL_WasInit(SDL_INIT_VIDEO))
                SDL_PumpEvents();
        }
    }
    uint64_t count;
    atomic_store(&bell->rung, false);
    ssize_t got = read(bell->fd, &count, sizeof count);
    (void)got; /* empty is fine */
}
