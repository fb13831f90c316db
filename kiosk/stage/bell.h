/* How a worker or a signal wakes the main thread. A bell carries nothing: the message lies in a mailbox. */
#pragma once

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "core/base/compiler.h"

struct hands;

struct bell {
    int fd;               /* eventfd */
    atomic_bool rung;     /* rung and not yet heard */
    atomic_bool sdl_live; /* SDL's own wait really sleeps: ring by an SDL event */
    uint32_t event;
    const struct hands *hands; /* what else ends a wait that is ours; NULL: nothing */
};

bool bell_init(struct bell *bell) MUST_CHECK;
void bell_finish(struct bell *bell);

/* After SDL's video is up: wait inside SDL where that sleeps (X11, Wayland). Elsewhere (KMSDRM, offscreen,
 * dummy) SDL 2 polls every millisecond, so the wait is ours and SDL's events are pumped when it ends. Main
 * thread. */
void bell_use_sdl(struct bell *bell);

/* Where the wait is ours it ends at once when one of these devices reports something; NULL: none. Main
 * thread.
 */
void bell_watch(struct bell *bell, const struct hands *hands);

/* Any thread; bell_ring_signal also inside a signal handler, where SDL's wait hears it at its next time-out.
 */
void bell_ring(struct bell *bell);
void bell_ring_signal(struct bell *bell);

/* Sleeps until rung, until an event comes, or for `timeout_ns`; then SDL's events are ready to be polled.
 * Main thread. */
void bell_wait(struct bell *bell, int64_t timeout_ns);
