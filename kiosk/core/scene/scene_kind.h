/* What is known here of each kind of slide: what it looks like, when it is on and when that changes. How it
 * is written stands in slide_kind.h. One file a kind: scene_NAME.c. Asked by the timeline and by scene.c, by
 * nobody else. */
#pragma once

#include "core/scene/scene_parts.h"
#include "core/site/slide_kinds.h"

/* A slide on a screen at a moment. */
struct scene_moment {
    const struct site *site;
    const struct slide *slide;
    const struct screen *screen;
    const struct feeds *feeds; /* may be NULL */
    struct house_weeks houses;
    bool strip; /* its zone is a strip (scale_is_strip) */
    int64_t now_ms;
    int64_t position_ms; /* since it came on; −1: that does not matter, what it says of itself is asked */
};

struct scene_kind {
    /* Draws it; the ground is painted already, the sample mark comes later. */
    void (*build)(struct scene *scene);
    /* NULL: always one picture. The items it shows one after another, in order, at most `max`; where it shows
     * all in one picture, the slide itself. None: it is not on. */
    size_t (*items_at)(const struct scene_moment *moment, const void **items, size_t max);
    /* NULL: never. The first instant after moment->now_ms and not after `until_ms` at which items_at, or the
     * picture, may change, else `until_ms`, which is never after local midnight: a kind that changes only
     * then returns it. */
    int64_t (*next_edge)(const struct scene_moment *moment, int64_t until_ms);
    /* NULL: yes. Has it anything to say on the local day of moment->now_ms? The whole day: false takes it off
     * the timeline. */
    bool (*runs_today)(const struct scene_moment *moment);
};

const struct scene_kind *scene_kind(enum slide_type type);

/* For kinds that show a feed: when their query means other items. */
int64_t scene_query_edge(const struct scene_moment *moment, int64_t until_ms);

#define SCENE_KIND_ROW(name, id) extern const struct scene_kind scene_kind_##name;
SLIDE_KINDS(SCENE_KIND_ROW)
#undef SCENE_KIND_ROW
