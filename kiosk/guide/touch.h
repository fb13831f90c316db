/* Which touches are meant: one finger, down and up, not a palm, a bounce, a ghost or a cleaning cloth
 * (touch-and-access §2.3). Pure: finger events in, presses out. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum {
    TOUCH_PALM_FINGERS = 3,
    TOUCH_LONG_MS = 15000,  /* longer is a palm, a cloth or a lost finger-up */
    TOUCH_QUIET_MS = 300,   /* after a palm, once all are up */
    TOUCH_BOUNCE_MS = 80,   /* after the last up … */
    TOUCH_AGAIN_MS = 500,   /* the same target not twice within */
    TOUCH_START_MS = 500,   /* after start */
    TOUCH_PAGE_MS = 150,    /* after a page change */
    TOUCH_STORM_COUNT = 20, /* more in … */
    TOUCH_STORM_MS = 2000,  /* … is a fault */
    TOUCH_STUCK_MS = 60000, /* so is a finger down for longer */
    TOUCH_FINGERS_MAX = 16,
};
#define TOUCH_BOUNCE_MM 8.0 /* … and so near to it */

enum finger_kind { FINGER_DOWN, FINGER_MOVE, FINGER_UP, FINGER_LOST /* the device has gone */ };
struct finger_event {
    enum finger_kind kind;
    int64_t device, finger;
    double x, y;   /* 0–1 of the upright picture */
    int64_t at_ms; /* monotonic */
};

enum press_kind {
    PRESS_NONE,
    PRESS_BEGIN, /* a finger is down: show which button it is on */
    PRESS_MOVE,
    PRESS_END,    /* up: acts when it is still on the same target (WCAG 2.1 SC 2.5.2) */
    PRESS_CANCEL, /* forget the one that began */
};
struct press {
    enum press_kind kind;
    double x, y; /* 0–1 */
};

/* Zero-initialise, then touch_init. */
struct touch {
    double width_mm, height_mm; /* of the upright picture */
    int64_t started_ms, page_ms, quiet_until_ms;
    struct {
        bool used;
        int64_t device, finger, down_ms, seen_ms;
    } fingers[TOUCH_FINGERS_MAX];
    bool active, palm;
    int primary; /* index of the finger that counts while active */
    int64_t up_ms;
    double up_x, up_y;
    int64_t downs_ms[TOUCH_STORM_COUNT + 1]; /* the newest, in a ring */
    uint32_t down_count;
    bool fault;
    /* for the staff's page and the status file */
    uint32_t ghosts, bounces, palms, lost, faults;
};

void touch_init(struct touch *touch, double width_mm, double height_mm, int64_t now_ms);
struct press touch_event(struct touch *touch, const struct finger_event *event);
/* Time passes: a lost finger is forgotten (PRESS_CANCEL), a stuck one becomes a fault. */
struct press touch_tick(struct touch *touch, int64_t now_ms);
int64_t touch_due_ms(const struct touch *touch); /* INT64_MAX: never */
/* Another page is on the screen: what falls through from a double touch is ignored. */
void touch_page(struct touch *touch, int64_t now_ms);
/* A fault is on until 10 s have passed without any touch. While on, no press is reported. */
bool touch_faulty(const struct touch *touch);
