/* Content on disk: the only thing between the network and the picture. kiosk-sync writes, kiosk reads.
 *
 *   lock                       held by the one writer
 *   state.a state.b            two slots, newest valid wins: JSON + hash; which generation is current and
 * previous, the ratchet (epoch, seq), what was rejected o/<2 hex>/<64 hex>         objects as published,
 * named by their BLAKE2b-256 p/<64 hex>.<w>x<h>         display-ready pictures made from object <64 hex> for
 * a panel of w × h px gen/<epoch>.<seq>/         manifest, manifest.sig as accepted incoming/<64 hex>.part
 * unfinished downloads feeds/<feed id>            last good normalised feed, with its time: {"fetched": s,
 * "feed": {…}} player/good player/rejected   the player's word on a generation ("<epoch>.<seq>"); written by
 * kiosk only status.json                kiosk-sync's report
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/compiler.h"
#include "core/fail.h"
#include "core/feed.h"
#include "core/manifest.h"
#include "core/site.h"
#include "store/hash.h"

struct generation_id {
    uint32_t epoch;
    uint64_t seq; /* 0.0: none */
};

struct store_state {
    uint64_t n; /* counts writes; the higher valid slot wins */
    struct generation_id current, previous, ratchet;
    struct generation_id rejected[8]; /* newest first */
    size_t rejected_count;
    int64_t clock_s; /* newest `issued` accepted: a floor for a clock that was lost */
};

struct store;

/* Opens an existing or new store for writing (takes the lock, sweeps unfinished files) or for reading only.
 */
struct store *store_open(const char *folder, bool writable, struct fail *fail) MUST_CHECK;
void store_close(struct store *store);
const char *store_folder(const struct store *store);

/* Reads the state slots afresh. No valid slot: falls back to the newest generation whose files are whole;
 * false when there is none. */
bool store_state_read(struct store *store, struct store_state *state, struct fail *fail) MUST_CHECK;
/* Commit point: atomic, durable, into the older slot. Sets state->n. */
bool store_state_write(struct store *store, struct store_state *state, struct fail *fail) MUST_CHECK;
/* Cheap: has a slot, a feed or a picture changed since the last call? */
bool store_changed(struct store *store);

/* A generation, opened: its manifest and a view of its files. Objects are checked for size at opening and for
 * their hash on first use. */
struct generation {
    struct generation_id id;
    struct manifest *manifest;
    struct store *store;
};
struct generation *generation_open(struct store *store, struct generation_id id,
                                   struct fail *fail) MUST_CHECK;
void generation_close(struct generation *generation);
struct site_files generation_files(struct generation *generation);
/* The object of file `name`; NULL when the manifest has none. */
const struct manifest_file *generation_file(const struct generation *generation, const char *name);

bool store_has_object(const struct store *store, const char *hex, uint64_t size);
char *store_object_path(const struct store *store, const char *hex) MUST_CHECK;                /* malloc'd */
char *store_picture_path(const struct store *store, const char *hex, int w, int h) MUST_CHECK; /* malloc'd */
char *store_part_path(const struct store *store, const char *hex) MUST_CHECK;                  /* malloc'd */
/* Moves a finished .part into o/ after checking size and hash of the very file descriptor that is kept. */
bool store_adopt(struct store *store, const char *hex, uint64_t size, struct fail *fail) MUST_CHECK;
bool store_picture_write(struct store *store, const char *hex, int w, int h, const void *bytes, size_t size,
                         struct fail *fail) MUST_CHECK;
/* Writes gen/<id>/ (manifest and signature), durable. */
bool store_generation_write(struct store *store, struct generation_id id, const char *manifest,
                            size_t manifest_size, const char *signature, size_t signature_size,
                            struct fail *fail) MUST_CHECK;
/* Removes generations, objects and pictures that neither current nor previous needs, and stale parts. */
bool store_collect(struct store *store, const struct store_state *state, struct fail *fail) MUST_CHECK;

bool store_feed_write(struct store *store, const char *feed_id, const char *json, size_t size,
                      int64_t fetched_s, struct fail *fail) MUST_CHECK;
/* NULL when there is none or it is broken (then `fail` says so). */
struct feed_data *store_feed_read(struct store *store, const char *feed_id, struct fail *fail) MUST_CHECK;

/* The same from bytes already read: {"fetched": s, "feed": {…}}. */
struct feed_data *store_feed_parse(const char *feed_id, const char *bytes, size_t size,
                                   struct fail *fail) MUST_CHECK;

/* The player's word. */
bool store_mark(struct store *store, bool good, struct generation_id id, struct fail *fail) MUST_CHECK;
struct generation_id store_marked(const struct store *store, bool good);
