/* Pictures of what was shown: one PNG a scene and a contact sheet of them all. */
#pragma once

#include <stdint.h>

#include "show/compose.h"
#include "show/skips.h"
#include "stage/easel.h"

struct shots;
struct shots *shots_create(const char *folder, const struct zone *zone, struct fail *fail) MUST_CHECK;
/* Writes NNN-HHMMSS-NAME.png. */
bool shots_add(struct shots *shots, int64_t now_ms, const char *name, const struct pixels *picture,
               struct fail *fail) MUST_CHECK;
/* Writes contact.png, when they are `all`, and destroys. */
bool shots_finish(struct shots *shots, bool all, struct fail *fail) MUST_CHECK;

/* A screen whose moments are painted one after another. */
struct walk {
    struct content *content;
    const struct screen *screen;
    int width, height; /* upright px */
    struct skips skips;
    struct easel easel;
    bool poster_said;
};
void walk_init(struct walk *walk, struct content *content, const struct screen *screen, int width,
               int height);
void walk_finish(struct walk *walk);

/* From scene to scene without waiting, from `from_ms` until every zone has shown its whole loop `loops`
 * times, or, between two pictures, *stop is not 0 any more. */
bool shots_walk(struct shots *shots, struct walk *walk, int64_t from_ms, int loops, const volatile int *stop,
                struct fail *fail) MUST_CHECK;
/* The name of a scene: the slide of the largest zone that has one. */
const char *shots_name(const struct timeline_entry *entries, const struct screen_zone *zones, size_t count);
