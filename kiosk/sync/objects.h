/* Fetches what is missing of a candidate generation: its files by their hashes, a few at a time, resuming
 * what an earlier attempt left. Each is adopted by the store only when its bytes have its hash. */
#pragma once

#include <stdint.h>

#include "core/compiler.h"
#include "core/fail.h"
#include "core/manifest.h"
#include "store/store.h"
#include "sync/fetch.h"

struct objects;

struct objects_request {
    struct store *store;
    struct fetcher *fetcher;
    const char *url; /* of the published folder */
    const struct manifest *manifest;
    void *context;
    /* Once, when all are in the store (`fail` NULL) or, after those under way have ended, when one was not to
     * be had; `retry_after_s` is then what its server asked for, 0: nothing. May destroy the objects. */
    void (*done)(void *context, const struct fail *fail, int64_t retry_after_s);
};

/* Borrows everything in `request`. NULL when out of memory. */
struct objects *objects_create(const struct objects_request *request) MUST_CHECK;
/* Starts the first; calls `done` at once when nothing is missing or nothing can be started. */
void objects_start(struct objects *objects);
/* Not while transfers are under way, unless the fetcher is gone already. */
void objects_destroy(struct objects *objects);
