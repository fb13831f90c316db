#include "show/skips.h"

#include <stdio.h>

bool skips_has(const struct skips *skips, const struct slide *slide) {
    for (size_t i = 0; i < skips->count; i++)
        if (skips->items[i].slide == slide)
            return true;
    return false;
}

bool skips_add(struct skips *skips, const struct slide *slide, const char *why) {
    if (!slide || skips->count == SKIPS_MAX || skips_has(skips, slide))
        return false;
    struct skip *skip = &skips->items[skips->count++];
    skip->slide = slide;
    snprintf(skip->why, sizeof skip->why, "%s", why);
    return true;
}

static bool is_skipped(void *context, const struct slide *slide) {
    return skips_has(context, slide);
}

struct timeline_skip skips_timeline(struct skips *skips) {
    return (struct timeline_skip){skips, is_skipped};
}
