/* The start of one generation under way: it counts against it until the contrary is known, and has so long
 * until its first picture. */
#pragma once

#include "player/starts.h"

struct deadline;

/* Zero-initialise, then set the first two. */
struct attempt {
    const char *runtime_folder; /* NULL: nothing is remembered */
    struct deadline *deadline;  /* may be NULL */
    struct starts starts;
    struct generation_id id; /* whose start it is */
    bool under_way;          /* and it has not survived yet */
    bool presented;          /* … but shown something */
    bool paused;             /* attempt_pause: neither is held against it */
    bool running;            /* this program has shown something, of whatever generation */
    int64_t began_s;         /* monotonic */
};

void attempt_begin(struct attempt *attempt, struct generation_id id, int64_t now_s);
/* It does not count after all. */
void attempt_drop(struct attempt *attempt);
/* From now on, until attempt_resume, whatever happens is the display's: no end counts, no deadline runs. */
void attempt_pause(struct attempt *attempt);
void attempt_resume(struct attempt *attempt, int64_t now_s);
/* What is played is on the screen. */
void attempt_presented(struct attempt *attempt);
/* What is played has run STARTS_QUICK_S: earlier ends no longer count. */
void attempt_survived(struct attempt *attempt);
/* The player ends as asked. */
void attempt_ended(struct attempt *attempt, int64_t now_s);
