/* One zone for itself, and how zones keep to one language. Private to timeline*.c. */
#pragma once

#include "core/timeline.h"

struct timeline_question {
    const struct site *site;
    const struct screen *screen;
    const struct feeds *feeds;
    const struct timeline_skip *skip;
};

/* What a zone would show if it had the screen for itself. */
struct timeline_alone {
    struct timeline_entry entry;
    int64_t segment_ms, segment_end_ms; /* between them the set of slides does not change; half-open */
};
struct timeline_alone timeline_alone(const struct timeline_question *question, const char *zone,
                                     int64_t now_ms);

/* The languages a slide takes its turns in, at least one; returns how many. */
size_t timeline_turns(const struct screen *screen, const struct slide *slide,
                      const char *out[SITE_LANGUAGES_MAX]);
