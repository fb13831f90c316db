#include "guide/visit/touch.h"

#include <math.h>
#include <string.h>

void touch_init(struct touch *touch, double width_mm, double height_mm, int64_t now_ms) {
    memset(touch, 0, sizeof *touch);
    touch->width_mm = width_mm;
    touch->height_mm = height_mm;
    touch->started_ms = now_ms;
    touch->page_ms = touch->end.at_ms = touch->again.at_ms = touch->seen_ms = now_ms - TOUCH_LONG_MS;
}

static int find(const struct touch *touch, int64_t device, int64_t finger) {
    for (int i = 0; i < TOUCH_FINGERS_MAX; i++)
        if (touch->fingers[i].used && touch->fingers[i].device == device &&
            touch->fingers[i].finger == finger)
            return i;
    return -1;
}

static int fingers_down(const struct touch *touch) {
    int count = 0;
    for (int i = 0; i < TOUCH_FINGERS_MAX; i++)
        count += touch->fingers[i].used;
    return count;
}

/* The press that began, if any, does not count. */
static struct press cancel(struct touch *touch) {
    struct press press = {.kind = touch->active || touch->end.on ? PRESS_CANCEL : PRESS_NONE};
    touch->active = touch->end.on = false;
    return press;
}

static struct press become_palm(struct touch *touch) {
    touch->counts.palms += !touch->palm;
    touch->palm = true;
    return cancel(touch);
}

static struct press become_fault(struct touch *touch) {
    touch->counts.faults += !touch->fault;
    touch->fault = true;
    return cancel(touch);
}

static struct press forget(struct touch *touch, int finger, int64_t now_ms) {
    struct press press = {PRESS_NONE, 0, 0};
    touch->fingers[finger].used = false;
    if (touch->active && touch->primary == finger)
        press = cancel(touch);
    if (touch->palm && fingers_down(touch) == 0) {
        touch->palm = false;
        touch->quiet_until_ms = now_ms + TOUCH_QUIET_MS;
    }
    return press;
}

/* Notes a touch; true when there are more than a hand can make. */
static bool is_storm(struct touch *touch, int64_t at_ms) {
    const uint32_t ring = TOUCH_STORM_COUNT + 1;
    touch->storm.downs_ms[touch->storm.count++ % ring] = at_ms;
    return touch->storm.count >= ring &&
           at_ms - touch->storm.downs_ms[touch->storm.count % ring] <= TOUCH_STORM_MS;
}

static bool is_ghost(const struct touch *touch, const struct finger_event *event) {
    bool edge = event->x <= 0 || event->x >= 1 || event->y <= 0 || event->y >= 1;
    return edge && event->at_ms - touch->started_ms < TOUCH_GHOST_MS;
}

static bool is_bounce(const struct touch *touch, const struct finger_event *event) {
    double away_mm =
        hypot((event->x - touch->end.x) * touch->width_mm, (event->y - touch->end.y) * touch->height_mm);
    return event->at_ms - touch->end.at_ms < TOUCH_BOUNCE_MS && away_mm <= TOUCH_BOUNCE_MM;
}

static bool is_quiet(const struct touch *touch, int64_t at_ms) {
    return touch->fault || touch->palm || at_ms < touch->quiet_until_ms ||
           at_ms - touch->started_ms < TOUCH_START_MS || at_ms - touch->page_ms < TOUCH_PAGE_MS;
}

/* Was the up of the same finger, just before, only invented? */
static bool is_repair(const struct touch *touch, const struct finger_event *event) {
    return touch->end.on && touch->end.device == event->device && touch->end.finger == event->finger &&
           event->at_ms - touch->end.at_ms <= TOUCH_REPAIR_MS;
}

/* Its place in the table; -1 when that is full: then it is a palm long since. */
static int track(struct touch *touch, const struct finger_event *event) {
    for (int i = 0; i < TOUCH_FINGERS_MAX; i++) {
        if (touch->fingers[i].used)
            continue;
        touch->fingers[i].used = true;
        touch->fingers[i].device = event->device;
        touch->fingers[i].finger = event->finger;
        touch->fingers[i].down_ms = touch->fingers[i].seen_ms = event->at_ms;
        return i;
    }
    return -1;
}

static struct press down(struct touch *touch, const struct finger_event *event) {
    struct press none = {PRESS_NONE, 0, 0};
    bool storm = is_storm(touch, event->at_ms);
    if (is_ghost(touch, event)) {
        touch->counts.ghosts++;
        return storm ? become_fault(touch) : none;
    }
    struct press cancelled = none;
    bool repaired = is_repair(touch, event);
    int lost = find(touch, event->device, event->finger);
    if (lost >= 0)
        cancelled = forget(touch, lost, event->at_ms);
    if (repaired)
        cancelled = cancel(touch);
    repaired = repaired || lost >= 0;
    touch->counts.lost += repaired;

    bool first = fingers_down(touch) == 0 && !touch->end.on;
    int finger = track(touch, event);
    if (storm)
        cancelled = become_fault(touch);
    else if (fingers_down(touch) >= TOUCH_PALM_FINGERS)
        cancelled = become_palm(touch);
    if (!first || finger < 0 || is_quiet(touch, event->at_ms))
        return cancelled;
    if (!repaired && is_bounce(touch, event)) {
        touch->counts.bounces++;
        return cancelled;
    }
    touch->active = true;
    touch->primary = finger;
    return (struct press){PRESS_BEGIN, event->x, event->y};
}

static struct press move(struct touch *touch, const struct finger_event *event) {
    int finger = find(touch, event->device, event->finger);
    if (finger >= 0)
        touch->fingers[finger].seen_ms = event->at_ms;
    if (finger < 0 || !touch->active || touch->primary != finger)
        return (struct press){PRESS_NONE, 0, 0};
    return (struct press){PRESS_MOVE, event->x, event->y};
}

static struct press up(struct touch *touch, const struct finger_event *event) {
    int finger = find(touch, event->device, event->finger);
    if (finger < 0)
        return (struct press){PRESS_NONE, 0, 0};
    bool meant = touch->active && touch->primary == finger;
    if (meant && event->at_ms - touch->fingers[finger].down_ms < TOUCH_LONG_MS) {
        touch->active = false;
        touch->end.on = true;
        touch->end.device = event->device;
        touch->end.finger = event->finger;
    }
    if (meant || !touch->end.on) { /* a second finger's must not move the press that is ending */
        touch->end.at_ms = event->at_ms;
        touch->end.x = event->x;
        touch->end.y = event->y;
    }
    return forget(touch, finger, event->at_ms);
}

static struct press device_gone(struct touch *touch, const struct finger_event *event) {
    struct press press = {PRESS_NONE, 0, 0};
    for (int i = 0; i < TOUCH_FINGERS_MAX; i++) {
        if (!touch->fingers[i].used || touch->fingers[i].device != event->device)
            continue;
        touch->counts.lost++;
        struct press one = forget(touch, i, event->at_ms);
        press = one.kind != PRESS_NONE ? one : press;
    }
    return press;
}

struct press touch_event(struct touch *touch, const struct finger_event *event) {
    touch->seen_ms = event->at_ms;
    switch (event->kind) {
    case FINGER_DOWN:
        return down(touch, event);
    case FINGER_MOVE:
        return move(touch, event);
    case FINGER_UP:
        return up(touch, event);
    case FINGER_LOST:
        return device_gone(touch, event);
    }
    return (struct press){PRESS_NONE, 0, 0};
}

static struct press finger_tick(struct touch *touch, int finger, int64_t now_ms) {
    int64_t down_ms = touch->fingers[finger].down_ms;
    if (now_ms - touch->fingers[finger].seen_ms >= TOUCH_LONG_MS) {
        touch->counts.lost++;
        return forget(touch, finger, now_ms);
    }
    if (now_ms - down_ms >= TOUCH_STUCK_MS && !touch->fault)
        return become_fault(touch);
    if (now_ms - down_ms >= TOUCH_LONG_MS && !touch->palm)
        return become_palm(touch);
    return (struct press){PRESS_NONE, 0, 0};
}

struct press touch_tick(struct touch *touch, int64_t now_ms) {
    if (touch->end.on && now_ms - touch->end.at_ms > TOUCH_REPAIR_MS) {
        touch->end.on = false;
        return (struct press){PRESS_END, touch->end.x, touch->end.y};
    }
    struct press press = {PRESS_NONE, 0, 0};
    for (int i = 0; i < TOUCH_FINGERS_MAX; i++) {
        struct press one = {PRESS_NONE, 0, 0};
        if (touch->fingers[i].used)
            one = finger_tick(touch, i, now_ms);
        press = one.kind != PRESS_NONE ? one : press;
    }
    if (touch->fault && fingers_down(touch) == 0 && now_ms - touch->seen_ms >= TOUCH_FAULT_MS)
        touch->fault = false;
    return press;
}

int64_t touch_due_ms(const struct touch *touch) {
    int64_t due = touch->end.on ? touch->end.at_ms + TOUCH_REPAIR_MS + 1 : INT64_MAX;
    for (int i = 0; i < TOUCH_FINGERS_MAX; i++) {
        if (!touch->fingers[i].used)
            continue;
        int64_t lost = touch->fingers[i].seen_ms + TOUCH_LONG_MS;
        int64_t palm = touch->palm ? INT64_MAX : touch->fingers[i].down_ms + TOUCH_LONG_MS;
        int64_t stuck = touch->fault ? INT64_MAX : touch->fingers[i].down_ms + TOUCH_STUCK_MS;
        due = lost < due ? lost : due;
        due = palm < due ? palm : due;
        due = stuck < due ? stuck : due;
    }
    if (touch->fault && fingers_down(touch) == 0 && touch->seen_ms + TOUCH_FAULT_MS < due)
        due = touch->seen_ms + TOUCH_FAULT_MS;
    return due;
}

void touch_page(struct touch *touch, int64_t now_ms) {
    touch->page_ms = now_ms;
    touch->active = false;
    touch->end.on = false;
}

bool touch_again(struct touch *touch, uint32_t target, int64_t now_ms) {
    if (target == touch->again.target && now_ms - touch->again.at_ms < TOUCH_AGAIN_MS)
        return true;
    touch->again.target = target;
    touch->again.at_ms = now_ms;
    return false;
}

bool touch_faulty(const struct touch *touch) {
    return touch->fault;
}
