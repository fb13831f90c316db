/* What one zone of the signage shows, as pixels: a request, and what the painter made of it. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/scene/scene.h"
#include "show/film_place.h"
#include "show/painter.h"

struct target; /* guide/view/view.h */

struct paint_request {
    uint64_t number; /* counts up; an answer with another number than the one awaited is stale */
    int zone;
    int degrees; /* the answer's pixels are turned for the panel */
    struct paint_book book;
    struct scene_request
        scene; /* `measure`, `picture_size` and `picture_context` are filled by paint_zone; feeds
                  and site must not change while requests are out (see worker_outstanding) */
    /* Not NULL: the whole picture is drawn by this instead of a scene, from `what`, which must not change
     * while the request is out. Only scene.width and .height count then. */
    bool (*draw)(const void *what, const struct measure *measure, int width, int height,
                 struct draw_list *list);
    const void *what;
    uint64_t known_hash; /* what the zone shows already; 0: nothing. The same again is not painted */
};

struct paint_answer {
    uint64_t number;
    int zone;
    bool failed;          /* nothing to show: see problems */
    bool unchanged;       /* the draw list is the known one; no pixels */
    struct pixels pixels; /* owned by whoever holds the answer */
    uint64_t hash;
    int64_t next_change_ms; /* scene_next_change */
    struct film_place film; /* in the turned pixels, also where they are unchanged */
    int missing;            /* pictures that could not be loaded */
    struct report problems;
    struct target *targets; /* of a ZONE_TOUCH, px of the zone; owned; NULL: none */
    int target_count;
};
void paint_answer_finish(struct paint_answer *answer);

/* Here and now. */
void paint_zone(const struct paint_request *request, const struct painter *painter,
                struct paint_answer *answer);
