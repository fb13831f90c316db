/* One playing of a film in a zone: which frame is on is a function of the wall clock alone; its decoder is
 * started, started again and given up here. Main thread; nothing here waits. */
#pragma once

#include "player/film_strikes.h"
#include "stage/film_client.h"
#include "system/children.h"
#include "system/clock.h"

enum { FILM_LATE_MS = 16, FILM_LOOK_MS = 10 };
#define FILM_WELL_NS 10000000000LL /* so long it plays well: what was before is forgiven */

/* What is to be played. */
struct film_playing {
    const struct film *film; /* NULL: nothing */
    struct film_span span;
    int64_t start_ms, end_ms; /* wall: position 0 begins, it is over; INT64_MAX: never */
};
/* The position that is on at `wall_ms`; −1 before it begins, its last one after it is over. */
int64_t film_playing_at(const struct film_playing *playing, int64_t wall_ms);
/* When that position is on, wall ms. */
int64_t film_playing_ms(const struct film_playing *playing, int64_t position);
bool film_playing_same(const struct film_playing *a, const struct film_playing *b);
/* Does `next` go on where `playing` ends, so that its decoder may go on, too? */
bool film_playing_joins(const struct film_playing *playing, const struct film_playing *next);

/* How many frames people saw; told by what was presented. */
struct film_counts {
    uint64_t presented;
    uint64_t dropped;  /* whose time passed without them */
    uint64_t late;     /* by more than FILM_LATE_MS */
    uint64_t restarts; /* of decoders */
};

/* What a film is decoded with. */
struct film_tools {
    const char *program; /* NULL: there is none */
    void *context;       /* of what follows */
    /* A file of the site to read, to be closed; −1: `fail` says why there is none. */
    int (*open)(void *context, const char *name, struct fail *fail);
    struct film_strikes *strikes;
    struct children *children;
    struct film_counts *counts;
};

/* Zero-initialise. */
struct film_run {
    struct film_playing playing;
    struct film_client *client; /* NULL: not started, or given up */
    bool given_up;              /* the poster is shown to the end */
    int failures;
    int64_t well_ns; /* monotonic: since when nothing was wrong; 0: nothing was shown yet */
    int64_t counted; /* position of the last frame that was presented, + 1; 0: none */
    int64_t on;      /* position of the frame that is to be presented, + 1; 0: none */
    bool awaits;     /* the frame that is due is not there */
};

/* Its decoder is started, so that it is ready when the playing begins. Does nothing when it is. */
void film_run_prepare(struct film_run *run, const struct film_tools *tools, struct instant now);
/* The frame that is on; NULL: the poster. Good until the next call for this run. */
const struct film_frame *film_run_frame(struct film_run *run, const struct film_tools *tools,
                                        struct instant now);
/* What film_run_frame said last was presented, at `now`; more than `late_ms` is late. */
void film_run_presented(struct film_run *run, const struct film_tools *tools, struct instant now,
                        int64_t late_ms);
/* What it sounds like, all but when and whether (film_voice.h). False: nothing. */
struct film_heard;
bool film_run_heard(const struct film_run *run, struct film_heard *out);
/* Nobody sees it. */
void film_run_rest(struct film_run *run);
/* It goes on as `next` (film_playing_joins). */
void film_run_join(struct film_run *run, const struct film_playing *next);
/* When film_run_frame says something else, wall ms; INT64_MAX: never. `look_ms`: how soon after `now_ms` it
 * is looked for what is due already. */
int64_t film_run_due_ms(const struct film_run *run, int64_t now_ms, int64_t look_ms);
