/* The site's feeds: each fetched at its own pace, parsed by kiosk-intake, its last good data kept in the
 * store. A failure never removes what is there. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/site/site.h"
#include "store/store.h"
#include "sync/ports.h"

struct feed_jobs;

/* Borrows both. */
struct feed_jobs *feed_jobs_create(struct store *store, const struct ports *ports) MUST_CHECK;
void feed_jobs_destroy(struct feed_jobs *jobs);

/* Takes over the feeds of `site` (borrowed until the next call): new ones are due at once, those that stay
 * keep their pace, others end. */
void feed_jobs_set_site(struct feed_jobs *jobs, const struct site *site);

void feed_jobs_step(struct feed_jobs *jobs);
int64_t feed_jobs_next_ms(const struct feed_jobs *jobs); /* steady */
struct curl_waitfd;
unsigned feed_jobs_fds(const struct feed_jobs *jobs, struct curl_waitfd *fds, unsigned max);

struct feed_view {
    const char *id;
    int64_t fetched_s; /* last good answer, 0: never since the program started */
    unsigned failures; /* in a row */
    bool busy;         /* being fetched or parsed */
    const char *error; /* "" when well */
    /* of the list last kept: see core/feed/feed.h; "" without a note */
    size_t left_out, unusable;
    const char *note;
};
size_t feed_jobs_count(const struct feed_jobs *jobs);
struct feed_view feed_jobs_view(const struct feed_jobs *jobs, size_t index);

/* The next feed that changed for the better or the worse since it was last asked for; false when none. `text`
 * is a line for the log. */
bool feed_jobs_take_news(struct feed_jobs *jobs, bool *good, char *text, size_t size);
