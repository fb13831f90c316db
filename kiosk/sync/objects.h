/* Fetches what is missing of a candidate generation: its files by their hashes, a few at a time, resuming
 * what an earlier attempt left. Each is adopted by the store only when its bytes have its hash. */
#pragma once

#include <stdint.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "core/manifest/manifest.h"
#include "store/store.h"
#include "sync/ports.h"

struct objects;

struct objects_problem {
    struct fail fail;
    enum cause cause;
    int64_t retry_after_s; /* what the server asked for, 0: nothing */
};

struct objects_request {
    struct store *store;
    const struct ports *ports;
    const char *url; /* of the published folder */
    const struct manifest *manifest;
    void *context;
    /* Once, when all are in the store (`problem` NULL) or, after those under way have ended, when one was not
     * to be had. May destroy the objects, and the problem with them. */
    void (*done)(void *context, const struct objects_problem *problem);
};

/* Borrows everything in `request`. NULL when out of memory. */
struct objects *objects_create(const struct objects_request *request) MUST_CHECK;
/* Starts the first; calls `done` at once when nothing is missing or nothing can be started. */
void objects_start(struct objects *objects);
/* How far it is, what was in the store at the beginning included; unfinished files count by their bytes. */
struct objects_progress {
    size_t files, of_files;
    uint64_t bytes, of_bytes;
};
struct objects_progress objects_progress(const struct objects *objects);
/* Ends what is under way; what was received of it stays, to be gone on with. */
void objects_destroy(struct objects *objects);
