/* Writing that nobody waits for: one thread, a bounded queue in, and what has ended back out. A disk that
 * hangs holds up this thread and nothing else. All calls are of one thread, the one that made it. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"

enum { WRITER_QUEUE_MAX = 32 };

enum writer_end {
    WRITER_WRITTEN,
    WRITER_FAILED,   /* `fail` says why */
    WRITER_REPLACED, /* a newer one with its key says it */
};

struct writer_job {
    const char *key; /* of jobs that wait under one key only the newest is done; static; NULL: every one is */
    void *what;      /* belongs to the writer until `ended` */
    /* On the writer's thread. True, and something in `fail` all the same: that is to be said. */
    bool (*write)(void *what, struct fail *fail);
    /* On the caller's thread, once, from writer_post or writer_collect; takes `what` back. */
    void (*ended)(void *context, void *what, enum writer_end end, const struct fail *fail);
    void *context; /* of `ended` */
};

struct writer;
/* NULL: no memory or no thread. */
struct writer *writer_create(void) MUST_CHECK;
/* False: WRITER_QUEUE_MAX jobs wait or were not collected; `what` stays the caller's. */
bool writer_post(struct writer *writer, const struct writer_job *job) MUST_CHECK;
/* Calls `ended` for what has ended since. To be called at every turn; never waits. */
void writer_collect(struct writer *writer);
/* Waits for all that was posted, at most `within_ms`, collects it and ends the thread. False: the disk hangs;
 * what is not written is lost, and the thread, its memory and what it has in hand are left to the end of the
 * process. NULL is fine. */
bool writer_destroy(struct writer *writer, int64_t within_ms);
