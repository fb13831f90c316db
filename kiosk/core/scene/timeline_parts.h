/* One zone for itself, and how zones keep to one language. Shared by the parts of timeline. */
#pragma once

#include "core/scene/timeline.h"

/* One slide in the loop of a segment. */
struct timeline_turn {
    const struct playlist *playlist;
    const struct slide *slide;
    size_t item_count; /* 1 when it is a single picture */
    int64_t length_ms; /* all items in all languages */
};

/* A part of a local day in which the set of slides of one zone does not change, and their loop. */
struct timeline_segment {
    const struct timeline_question *question;
    int64_t start_ms, end_ms; /* half-open */
    struct timeline_turn *turns;
    size_t count;
    int64_t cycle_ms; /* of the whole loop; 0: nothing is on */
};

/* Writes the loop of `count` turns, in the order written, with those that come often again and again between
 * the others; returns how many, and only counts them when `out` is NULL. */
size_t timeline_weave(const struct timeline_turn *turns, size_t count, struct timeline_turn *out);

/* The segment of `zone` that `now_ms` lies in. Without memory it has no turns. */
void timeline_segment_init(struct timeline_segment *segment, const struct timeline_question *question,
                           const char *zone, int64_t now_ms);
void timeline_segment_finish(struct timeline_segment *segment);

/* What the zone would show at an instant of the segment if it had the screen for itself. */
struct timeline_entry timeline_alone(const struct timeline_segment *segment, int64_t now_ms);

/* The languages a slide takes its turns in, at least one; returns how many. */
size_t timeline_turns(const struct screen *screen, const struct slide *slide,
                      const char *out[SITE_LANGUAGES_MAX]);
