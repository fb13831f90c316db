/* The films of all zones: decoded only while they are on, or are about to be. Main thread. */
#pragma once

#include <jansson.h>

#include "core/site/site.h"
#include "player/film_run.h"

enum { FILM_PREPARED_MS = 1500 /* before it is due */ };

/* Zero-initialise, then films_init. */
struct films {
    char *program; /* kiosk-film; NULL: it is not installed */
    bool missed;   /* which was said */
    struct film_tools tools;
    struct film_strikes strikes;
    struct children children;
    struct film_counts counts;
    struct film_zone {
        struct film_run now, next;
        int64_t prepare_ms; /* wall: when something is to be prepared; INT64_MAX: never */
    } zones[SITE_ZONES_MAX];
    struct film_client *ended[2 * SITE_ZONES_MAX]; /* until nobody looks at their frames any more */
    int ended_count;
};

/* Takes `program` (malloc'd, or NULL). */
void films_init(struct films *films, char *program);
/* Waits for the decoders that it ends. */
void films_finish(struct films *films);
/* Other content: its files are opened so; what failed before is forgotten. Nothing plays until films_follow.
 */
void films_content(struct films *films, void *context,
                   int (*open)(void *context, const char *name, struct fail *fail));

/* What is on in `zone` as of `now`, and what comes next (either may have no film). `speed`: of the wall
 * clock. The frame that is on; NULL: none. It is good until films_sweep. */
const struct film_frame *films_follow(struct films *films, int zone, const struct film_playing *on,
                                      const struct film_playing *next, struct instant now, double speed);
/* Does `next` move as soon as it comes on in `zone`, or never? After films_follow with it. */
bool films_ready(const struct films *films, int zone, const struct film_playing *next);
/* Nobody sees them. */
void films_rest(struct films *films, struct instant now);
/* Nothing plays, and no decoder is left. */
void films_stop(struct films *films);
/* Nobody holds a frame that is not that of films_follow. */
void films_sweep(struct films *films);
/* The frames of films_follow were presented. */
void films_presented(struct films *films, struct instant now, double speed);
/* When films_follow says something else, or has something to prepare: wall ms; INT64_MAX: never. */
int64_t films_due_ms(const struct films *films, int64_t now_ms, double speed);
/* {"presented", "dropped", "late", "restarts", "set_aside": [names]}; the caller's. */
json_t *films_json(const struct films *films);
