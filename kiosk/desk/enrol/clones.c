#include "desk/enrol/clones.h"

#include <string.h>

enum { RETURNS = 3 };

bool clones_note(struct clone_watch *watch, const uint8_t boot[ENROL_BOOT], int64_t now_ms) {
    unsigned place = 0;
    while (place < watch->count && memcmp(watch->boots[place], boot, ENROL_BOOT) != 0)
        place++;
    if (watch->returns > 0 && now_ms - watch->last_ms >= CLONES_FORGOTTEN_MS)
        watch->returns = 0;
    if (place > 0 && place < watch->count) {
        watch->returns++;
        watch->last_ms = now_ms;
    }
    if (place == watch->count && watch->count < CLONES_REMEMBERED)
        watch->count++;
    else if (place == watch->count)
        place--; /* the oldest is forgotten */
    memmove(watch->boots[1], watch->boots[0], place * ENROL_BOOT);
    memcpy(watch->boots[0], boot, ENROL_BOOT);
    return watch->returns >= RETURNS;
}
