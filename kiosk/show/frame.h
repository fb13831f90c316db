/* A moment of a screen: all that is painted of it is asked from this. */
#pragma once

#include "core/scene/scene.h"
#include "core/scene/timeline.h"
#include "guide/view/view.h"

struct skips;

struct frame {
    const struct site *site;
    const struct guide *guide; /* NULL: the site has none */
    const struct screen *screen;
    const struct feeds *feeds;
    struct skips *skips; /* NULL: every slide can be shown */
    int64_t now_ms;      /* wall, UTC */
    int width, height;   /* px of the whole upright picture */
    bool drafts;         /* also languages nobody has approved */
    bool clock_wrong;    /* it is known to be later than now_ms */
};

/* The zones of the screen on this picture. */
const struct screen_zone *frame_zones(const struct frame *frame, size_t *count);
/* Where one of them lies, whole px. */
struct box frame_box(const struct frame *frame, const struct screen_zone *zone);
/* What a zone shows by the timeline; see timeline_at. */
struct timeline_entry frame_at(const struct frame *frame, const char *zone);

/* These point to what the frame points to, and lack `measure`, `picture_size` and `picture_context`, which
 * whoever paints them fills in. */
struct scene_request frame_scene(const struct frame *frame, const struct screen_zone *zone,
                                 const struct timeline_entry *entry);
/* What the screen lets be heard at that moment, by its site. Returns effects. */
uint32_t frame_hears(const struct frame *frame, struct guide_state *state);
/* Without a state, and without anybody who reads aloud. `index` may be NULL. */
struct view_request frame_view(const struct frame *frame, const struct search_index *index);
