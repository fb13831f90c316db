/* One zone's place in its loop: what it shows, what comes next, and how far that is prepared. */
#pragma once

#include "core/scene/timeline.h"
#include "stage/worker.h"

enum cue_state {
    CUE_IDLE,    /* nothing asked for */
    CUE_ASKED,   /* the painter is at it */
    CUE_PAINTED, /* `answer` is held here */
    CUE_OFFERED, /* its pixels are with the compositor */
};

struct cue {
    bool shows; /* something is on the screen */
    struct timeline_entry shown;
    uint64_t hash;          /* of what is shown */
    struct film_place film; /* in what is shown */
    int64_t since_ms;       /* when it came on */
    int64_t due_ms;         /* when something else must be there; INT64_MAX: never */
    int64_t retry_ms;       /* do not ask before; after a failure */

    enum cue_state state;
    uint64_t number; /* of the request */
    int64_t at_ms;   /* when the next comes on */
    struct timeline_entry next;
    struct paint_answer answer; /* its pixels leave with CUE_OFFERED */
    uint64_t changes;           /* entries shown so far */
};

void cue_finish(struct cue *cue);
/* Whatever is under way is dropped; something new is due at once. */
void cue_reset(struct cue *cue, int64_t now_ms);
/* The next entry and when it is to come on; then `number` was asked for. */
void cue_ask(struct cue *cue, uint64_t number, const struct timeline_entry *next, int64_t at_ms);
/* Takes the answer (emptied) when it is the awaited one; false: stale, the caller finishes it. */
bool cue_answer(struct cue *cue, struct paint_answer *answer) MUST_CHECK;
/* The next is on the screen as of `now_ms`. True when it is another entry than before. */
bool cue_commit(struct cue *cue, int64_t now_ms);
/* Are they the same turn of the same slide? */
bool cue_same_entry(const struct timeline_entry *a, const struct timeline_entry *b);
/* Is what it shows due to change within its own length, and not long past that? False: the clock was set, or
 * the loop is stuck; `late_ms` is forgiven. */
bool cue_on_time(const struct cue *cue, int64_t now_ms, int64_t late_ms);
/* Is `other` still being prepared for the same moment as `cue`, or an earlier one? They come on together. */
bool cue_awaits(const struct cue *cue, const struct cue *other);
/* How the next comes on: as its slide says; a new version of the same entry is cut to, and so is a film that
 * goes on or begins again; where it is to be `calm` everything is. */
enum transition cue_transition(const struct cue *cue, bool calm);
