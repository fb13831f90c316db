/* systemd's watchdog, fed only by presented frames. On a still picture the loop presents the same frame
 * again, just often enough to prove that the whole path still works. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct watchdog {
    int64_t period_ns; /* a frame at least this often; 0: nobody watches */
    int64_t fed_ns, presented_ns;
    bool ready, playing;
};

void watchdog_init(struct watchdog *watchdog);
/* A frame was presented. `on_time`: the loop is where the clock says; while it is not, nothing is fed. */
void watchdog_presented(struct watchdog *watchdog, int64_t now_ns, bool on_time);
/* There is no display to present anything on. `ready`: it is so for good, as far as we know; then whoever
 * started us is told that we are up, and the watchdog is fed from here. */
void watchdog_waiting(struct watchdog *watchdog, int64_t now_ns, bool ready);
/* The panel is dark, as its settings say: no frame is presented, and the loop itself is what is proven. */
void watchdog_dark(struct watchdog *watchdog, int64_t now_ns);
/* When the next frame must be presented at the latest, monotonic; INT64_MAX: no need. */
int64_t watchdog_due_ns(const struct watchdog *watchdog);
void watchdog_stopping(void);
