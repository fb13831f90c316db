/* Input devices on the console (KMSDRM). SDL 2 reads them there only when it is asked to, and takes the
 * positions of an absolute pointer (a tablet, a touch overlay that says it is a mouse) for pixels before its
 * release 2.28.2, and the button for pressed where the pointer was before. So the devices are watched here to
 * wake the loop, and absolute pointers are read here, as fingers. Main thread. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "guide/visit/touch.h"

struct input_event;
struct pollfd;

enum { HANDS_MAX = 24, HAND_DEVICE = -100 /* and below: struct finger_event's device */ };

/* One absolute pointer. */
struct hand {
    int64_t device;
    int x, y, min_x, min_y, range_x, range_y; /* the device's own units */
    bool down, told_down, moved;
};
/* Feeds one event of the kernel's; true when a report is complete and says something: a finger on the panel,
 * not turned yet. */
bool hand_feed(struct hand *hand, const struct input_event *event, struct finger_event *out) MUST_CHECK;

struct hands;
/* Opens what there is. NULL: no memory. */
struct hands *hands_create(void) MUST_CHECK;
void hands_destroy(struct hands *hands);
/* To be polled for reading: at most HANDS_MAX + 1 are written; how many. `hands` may be NULL here and below.
 */
int hands_watch(const struct hands *hands, struct pollfd *fds);
/* The next thing an absolute pointer did; false: nothing more. Also follows devices that come and go. All
 * must be taken before waiting again. */
bool hands_next(struct hands *hands, struct finger_event *out) MUST_CHECK;
/* Is there any absolute pointer? Then SDL's mouse is the same one, at the wrong place. */
bool hands_pointing(const struct hands *hands);
