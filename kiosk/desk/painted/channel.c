#include "desk/painted/channel.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <sys/socket.h>

#include "system/clock.h"

int64_t channel_now_ms(void) {
    struct clock clock = clock_system();
    return clock_sample(&clock).steady_ms;
}

static enum channel_end wait_for(int fd, short events, int64_t due_ms) {
    struct pollfd ready = {.fd = fd, .events = events};
    int64_t left_ms = due_ms == CHANNEL_FOREVER ? -1 : due_ms - channel_now_ms();
    if (due_ms != CHANNEL_FOREVER && left_ms <= 0)
        return CHANNEL_LATE;
    int count = poll(&ready, 1, left_ms > INT_MAX ? INT_MAX : (int)left_ms);
    return count >= 0 || errno == EINTR ? CHANNEL_DONE : CHANNEL_GONE;
}

static bool would_wait(ssize_t done) {
    return done < 0 && (errno == EAGAIN || errno == EINTR);
}

enum channel_end channel_send(int fd, const void *bytes, size_t size, int64_t due_ms) {
    const char *at = bytes;
    while (size > 0) {
        ssize_t done = send(fd, at, size, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (done > 0) {
            at += done;
            size -= (size_t)done;
            continue;
        }
        enum channel_end end = would_wait(done) ? wait_for(fd, POLLOUT, due_ms) : CHANNEL_GONE;
        if (end != CHANNEL_DONE)
            return end;
    }
    return CHANNEL_DONE;
}

enum channel_end channel_receive(int fd, void *bytes, size_t size, int64_t due_ms) {
    char *at = bytes;
    while (size > 0) {
        ssize_t done = recv(fd, at, size, MSG_DONTWAIT);
        if (done > 0) {
            at += done;
            size -= (size_t)done;
            continue;
        }
        enum channel_end end = would_wait(done) ? wait_for(fd, POLLIN, due_ms) : CHANNEL_GONE;
        if (end != CHANNEL_DONE)
            return end;
    }
    return CHANNEL_DONE;
}
