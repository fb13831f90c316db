#include "player/watchdog.h"

#include "system/notify.h"

void watchdog_init(struct watchdog *watchdog) {
    *watchdog = (struct watchdog){.period_ns = notify_watchdog_ms() * 1000000 / 3};
}

static void feed(struct watchdog *watchdog, int64_t now_ns) {
    if (!watchdog->period_ns)
        return;
    if (watchdog->fed_ns && now_ns - watchdog->fed_ns < watchdog->period_ns / 2)
        return;
    watchdog->fed_ns = now_ns;
    notify_send("WATCHDOG=1");
}

void watchdog_presented(struct watchdog *watchdog, int64_t now_ns, bool on_time) {
    watchdog->presented_ns = now_ns;
    if (!watchdog->playing)
        notify_send(watchdog->ready ? "STATUS=playing" : "READY=1\nSTATUS=playing");
    watchdog->ready = watchdog->playing = true;
    if (on_time)
        feed(watchdog, now_ns);
}

void watchdog_waiting(struct watchdog *watchdog, int64_t now_ns, bool ready) {
    if (ready && !watchdog->ready)
        notify_send("READY=1");
    notify_send("STATUS=waiting for a display: none is connected or switched on");
    watchdog->ready |= ready;
    if (watchdog->ready)
        feed(watchdog, now_ns);
}

void watchdog_dark(struct watchdog *watchdog, int64_t now_ns) {
    if (watchdog->playing)
        notify_send("STATUS=dark for the night");
    watchdog->playing = false;
    watchdog->presented_ns = now_ns;
    if (watchdog->ready)
        feed(watchdog, now_ns);
}

int64_t watchdog_due_ns(const struct watchdog *watchdog) {
    return watchdog->period_ns ? watchdog->presented_ns + watchdog->period_ns : INT64_MAX;
}

void watchdog_stopping(void) {
    notify_send("STOPPING=1");
}
