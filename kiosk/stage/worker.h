/* The painting thread: owns an easel, turns requests for scenes and for views of the guide into pixels.
 * Shares with the main thread only a bounded queue in and a mailbox out; pixels travel inside the answer. */
#pragma once

#include <stdbool.h>

#include "core/base/compiler.h"
#include "show/painting.h"
#include "stage/bell.h"

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

/* Views of the guide, see show/sight.h. They go before the scenes that wait, and only the newest request
 * counts: one not begun and an answer not taken are dropped. Always taken on. */
struct sight_request;
struct sight;
void worker_look(struct worker *worker, const struct sight_request *request);
/* Takes the newest answer, false when there is none. The caller finishes it. */
bool worker_seen(struct worker *worker, struct sight *sight) MUST_CHECK;
/* The visitor has gone: waiting views are dropped, fonts closed, and what is left in the thread's memory
 * overwritten once it is at rest. Counts as one outstanding request until then. */
void worker_forget(struct worker *worker);
