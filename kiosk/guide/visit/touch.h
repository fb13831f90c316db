/* Which touches are meant: one finger, down and up, not a palm, a bounce, a ghost or a cleaning cloth
 * (touch-and-access §2.3). Pure: finger events in, presses out.
 *
 *   for each finger event:  press = touch_tick(&touch, event.at_ms), then press = touch_event(&touch, &event)
 *   and each turn:          press = touch_tick(&touch, now_ms) */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/compiler.h"

enum {
    TOUCH_PALM_FINGERS = 3,
    TOUCH_LONG_MS = 15000,  /* longer is a palm, a cloth or a lost finger-up */
    TOUCH_QUIET_MS = 300,   /* after a palm, once all are up */
    TOUCH_BOUNCE_MS = 80,   /* after the last up … */
    TOUCH_AGAIN_MS = 500,   /* the same target not twice within */
    TOUCH_START_MS = 500,   /* after start */
    TOUCH_GHOST_MS = 1000,  /* after start: touches exactly at an edge come from the panel */
    TOUCH_PAGE_MS = 150,    /* after a page change */
    TOUCH_STORM_COUNT = 20, /* more in … */
    TOUCH_STORM_MS = 2000,  /* … is a fault */
    TOUCH_STUCK_MS = 60000, /* so is a finger down for longer */
    TOUCH_FAULT_MS = 10000, /* without any touch: the fault is over */
    TOUCH_REPAIR_MS = 2,    /* SDL invents the up that was lost right before the same finger's next down */
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
    PRESS_BEGIN, /* a finger is down: show which button it is on; an earlier press is forgotten */
    PRESS_MOVE,
    PRESS_END,    /* up: acts when it is still on the same target (WCAG 2.1 SC 2.5.2). Comes from touch_tick,
                     3 ms late: only then is it known that the up was not invented */
    PRESS_CANCEL, /* forget the one that began */
};
struct press {
    enum press_kind kind;
    double x, y; /* 0–1 */
};

/* PRESS_END that is about to be reported. */
struct touch_end {
    bool on;
    int64_t device, finger, at_ms;
    double x, y;
};
/* For the staff's page and the status file. */
struct touch_counts {
    uint32_t ghosts, bounces, palms, lost, faults;
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
    struct touch_end end;
    struct {
        uint32_t target;
        int64_t at_ms;
    } again;         /* of touch_again */
    int64_t seen_ms; /* any event */
    struct {
        int64_t downs_ms[TOUCH_STORM_COUNT + 1]; /* the newest, in a ring */
        uint32_t count;
    } storm;
    bool fault;
    struct touch_counts counts;
};

void touch_init(struct touch *touch, double width_mm, double height_mm, int64_t now_ms);
struct press touch_event(struct touch *touch, const struct finger_event *event);
/* Time passes: a lost finger is forgotten (PRESS_CANCEL), a stuck one becomes a fault. */
struct press touch_tick(struct touch *touch, int64_t now_ms);
int64_t touch_due_ms(const struct touch *touch); /* INT64_MAX: never */
/* Another page is on the screen: what falls through from a double touch is ignored, and a press that is still
 * on is over without a word: the caller forgets its target with the page. */
void touch_page(struct touch *touch, int64_t now_ms);
/* Is this the same button as the one that last acted, within TOUCH_AGAIN_MS? Then it must not act; else it is
 * remembered. `target`: any number of the caller's that tells buttons apart, not 0. Not for the keys of the
 * on-screen keyboard: double letters are typed faster than that. */
bool touch_again(struct touch *touch, uint32_t target, int64_t now_ms) MUST_CHECK;
/* A fault is on until TOUCH_FAULT_MS have passed without any touch. While on, no press is reported. */
bool touch_faulty(const struct touch *touch);
