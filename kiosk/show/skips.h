/* The slides of a content that cannot be shown here, and why. They are left out of the loop and reported. */
#pragma once

#include "core/scene/timeline.h"

enum { SKIPS_MAX = 100 };
struct skips {
    struct skip {
        const struct slide *slide;
        char why[120];
    } items[SKIPS_MAX];
    size_t count;
};

/* False when it was there already, or the list is full (then it is shown as it is). */
bool skips_add(struct skips *skips, const struct slide *slide, const char *why);
bool skips_has(const struct skips *skips, const struct slide *slide);
/* `skips` must outlive the answer. */
struct timeline_skip skips_timeline(struct skips *skips);
