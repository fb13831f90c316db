/* Content on disk: the only thing between the network and the picture. kiosk-sync writes, kiosk reads.
 * docs/formats.md has what each file holds.
 *
 *   lock                      held by the one writer
 *   trust                     the public keys kiosk-sync believes, for readers that were not told any
 *   screen                    which of the site's screens this is, where its desk has said so
 *   state.a  state.b          two copies of the state; the newest valid one wins
 *   o/<2 hex>/<64 hex>        objects as published, named by their BLAKE2b-256
 *   p/<64 hex>.<w>x<h>        display-ready pictures, made from object <64 hex> for a panel of w × h px
 *   p/<64 hex>.film           the film <64 hex> was found fit: the hash of the index it was compared with
 *   gen/<epoch>.<seq>/        manifest and manifest.sig as accepted
 *   incoming/<64 hex>.part    unfinished downloads
 *   feeds/<feed id>           last good normalised feed, with its time
 *
 * The player's word lies in a folder of the player's own (store_player_in), which its user alone writes:
 *
 *   good  rejected            the last generation that proved itself, and those it refuses
 *
 * A generation is what its signature says: whoever opens one checks its manifest's signature, every time. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "core/feed/feed.h"
#include "core/manifest/manifest.h"
#include "core/site/site.h"
#include "store/sign.h"
#include "system/hash.h"

struct generation_id {
    uint32_t epoch;
    uint64_t seq; /* 0.0: none */
};
bool generation_id_same(struct generation_id a, struct generation_id b);
bool generation_id_none(struct generation_id id);
/* Of two: the one that was published later. */
bool generation_id_newer(struct generation_id a, struct generation_id b);

enum { STORE_WHY_MAX = 240, STORE_REJECTED_MAX = 8, STORE_SITE_MAX = 64 };

/* A generation that is not to be used. */
enum store_judge {
    STORE_BY_UNKNOWN, /* written before reasons were kept */
    STORE_BY_CONTENT, /* a file of it cannot be decoded, or the site cannot be used; seen twice */
    STORE_BY_PLAYER,  /* as long as the player stands by it */
};
struct store_rejection {
    struct generation_id id;
    enum store_judge by;
    int64_t at_s; /* when, UTC; 0: unknown */
    char why[STORE_WHY_MAX];
};

struct store_state {
    uint64_t n; /* counts writes; the higher valid slot wins */
    struct generation_id current, previous, ratchet;
    struct generation_id proven; /* the last that the player called good; kept until another one is */
    char site[STORE_SITE_MAX];   /* of the generations; "": none was accepted yet */
    struct store_rejection rejected[STORE_REJECTED_MAX]; /* newest first */
    size_t rejected_count;
    int64_t clock_s; /* newest `issued` accepted: a floor for a clock that was lost */
};

struct store;

/* Opens an existing or new store for writing (takes the lock, sweeps unfinished files) or for reading only.
 */
struct store *store_open(const char *folder, bool writable, struct fail *fail) MUST_CHECK;
void store_close(struct store *store);
const char *store_folder(const struct store *store);
/* Calls `alive` before each step of a write that the disk may hold up, so that a slow card is not taken for a
 * program that hangs. */
void store_set_alive(struct store *store, void (*alive)(void *context), void *context);

/* Where the player's word lies, for whoever reads or writes it: `folder` is borrowed. Not called, or NULL:
 * `player` in the store, for one user who plays and fetches. */
void store_player_in(struct store *store, const char *folder);
/* That folder, malloc'd; NULL when out of memory. */
char *store_player_folder(const struct store *store) MUST_CHECK;

/* The keys in a file of minisign public keys. */
bool trust_read(const char *path, struct trust *trust, struct fail *fail) MUST_CHECK;
/* Reader: believe the keys in this file, and no others; it is read whenever a generation is opened, so it may
 * come later or change. `path` is borrowed. Not called, or NULL: the store's own `trust`, which guards
 * against damage but not against somebody who can write the store. */
void store_trust_from(struct store *store, const char *path);
/* Writer: believe these keys from now on, and keep them in the store for readers (written only when it holds
 * something else). */
bool store_trust_keep(struct store *store, const struct trust *trust, struct fail *fail) MUST_CHECK;

/* Writer: nothing that it holds is shown any more, and numbers begin anew. */
bool store_forget(struct store *store, struct fail *fail) MUST_CHECK;
/* Writer: somebody else says from now on what is shown, with these keys. When the store believes none of
 * them, what it holds, and how new what comes must be, is another's: it is current no more, and numbers begin
 * anew. A store of the same owner stays as it is. */
bool store_change_owner(struct store *store, const struct trust *trust, struct fail *fail) MUST_CHECK;
/* Writer: which of the site's screens this is; "": the desk does not say (written only when it holds
 * something else). */
bool store_screen_keep(struct store *store, const char *screen, struct fail *fail) MUST_CHECK;
enum { STORE_SCREEN_MAX = 65 };
/* Read afresh; "": nobody has said. */
void store_screen(const struct store *store, char screen[STORE_SCREEN_MAX]);

/* Reads the state slots afresh. No valid slot: falls back to the newest generation that is signed and whole;
 * false when there is none. */
bool store_state_read(struct store *store, struct store_state *state, struct fail *fail) MUST_CHECK;
/* Commit point: atomic and durable, first over the older slot, then over the other, so that neither is needed
 * alone. True once one holds it. Sets state->n. */
bool store_state_write(struct store *store, struct store_state *state, struct fail *fail) MUST_CHECK;
/* Cheap: has a slot, a feed or a picture changed since the last call? */
bool store_changed(struct store *store);

/* A generation, opened: its manifest and a view of its files. Checked at opening: the manifest's signature,
 * the hashes of its pages (JSON) and the sizes of all other objects; whenever a file is read: its hash. */
struct generation {
    struct generation_id id;
    struct manifest *manifest;
    struct store *store;
    struct generation_page *pages; /* beside the manifest's files; NULL: none kept */
};
struct generation *generation_open(struct store *store, struct generation_id id,
                                   struct fail *fail) MUST_CHECK;
/* The same for who reads its pages next: their bytes are kept from the check until they are read, so that
 * each is read and hashed once. */
struct generation *generation_open_to_read(struct store *store, struct generation_id id,
                                           struct fail *fail) MUST_CHECK;
/* The same when objects are missing: what is left of it, for when nothing whole can be had. */
struct generation *generation_open_damaged(struct store *store, struct generation_id id,
                                           struct fail *fail) MUST_CHECK;
/* Are all its files there, and its pages as they were signed? */
bool generation_whole(const struct generation *generation, struct fail *fail) MUST_CHECK;
void generation_close(struct generation *generation);
/* Lets go of the pages that nobody has read. */
void generation_forget_pages(struct generation *generation);
struct site_files generation_files(struct generation *generation);
/* The object of file `name`; NULL when the manifest has none. */
const struct manifest_file *generation_file(const struct generation *generation, const char *name);
/* Where the object of file `name` lies, its hash checked once in this process; malloc'd, NULL when it is
 * missing or damaged. */
char *generation_object(struct generation *generation, const char *name, struct fail *fail) MUST_CHECK;

/* Cheap: a regular file of that size. */
bool store_has_object(const struct store *store, const char *hex, uint64_t size);
/* Cheap: a regular file. */
bool store_has_picture(const struct store *store, const char *hex, int w, int h);
enum object_state {
    OBJECT_RIGHT,
    OBJECT_WRONG, /* missing, damaged, or it cannot be read, by its blocks or its rights: worth nothing */
    OBJECT_UNREADABLE, /* not now, for another reason: memory, too many open files */
};
/* Reads all of it and compares the hash; `fail` says why it is not right. */
enum object_state store_object_check(const struct store *store, const char *hex, uint64_t size,
                                     struct fail *fail) MUST_CHECK;
/* The bytes of an object, malloc'd with a NUL behind them, when they have its hash; `afresh`: from the disk
 * itself and not from the page cache, so that a bad read does not judge twice. */
enum object_state store_object_read(const struct store *store, const char *hex, uint64_t size, bool afresh,
                                    char **bytes, struct fail *fail) MUST_CHECK;
/* Removes a damaged object, whatever stands there, so that it is fetched again. */
bool store_object_drop(struct store *store, const char *hex, struct fail *fail) MUST_CHECK;
char *store_object_path(const struct store *store, const char *hex) MUST_CHECK;                /* malloc'd */
char *store_picture_path(const struct store *store, const char *hex, int w, int h) MUST_CHECK; /* malloc'd */
char *store_part_path(const struct store *store, const char *hex) MUST_CHECK;                  /* malloc'd */
/* Moves a finished .part into o/ after checking size and hash of the very file descriptor that is kept; one
 * that is wrong is removed, other failures leave it. */
bool store_adopt(struct store *store, const char *hex, uint64_t size, struct fail *fail) MUST_CHECK;
bool store_picture_write(struct store *store, const char *hex, int w, int h, const void *bytes, size_t size,
                         struct fail *fail) MUST_CHECK;
/* Was this film found to be what its index says? Both by their hashes. */
bool store_film_fit(const struct store *store, const char *hex, const char *index) MUST_CHECK;
/* Remembers that, so that hundreds of MB are not looked through at each update. */
bool store_film_found_fit(struct store *store, const char *hex, const char *index,
                          struct fail *fail) MUST_CHECK;
/* Writes gen/<id>/ (manifest and signature), durable. */
bool store_generation_write(struct store *store, struct generation_id id, const char *manifest,
                            size_t manifest_size, const char *signature, size_t signature_size,
                            struct fail *fail) MUST_CHECK;
/* Are these the very bytes of the manifest that the store has for `id`? False when it has none. */
bool store_generation_holds(const struct store *store, struct generation_id id, const char *manifest,
                            size_t size) MUST_CHECK;
/* Removes generations, objects and pictures that neither current nor previous nor proven needs, and stale
 * parts. */
bool store_collect(struct store *store, const struct store_state *state, struct fail *fail) MUST_CHECK;
/* The same, but what `coming` needs stays, too, and what was begun of it. */
bool store_collect_before(struct store *store, const struct store_state *state, const struct manifest *coming,
                          struct fail *fail) MUST_CHECK;
/* Bytes of an unfinished download. */
uint64_t store_part_size(const struct store *store, const char *hex);
/* A descriptor to read an object of that size from; the caller closes it. -1: it is not there. */
int store_object_open(const struct store *store, const char *hex, uint64_t size,
                      struct fail *fail) MUST_CHECK;

bool store_feed_write(struct store *store, const char *feed_id, const char *json, size_t size,
                      int64_t fetched_s, struct fail *fail) MUST_CHECK;
/* NULL when there is none or it is broken (then `fail` says so). */
struct feed_data *store_feed_read(struct store *store, const char *feed_id, struct fail *fail) MUST_CHECK;

/* The same from bytes already read: {"fetched": s, "feed": {…}}. */
struct feed_data *store_feed_parse(const char *feed_id, const char *bytes, size_t size,
                                   struct fail *fail) MUST_CHECK;

/* The player's word is read here, and written by whoever can wait: what is to be written is told as a note.
 */
struct store_note {
    char *path, *text; /* owned; text NULL: the file goes */
};
bool store_note_write(const struct store_note *note, struct fail *fail) MUST_CHECK; /* any thread */
void store_note_finish(struct store_note *note);

/* The last generation that proved to be good; 0.0: none did. */
struct generation_id store_marked_good(const struct store *store);
bool store_mark_good(const struct store *store, struct generation_id id, struct store_note *note) MUST_CHECK;

/* A generation that the player holds to be bad, for a reason that lies in the content. */
enum { STORE_REFUSALS_MAX = 8 };
struct store_refusal {
    struct generation_id id;
    int64_t at_s; /* when, UTC */
    char why[STORE_WHY_MAX];
};
struct store_refusals {               /* newest first */
    char configuration[HASH_HEX + 1]; /* hash of what the player was told when it said so; "": nothing said */
    size_t count;
    struct store_refusal items[STORE_REFUSALS_MAX];
};
/* None when there are none or they cannot be read. */
struct store_refusals store_refusals(const struct store *store);
/* NULL: not refused. */
const struct store_refusal *store_refusal_of(const struct store_refusals *refusals, struct generation_id id);
/* Adds one; those said under another `configuration` (64 hex digits) no longer count and go. */
void store_refuse(struct store_refusals *refusals, const char *configuration,
                  const struct store_refusal *refusal);
/* All of them; none: the file goes. False: out of memory. */
bool store_note_refusals(const struct store *store, const struct store_refusals *refusals,
                         struct store_note *note) MUST_CHECK;
