/* What of a screen's report is worth keeping: that it started, what it plays, trouble that begins or is over.
 * Pure. */
#pragma once

#include "desk/data/screen_events.h"
#include "desk/routes/devices.h"

enum { REPORT_EVENTS_MAX = 12 };
struct report_event {
    const char *what;                /* "started", "plays", "back", "damaged", "damaged over" … */
    char detail[EVENT_TEXT_MAX + 1]; /* "": none */
};
struct screen_report {
    const uint8_t *boot; /* ENROL_BOOT bytes */
    const struct screen_status *status;
    const struct device_said *said;
};
/* Would staff see another screen than before, but for the moment it reported, its disk and its temperature?
 */
bool report_is_news(const struct device_memory *before, const struct screen_report *now);
/* What is new since `before`, if anything was heard since the desk began; how many. */
size_t report_events(const struct device_memory *before, const struct screen_report *now,
                     struct report_event out[REPORT_EVENTS_MAX]);
