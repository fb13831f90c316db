/* Counts how often the zones have gone through all they show. */
#pragma once

#include <stdint.h>

#include "core/scene/timeline.h"

/* Zero-initialise. */
struct loops {
    struct loop {
        const struct slide *slide; /* what was seen first */
        const char *language;
        int item;
        int64_t start_ms; /* of the entry seen last */
        int rounds;
        bool used;
    } zones[SITE_ZONES_MAX];
};

/* Zone number `zone` shows `entry` now; the same entry again changes nothing. */
void loops_see(struct loops *loops, size_t zone, const struct timeline_entry *entry);
/* The slide is left out from now on: where it was what a round began with, the next one seen is. */
void loops_forget(struct loops *loops, const struct slide *slide);
/* Full rounds of the zone that has made the fewest; 0 before anything was seen. */
int loops_done(const struct loops *loops);
