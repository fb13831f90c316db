/* The playing screen: which scene is on when, prepared in time, for ever. Main thread. */
#pragma once

#include "player/config_watch.h"
#include "player/cue.h"
#include "player/films.h"
#include "player/frames.h"
#include "player/ladder.h"
#include "player/loops.h"
#include "player/night.h"
#include "player/options.h"
#include "player/shots.h"
#include "player/staff.h"
#include "player/visit.h"
#include "player/watchdog.h"
#include "show/playout.h"
#include "stage/layers.h"
#include "stage/window.h"
#include "system/clock.h"

/* Where it is seen. */
struct player_display {
    struct window window;
    struct hands *hands; /* NULL: where SDL does without */
    struct layers *layers;
    struct night night;
    bool uploading;
    bool dirty; /* a frame must be drawn */
};

/* What is played, and how far each zone is. */
struct player_programme {
    struct playout *playout;
    struct cue cues[SITE_ZONES_MAX];
    struct timeline_entry then[SITE_ZONES_MAX]; /* after what is shown, where that is a film */
    struct films films;
    bool complete;          /* it is on the screen, but for zones that come later by themselves */
    int64_t partly_ns;      /* when the first zone of it was ready; 0: none is */
    int64_t since_ns;       /* when it came on, */
    uint64_t slides_before; /* and how many slides had been shown by then */
    int64_t loaded_ms;      /* wall */
    struct loops loops;
    uint64_t numbers; /* of requests given out */
    uint32_t books;   /* of contents loaded */
};

/* What is to be played instead, and waits for its moment. */
struct player_news {
    bool generation, feeds;
    int64_t since_ns, polled_ns;
    struct config_watch config, pin;
    struct staff staff;
    bool wrong_screen; /* this screen's name is not one of the newest content's */
};

/* What is told of it all. */
struct player_report {
    struct instant started;
    int64_t status_ns;
    bool status_due;
    uint64_t slides, failed; /* shown, and left out when their time came */
    struct frames frames;
    struct shots *shots;
    struct counters *counters; /* NULL: nothing is counted */
};

struct player {
    const struct options *options;
    const struct visit_driver *driver; /* NULL: only people visit */
    struct hash told;                  /* of options_told */
    struct bell *bell;                 /* rung by answers and signals */
    volatile int *stop;                /* set by a signal */
    char *runtime_folder;              /* NULL: none */
    const char *trouble;               /* why nothing can be seen at all; NULL: nothing is wrong */
    int status; /* of the program, when something but the stop ends it; −1: not said */

    struct clock clock;
    struct instant now; /* sampled once a turn */
    struct player_display display;
    struct player_programme on;
    struct player_news news;
    struct player_report said;
    struct ladder ladder;
    struct watchdog watchdog;
    struct worker *worker;
    struct writer *writer;
    struct first *first;
    struct visit *visit;
};

/* Plays until stopped or, with --loops, done. 0, or 1 when it could not start (said in the log). `driver` may
 * be NULL. */
int player_run(const struct options *options, const struct visit_driver *driver, struct bell *bell,
               volatile int *stop);
