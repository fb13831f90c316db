/* What screens report: the newest of each, written together, so that a thousand screens are one write a
 * second at most. */
#pragma once

#include "desk/data/database.h"
#include "desk/data/screen_events.h"

enum {
    STATUS_TEXT_MAX = 100, /* bytes */
    STATUS_FRAME_MAX = 64,
    STATUS_EVERY_MS = 1000,
    STATUS_EVENTS_MAX = 40000, /* that wait to be written */
};

struct screen_status {
    int64_t screen, received_ms; /* UTC of the desk, never of the screen (H12) */
    int64_t epoch, seq;          /* what it plays */
    char rung[STATUS_TEXT_MAX + 1], slide[STATUS_TEXT_MAX + 1];
    char frame[STATUS_FRAME_MAX + 1]; /* what the picture on it is called; "": it does not say */
    int64_t free_bytes;
    int temperature; /* tenths of a degree Celsius; INT32_MIN: it does not say */
    uint32_t flags;  /* of the protocol */
};

/* Belongs to one thread. NULL: no memory. */
struct status_batch;
struct status_batch *status_batch_create(void) MUST_CHECK;
void status_batch_destroy(struct status_batch *batch); /* without writing */
/* False: no memory, or more screens than a desk has. */
bool status_batch_put(struct status_batch *batch, const struct screen_status *status) MUST_CHECK;
/* Something that happened to a screen, written with the reports: when all of them change at once, that is one
 * write as well. `what` and `detail` are copied. False: no memory, or too many wait. */
bool status_batch_note(struct status_batch *batch, int64_t screen, int64_t at_ms, const char *what,
                       const char *detail) MUST_CHECK;
/* When it should be written, monotonic; INT64_MAX: there is nothing to write. */
int64_t status_batch_due_ms(const struct status_batch *batch);
/* All in one transaction, but for screens that are not there. What could not be written stays, and is due
 * again STATUS_EVERY_MS later. `mono_ms` monotonic. */
enum outcome status_batch_write(struct status_batch *batch, struct database *database, int64_t mono_ms,
                                struct fail *fail) MUST_CHECK;

/* What was written last, of every screen that has ever reported; lives during the call. */
enum outcome screen_status_list(struct database *database,
                                void (*see)(void *context, const struct screen_status *status), void *context,
                                struct fail *fail) MUST_CHECK;
