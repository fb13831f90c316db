/* The playing screen: which scene is on when, prepared in time, for ever. Main thread. */
#pragma once

#include "player/config_watch.h"
#include "player/cue.h"
#include "player/frames.h"
#include "player/ladder.h"
#include "player/loops.h"
#include "player/options.h"
#include "player/shots.h"
#include "player/visit.h"
#include "player/watchdog.h"
#include "show/playout.h"
#include "stage/layers.h"
#include "stage/window.h"
#include "system/clock.h"

struct player {
    const struct options *options;
    const struct visit_driver *driver; /* NULL: only people visit */
    struct hash told;                  /* of options_told */
    struct bell *bell;                 /* rung by answers and signals */
    volatile int *stop;                /* set by a signal */
    char *runtime_folder;              /* NULL: none */

    struct window window;
    struct hands *hands; /* NULL: where SDL does without */
    struct layers *layers;
    struct worker *worker;
    struct playout *playout;
    struct cue cues[SITE_ZONES_MAX];
    struct ladder ladder;
    struct clock clock;
    struct instant now, started; /* sampled once a turn */

    uint64_t numbers;  /* of requests given out */
    uint32_t books;    /* of contents loaded */
    bool complete;     /* what is played is on the screen, but for zones that come later by themselves */
    int64_t partly_ns; /* when the first zone of it was ready; 0: none is */
    bool dirty;        /* a frame must be drawn */
    bool uploading;
    bool new_generation, new_feeds; /* waiting for their moment */
    int64_t waiting_since_ns;
    int64_t polled_ns, status_ns;
    bool status_due;
    uint64_t slides_shown, skipped_late;
    int64_t on_since_ns;    /* when what is played came on, */
    uint64_t slides_before; /* and how many slides had been shown by then */

    struct loops loops;
    struct shots *shots;
    struct frames frames;
    struct watchdog watchdog;

    struct first *first;
    bool wrong_screen;   /* this screen's name is not one of the newest content's */
    const char *trouble; /* why nothing can be seen at all; NULL: nothing is wrong */
    struct config_watch config_watch;
    struct visit *visit;
    char *counters;    /* path, or NULL */
    int64_t loaded_ms; /* wall: what is played was loaded */
    int status;        /* of the program, when the visit ends it; −1: not said */
};

/* Plays until stopped or, with --loops, done. 0, or 1 when it could not start (said in the log). `driver` may
 * be NULL. */
int player_run(const struct options *options, const struct visit_driver *driver, struct bell *bell,
               volatile int *stop);
