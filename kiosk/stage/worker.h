/* The painting thread: owns the fonts, turns requests for scenes and for views of the guide into pixels.
 * Shares with the main thread only a bounded queue in and a mailbox out; pixels travel inside the answer. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "core/draw/pixels.h"
#include "core/scene/scene.h"
#include "stage/bell.h"
#include "stage/fonts.h"
#include "stage/paint.h"

struct guide;
struct target; /* guide/view/view.h */

/* What scenes are drawn from. Must live until the worker was told to forget it or stopped. */
struct paint_book {
    uint32_t number; /* another number: another book, with fonts of its own */
    const struct theme *theme;
    char *(*font_file)(void *context, const char *name);
    bool (*picture_size)(void *context, const char *asset, int *width, int *height);
    void *context; /* of font_file and picture_size */
    struct paint_source pictures;
    const struct guide *guide; /* for a ZONE_TOUCH; NULL: the site has none */
    bool drafts;               /* also languages that nobody has approved */
};

struct paint_request {
    uint64_t number; /* counts up; an answer with another number than the one awaited is stale */
    int zone;
    int degrees; /* the answer's pixels are turned for the panel */
    struct paint_book book;
    struct scene_request
        scene; /* `measure`, `picture_size` and `picture_context` are filled by the painter; feeds
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
    int missing;            /* pictures that could not be loaded */
    struct report problems;
    struct target *targets; /* of a ZONE_TOUCH, px of the zone; owned; NULL: none */
    int target_count;
};
void paint_answer_finish(struct paint_answer *answer);

/* Paints one zone here and now. `*fonts` are made when NULL. Also what the thread does. */
void paint_zone(const struct paint_request *request, struct fonts **fonts, struct paint_answer *answer);

struct worker;
enum { WORKER_QUEUE_MAX = 16 };

/* `bell` is rung after each answer and must outlive the worker. NULL: no thread. */
struct worker *worker_create(struct bell *bell) MUST_CHECK;
/* Stops after the zone being painted, drops the rest. */
void worker_destroy(struct worker *worker);

/* False when the queue is full (ask again after the next answer). */
bool worker_ask(struct worker *worker, const struct paint_request *request) MUST_CHECK;
/* Takes the oldest answer, false when there is none. The caller finishes it. */
bool worker_take(struct worker *worker, struct paint_answer *answer) MUST_CHECK;
/* Requests asked and not yet taken as answers. At 0 the worker touches no book. */
int worker_outstanding(const struct worker *worker);
/* Drops requests not begun; they are answered by nothing. */
void worker_drop(struct worker *worker);

/* Views of the guide, see sight.h. They go before the scenes that wait, and only the newest request counts:
 * one not begun and an answer not taken are dropped. Always taken on. */
struct sight_request;
struct sight;
void worker_look(struct worker *worker, const struct sight_request *request);
/* Takes the newest answer, false when there is none. The caller finishes it. */
bool worker_seen(struct worker *worker, struct sight *sight) MUST_CHECK;
/* The visitor has gone: waiting views are dropped, fonts closed, and what is left in the thread's memory
 * overwritten once it is at rest. Counts as one outstanding request until then. */
void worker_forget(struct worker *worker);
