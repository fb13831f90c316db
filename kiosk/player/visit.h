/* A visitor at the screen: touches and keys in, the guide over the signage out, and nothing left when they
 * have gone. Main thread. */
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "show/frame.h"
#include "show/sight.h"
#include "stage/layers.h"
#include "stage/worker.h"
#include "system/clock.h"

struct counters;
struct visit;
union SDL_Event;

struct visit_options {
    struct worker *worker;
    struct bell *bell;
    const struct clock *clock;         /* of the times given below */
    const char *pin_hash;              /* "": staff have no PIN; for visit_create only, as the next */
    const char *state_folder;          /* wrong PINs are counted there; NULL: in memory only */
    struct counters *counters;         /* whoever owns them writes them; NULL: nothing is counted */
    const struct visit_driver *driver; /* NULL: only people visit */
    bool drafts;
};

/* What is played. */
struct visit_world {
    struct frame frame; /* without a time; its site NULL: the built-in picture, nobody can visit it */
    struct paint_book book;
    int panel_width, panel_height; /* px */
    int degrees;
    const struct film_tools *films; /* NULL: films are shown as their posters. They outlive this world */
    void *context;                  /* of the two below */
    /* The slide `offset` slides after (before) the one that the largest zone showed at `at_ms`. False: there
     * is none. */
    bool (*slide)(void *context, int64_t at_ms, int offset, struct timeline_entry *entry);
    /* What the staff's page shows. */
    void (*facts)(void *context, struct sight_facts *facts);
};

/* NULL with `fail`: no memory. */
struct visit *visit_create(const struct visit_options *options, struct instant now,
                           struct fail *fail) MUST_CHECK;
/* Who is there is counted as gone. The worker must have been stopped. */
void visit_destroy(struct visit *visit, const struct instant *now);

/* Another PIN, or none (""), from now on. */
void visit_set_pin(struct visit *visit, const char *hash);
/* Before anything else is played; nobody may be visiting, and no request be out. */
void visit_set_world(struct visit *visit, const struct visit_world *world, struct instant now);
/* The touch bar of zone `zone`, as the painter answered (moved). `box`: where it is on the upright picture.
 */
void visit_set_bar(struct visit *visit, int zone, struct box box, struct paint_answer *answer);
/* The feeds were read anew, with no request out. */
void visit_feeds_changed(struct visit *visit);

/* True: it was the visitor's. */
bool visit_event(struct visit *visit, const union SDL_Event *event, struct instant now);
struct hands;
/* What the absolute pointers did; NULL: there are none. */
void visit_hands(struct visit *visit, struct hands *hands, struct instant now);

enum visit_wish {
    VISIT_NOTHING,
    VISIT_FRAME /* a frame is to be drawn */,
    VISIT_LEFT /* nobody is here any more */,
    VISIT_RESTART,
    VISIT_END /* the driver is done */,
    VISIT_FAILED /* the driver cannot go on */
};
/* Plays a visitor: a program that drives visits, of which the installed one is none. Main thread. */
struct window;
struct visit_driver {
    void *context;
    /* At the start of each turn, with its time in the visit. */
    enum visit_wish (*turn)(void *context, struct visit *visit);
    /* When `turn` has something to do, monotonic ms; INT64_MAX: never. */
    int64_t (*due_ms)(void *context, const struct visit *visit);
    /* A frame was presented. False: it gives up. */
    bool (*presented)(void *context, struct visit *visit, struct window *window);
};
/* One turn: time passes, answers are shown. */
enum visit_wish visit_turn(struct visit *visit, struct layers *layers, struct instant now);
/* A frame was presented; `frame_ns` when. */
void visit_presented(struct visit *visit, int64_t frame_ns);

/* Is somebody here? Then the signage stands still behind the guide. */
bool visit_busy(const struct visit *visit);
/* Does the touch panel report what nobody can have touched? */
bool visit_faulty(const struct visit *visit);
/* When visit_turn has something to do, monotonic ns; INT64_MAX: never. */
int64_t visit_due_ns(const struct visit *visit);
/* {"place", "touch": {…}, "latency_ms": {…}, "pressed_ms": {…}}; caller owns. Says where, never what. */
json_t *visit_json(const struct visit *visit);
