/* Whole messages over a socket, with a deadline. Used by both ends. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"

enum channel_end {
    CHANNEL_DONE,
    CHANNEL_LATE, /* the deadline has passed */
    CHANNEL_GONE, /* the other side has ended, or the socket is broken */
};
#define CHANNEL_FOREVER INT64_MAX
/* Monotonic ms, as `due_ms` is. */
int64_t channel_now_ms(void);
/* All of it, by then. No signal is raised when the other side is gone. */
enum channel_end channel_send(int fd, const void *bytes, size_t size, int64_t due_ms) MUST_CHECK;
enum channel_end channel_receive(int fd, void *bytes, size_t size, int64_t due_ms) MUST_CHECK;
