/* The clock: content has dates, certificates have dates, and a Pi has no battery. */
#include <sys/timex.h>
#include <time.h>

#include "core/time/zone.h"
#include "ctl/device.h"

static const char CHECK[] = "clock";
static const char SET[] = "timedatectl set-ntp true, with a network; or date -s \"2026-12-01 12:00\"";
enum { BUILT_S = 1764547200 }; /* 2025-12-01: no clock of a machine that runs this is right before it */

static void day(int64_t seconds, char out[24]) {
    time_t at = (time_t)seconds;
    struct tm parts;
    if (!gmtime_r(&at, &parts) || strftime(out, 24, "%Y-%m-%d %H:%M UTC", &parts) == 0)
        device_text(out, 24, "%lld", (long long)seconds);
}

static void check_synchronised(struct device *device) {
    struct timex timex = {.modes = 0};
    if (device_has(device, "/run/systemd/timesync/synchronized")) {
        device_say(device, CHECK, DEVICE_OK, NULL, "set by a time server");
        return;
    }
    int state = device_live(device) ? adjtimex(&timex) : -1;
    if (state < 0)
        device_say(device, CHECK, DEVICE_UNSEEN, "timedatectl",
                   "whether a time server sets it cannot be looked at from here");
    else if (timex.status & STA_UNSYNC)
        device_say(device, CHECK, DEVICE_WARNING, "apt install systemd-timesyncd; timedatectl set-ntp true",
                   "no time server sets it: it drifts, and is wrong after a power failure");
    else
        device_say(device, CHECK, DEVICE_OK, NULL, "set by a time server");
}

void device_check_clock(struct device *device) {
    char now[24], published[24];
    day(device->now_s, now);
    day(device->published_s, published);
    struct zone *zone = zone_create("Europe/Copenhagen");
    if (!zone)
        device_say(device, CHECK, DEVICE_MISSING, "apt install --reinstall libicu72 (Debian 13: libicu76)",
                   "the data of time zones is missing or damaged");
    zone_destroy(zone);
    if (device->now_s < device->published_s)
        device_say(device, CHECK, DEVICE_MISSING, SET,
                   "it says %s, which is before what is on this screen was published (%s)", now, published);
    else if (device->now_s < BUILT_S)
        device_say(device, CHECK, DEVICE_MISSING, SET, "it says %s, which is long past", now);
    else
        check_synchronised(device);
}
