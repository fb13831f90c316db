/* Two devices with one key, as when a memory card was copied: each start of a program has a number of its
 * own, and one that was followed by another never comes back, unless two programs are at it. Both keep
 * playing. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "enrol/terms.h"

enum { CLONES_REMEMBERED = 4, CLONES_FORGOTTEN_MS = 24 * 3600 * 1000 };

struct clone_watch {                              /* of one screen; zeroed at first */
    uint8_t boots[CLONES_REMEMBERED][ENROL_BOOT]; /* newest first */
    unsigned count;
    unsigned returns; /* of one that was followed by another, since `last_ms` */
    int64_t last_ms;
};

/* A request of the screen came with this number. True: two devices use one key, by what came within the last
 * day. One request that was long on its way makes two returns, its own and the next one's; the third is no
 * accident. */
bool clones_note(struct clone_watch *watch, const uint8_t boot[ENROL_BOOT], int64_t now_ms);
