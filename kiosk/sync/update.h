/* One published site into the store: poll the manifest, check it, fetch what is missing, test-decode every
 * picture, then switch in one atomic step. Nothing unverified is ever stored under its final name, and every
 * failure keeps what is on the screen. A generation is given up only for what its own content is, seen twice;
 * whatever else goes wrong is tried again, with pauses, for ever. The order of steps is that of TUF's client
 * workflow, cut down to one signed file.
 *
 * Three things go on beside each other and never wait for one another: the server is asked for news, what it
 * offered is brought, and what is on the disk is looked after. News that are newer than what is being brought
 * take its place. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "store/sign.h"
#include "store/store.h"
#include "sync/cause.h"
#include "sync/objects.h"
#include "sync/ports.h"

struct update_options {
    const char *url; /* of the published folder, https, without the last "/" */
    const char
        *site; /* id that the manifest must carry; NULL: that of the first one accepted, from then on */
    const char *channel; /* "main" */
    const struct trust *trust;
    int panel_width, panel_height; /* px pictures are made ready for */
    int64_t poll_ms;
};

struct update;

/* Borrows store, ports and everything in `options`. */
struct update *update_create(const struct update_options *options, struct store *store,
                             const struct ports *ports) MUST_CHECK;
void update_destroy(struct update *update);

/* Starts what is due and moves running picture jobs. */
void update_step(struct update *update);
/* Somebody says that there are news: the server is asked at the next step, or once what is being asked is
 * answered. */
void update_hurry(struct update *update);
/* When update_step wants to be called at the latest, steady. */
int64_t update_next_ms(const struct update *update);
struct curl_waitfd;
unsigned update_fds(const struct update *update, struct curl_waitfd *fds, unsigned max);

enum update_news {
    UPDATE_NOTHING,
    UPDATE_SWITCHED,
    UPDATE_REPAIRED, /* what is on the disk */
    UPDATE_SAME,
    UPDATE_FAILED,
    UPDATE_DAMAGED,  /* something on the disk is; the update that repairs it is under way */
    UPDATE_FORGIVEN, /* the player no longer refuses a generation, which is asked for again */
};
/* What happened next since the start, one at a time until UPDATE_NOTHING; `text` (may be NULL) gets a line
 * for the log. */
enum update_news update_take_news(struct update *update, char *text, size_t size);

enum update_phase {
    UPDATE_STARTING, /* has not asked yet */
    UPDATE_ASKING,
    UPDATE_FETCHING,
    UPDATE_PREPARING, /* pictures, films */
    UPDATE_WAITING,
};
struct update_view { /* for the status report */
    enum update_phase phase;
    bool settled; /* the server answered or failed to, nothing is under way, all on the disk was looked at */
    struct generation_id current, previous;
    struct generation_id offered;     /* newest the server offers, as far as it is known; 0.0: nothing */
    struct objects_progress progress; /* UPDATE_FETCHING, UPDATE_PREPARING */
    size_t pictures, of_pictures;     /* the same */
    int64_t next_s;                   /* when the server is asked next, UTC; 0: being done */
    int64_t checked_s;                /* last time the server answered well, 0: never */
    int64_t issued_s, fresh_until_s;
    unsigned failures; /* in a row; never 0 while what the server offers is not what is used */
    const char *error; /* of the last failure; "" after a success */
    enum cause cause;  /* of the error */
    const struct store_rejection *rejected; /* newest first; until the next step */
    size_t rejected_count;
};
struct update_view update_view(const struct update *update);
