#include "sync/update.h"

#include <curl/curl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/manifest.h"
#include "core/retry.h"
#include "store/random.h"
#include "sync/objects.h"
#include "sync/pictures.h"
#include "sync/room.h"
#include "sync/scrub.h"

enum { SIGNATURE_BYTES_MAX = 4096, URL_MAX = 1000, MISMATCH_RETRY_MS = 1000 };

enum phase { PHASE_IDLE, PHASE_MANIFEST, PHASE_SIGNATURE, PHASE_OBJECTS, PHASE_PICTURES };

struct update {
    struct update_options options;
    struct store *store;
    struct fetcher *fetcher;
    struct store_state state;
    enum phase phase;
    int64_t next_ms, now_ms, now_s;
    unsigned failures, mismatches;
    char etag[FETCH_ETAG_MAX], new_etag[FETCH_ETAG_MAX];
    char *bytes, *signature; /* of the candidate */
    size_t size, signature_size;
    struct manifest *manifest; /* the candidate, once verified */
    bool from_disk;            /* the candidate is the current generation, its manifest read from the disk */
    bool repair_tried;
    bool repair; /* the current generation is damaged on the disk: fetch it again, though it is the same */
    struct scrub *scrub;
    int64_t retry_after_s;
    struct objects *objects;
    struct pictures *pictures;
    struct update_view view;
    char site[64], error[sizeof(((struct fail *)0)->text)];
    enum update_news news;
    char news_text[600];
};

static void drop_candidate(struct update *update) {
    objects_destroy(update->objects);
    pictures_destroy(update->pictures);
    manifest_destroy(update->manifest);
    free(update->bytes);
    free(update->signature);
    update->objects = NULL;
    update->pictures = NULL;
    update->manifest = NULL;
    update->bytes = update->signature = NULL;
    update->from_disk = false;
    update->phase = PHASE_IDLE;
}

static void tell(struct update *update, enum update_news news, const char *text) {
    update->news = news;
    snprintf(update->news_text, sizeof(update->news_text), "%s", text);
}

static void give_up(struct update *update, const struct fail *why) {
    drop_candidate(update);
    room_give_back(update->store, &update->state);
    update->failures++;
    update->next_ms =
        update->now_ms + retry_delay_ms(update->failures, random_fraction(), update->retry_after_s);
    snprintf(update->error, sizeof(update->error), "%s", why->text);
    tell(update, UPDATE_FAILED, update->error);
}

static void succeed(struct update *update, enum update_news news, const char *text) {
    bool asked = !update->from_disk;
    drop_candidate(update);
    update->failures = update->mismatches = 0;
    update->error[0] = '\0';
    if (asked)
        update->view.checked_s = update->now_s;
    update->next_ms = asked ? update->now_ms + retry_poll_ms(update->options.poll_ms, random_fraction()) : 0;
    tell(update, news, text);
}

/* Remembers that this generation is bad, so that it is not tried again before a higher number comes. */
static void reject(struct update *update, struct generation_id id, const struct fail *why) {
    struct store_state *state = &update->state;
    size_t keep =
        state->rejected_count < LENGTH(state->rejected) ? state->rejected_count : LENGTH(state->rejected) - 1;
    memmove(state->rejected + 1, state->rejected, keep * sizeof(state->rejected[0]));
    state->rejected[0] = id;
    state->rejected_count = keep + 1;
    if (generation_id_newer(id, state->ratchet))
        state->ratchet = id;
    struct fail fail;
    if (!store_state_write(update->store, state, &fail)) {
        give_up(update, &fail);
        return;
    }
    give_up(update, why);
}

static bool get(struct update *update, const char *name, const char *etag, uint64_t max,
                void (*done)(void *, struct fetch_result *)) {
    char url[URL_MAX];
    snprintf(url, sizeof(url), "%s/c/%s/%s", update->options.url, update->options.channel, name);
    struct fetch_request request = {.url = url, .etag = etag, .max = max, .context = update, .done = done};
    struct fail fail;
    if (fetcher_start(update->fetcher, &request, &fail))
        return true;
    give_up(update, &fail);
    return false;
}

/* The pieces that a cut-off earlier attempt left are enough: the commit point. */
static void commit(struct update *update) {
    const struct manifest *manifest = update->manifest;
    struct generation_id id = {manifest->epoch, manifest->seq};
    struct store_state next = update->state;
    struct fail fail;
    bool repaired = generation_id_same(next.current, id);
    if (!repaired)
        next.previous = next.current;
    next.current = id;
    if (generation_id_newer(id, next.ratchet)) /* a repaired one may be behind a rejected one */
        next.ratchet = id;
    if (manifest->issued_s > next.clock_s)
        next.clock_s = manifest->issued_s;
    if ((!update->from_disk && !store_generation_write(update->store, id, update->bytes, update->size,
                                                       update->signature, update->signature_size, &fail)) ||
        !store_state_write(update->store, &next, &fail)) {
        give_up(update, &fail);
        return;
    }
    update->state = next;
    update->repair = false;
    scrub_follow(update->scrub, id);
    update->view.issued_s = manifest->issued_s;
    update->view.fresh_until_s = manifest->fresh_until_s;
    snprintf(update->site, sizeof(update->site), "%s", manifest->site);
    if (!update->from_disk)
        memcpy(update->etag, update->new_etag, sizeof(update->etag));
    char text[200];
    snprintf(text, sizeof(text), "generation %" PRIu32 ".%" PRIu64 " of site %s is %s: %zu files", id.epoch,
             id.seq, manifest->site, repaired ? "repaired" : "ready", manifest->file_count);
    if (!store_collect(update->store, &update->state, &fail))
        snprintf(update->error, sizeof(update->error), "%s", fail.text); /* only disk space is lost */
    succeed(update, update->from_disk ? UPDATE_REPAIRED : UPDATE_SWITCHED, text);
}

static void start_pictures(struct update *update) {
    struct fail fail;
    update->pictures = pictures_create(update->store, update->manifest, update->options.panel_width,
                                       update->options.panel_height);
    update->phase = PHASE_PICTURES;
    if (!update->pictures) {
        fail_set(&fail, "out of memory");
        give_up(update, &fail);
    }
}

static void step_pictures(struct update *update) {
    struct fail fail;
    switch (pictures_step(update->pictures, update->now_ms, &fail)) {
    case PICTURES_RUNNING:
        break;
    case PICTURES_DONE:
        commit(update);
        break;
    case PICTURES_FAILED: /* our own trouble: disk, memory, missing program */
        give_up(update, &fail);
        break;
    case PICTURES_BAD: /* the site's: this generation will never be good, unless it already was */
        if (generation_id_same(update->state.current,
                               (struct generation_id){update->manifest->epoch, update->manifest->seq})) {
            give_up(update, &fail);
            break;
        }
        reject(update, (struct generation_id){update->manifest->epoch, update->manifest->seq}, &fail);
        break;
    }
}

static void objects_done(void *context, const struct fail *fail, int64_t retry_after_s) {
    struct update *update = context;
    if (!fail) {
        start_pictures(update);
        return;
    }
    struct fail why = *fail; /* the objects go with the candidate */
    update->retry_after_s = retry_after_s;
    give_up(update, &why);
}

/* The candidate is to be believed: bring what is missing. */
static void bring(struct update *update) {
    struct fail fail;
    if (!room_make(update->store, &update->state, update->manifest, update->options.panel_width,
                   update->options.panel_height, &fail)) {
        give_up(update, &fail);
        return;
    }
    update->phase = PHASE_OBJECTS;
    update->objects = objects_create(&(struct objects_request){.store = update->store,
                                                               .fetcher = update->fetcher,
                                                               .url = update->options.url,
                                                               .manifest = update->manifest,
                                                               .context = update,
                                                               .done = objects_done});
    if (!update->objects) {
        fail_set(&fail, "out of memory");
        give_up(update, &fail);
        return;
    }
    objects_start(update->objects);
}

/* The comment is signed too, so that a person who checks with minisign sees what the file is; it must agree.
 */
static bool comment_agrees(const struct manifest *manifest, const char *comment) {
    char expected[SIGN_COMMENT_MAX];
    manifest_comment(manifest, expected, sizeof(expected));
    return strcmp(expected, comment) == 0;
}

static bool rejected_before(const struct update *update, struct generation_id id) {
    for (size_t i = 0; i < update->state.rejected_count; i++)
        if (generation_id_same(update->state.rejected[i], id))
            return true;
    return false;
}

static void judge(struct update *update, const char *comment) {
    struct fail fail;
    struct manifest *manifest = update->manifest = manifest_parse(update->bytes, update->size, &fail);
    if (!manifest) {
        give_up(update, &fail);
        return;
    }
    const char *site = update->options.site ? update->options.site
                       : update->site[0]    ? update->site
                                            : manifest->site;
    struct generation_id id = {manifest->epoch, manifest->seq};
    enum manifest_verdict verdict =
        manifest_judge(manifest, site, update->options.channel, update->state.ratchet.epoch,
                       update->state.ratchet.seq, update->now_s);
    if (verdict == MANIFEST_SAME) {
        bool held = generation_id_same(update->state.current, id) && !update->repair;
        if (held || rejected_before(update, id)) {
            memcpy(update->etag, update->new_etag, sizeof(update->etag));
            succeed(update, UPDATE_SAME, "the server has nothing new");
            return;
        }
        verdict = MANIFEST_NEW; /* accepted once but lost from the disk: fetch it again */
    }
    if (verdict != MANIFEST_NEW || !comment_agrees(manifest, comment)) {
        fail_set(&fail, "manifest %" PRIu32 ".%" PRIu64 " refused: %s", id.epoch, id.seq,
                 verdict != MANIFEST_NEW ? manifest_verdict_text(verdict)
                                         : "its signed comment does not agree with it");
        give_up(update, &fail);
        return;
    }
    bring(update);
}

static void signature_done(void *context, struct fetch_result *result) {
    struct update *update = context;
    struct fail fail;
    char comment[SIGN_COMMENT_MAX];
    update->retry_after_s = result->retry_after_s;
    if (result->outcome != FETCH_OK) {
        give_up(update, &result->fail);
        return;
    }
    update->signature = result->bytes;
    update->signature_size = result->size;
    if (sign_verify(update->options.trust, update->bytes, update->size, update->signature,
                    update->signature_size, comment, &fail)) {
        judge(update, comment);
        return;
    }
    bool first = update->mismatches++ == 0;
    give_up(update, &fail);
    if (first) { /* a publish may have happened between the two downloads: look again at once, without alarm
                  */
        update->failures--;
        update->next_ms = update->now_ms + MISMATCH_RETRY_MS;
        update->news = UPDATE_NOTHING;
    }
}

static void manifest_done(void *context, struct fetch_result *result) {
    struct update *update = context;
    update->retry_after_s = result->retry_after_s;
    if (result->outcome == FETCH_NOT_MODIFIED) {
        succeed(update, UPDATE_SAME, "the server has nothing new");
        return;
    }
    if (result->outcome == FETCH_FAILED) {
        give_up(update, &result->fail);
        return;
    }
    update->bytes = result->bytes;
    update->size = result->size;
    memcpy(update->new_etag, result->etag, sizeof(update->new_etag));
    update->phase = PHASE_SIGNATURE;
    get(update, "manifest.sig", NULL, SIGNATURE_BYTES_MAX, signature_done);
}

/* The player tried the current generation and could not show it: back to the one before. */
static void heed_player(struct update *update) {
    struct store_refusals refusals = store_refusals(update->store);
    struct store_state *state = &update->state;
    struct generation_id bad = state->current;
    if (generation_id_none(bad) || !store_refusal_of(&refusals, bad))
        return;
    state->current = state->previous;
    state->previous = (struct generation_id){0, 0};
    struct fail why;
    fail_set(&why, "the player could not show generation %" PRIu32 ".%" PRIu64 "; back to the one before",
             bad.epoch, bad.seq);
    reject(update, bad, &why);
}

/* What is missing is fetched again; current, previous and the ratchet stay as they are. */
static void find_damage(struct update *update, const struct fail *what) {
    update->repair = true;
    update->repair_tried = false;
    update->next_ms = 0;
    snprintf(update->error, sizeof(update->error), "%s", what->text);
    tell(update, UPDATE_DAMAGED, update->error);
}

static void load_state(struct update *update) {
    struct fail fail;
    if (!store_state_read(update->store, &update->state, &fail))
        return; /* a new store */
    struct generation *generation = generation_open(update->store, update->state.current, &fail);
    if (update->state.n == 0 && !store_state_write(update->store, &update->state, &fail))
        snprintf(update->error, sizeof(update->error), "%s", fail.text); /* found without slots */
    if (!generation && (update->state.current.epoch || update->state.current.seq))
        find_damage(update, &fail);
    if (!generation)
        return;
    snprintf(update->site, sizeof(update->site), "%s", generation->manifest->site);
    update->view.issued_s = generation->manifest->issued_s;
    update->view.fresh_until_s = generation->manifest->fresh_until_s;
    generation_close(generation);
}

struct update *update_create(const struct update_options *options, struct store *store,
                             struct fetcher *fetcher) {
    struct update *update = calloc(1, sizeof(*update));
    if (!update)
        return NULL;
    update->options = *options;
    update->store = store;
    update->fetcher = fetcher;
    update->scrub = scrub_create(store, options->panel_width, options->panel_height);
    if (!update->scrub) {
        free(update);
        return NULL;
    }
    load_state(update);
    scrub_follow(update->scrub, update->state.current);
    return update;
}

void update_destroy(struct update *update) {
    if (!update)
        return;
    drop_candidate(update);
    scrub_destroy(update->scrub);
    free(update);
}

/* Its manifest is there and signed: what is missing can be had by name, whatever the server offers now. Once;
 * then the server's manifest decides. */
static bool repair_from_disk(struct update *update) {
    struct generation *generation = generation_open_damaged(update->store, update->state.current, NULL);
    if (!generation)
        return false;
    update->repair_tried = update->from_disk = true;
    update->manifest = generation->manifest;
    generation->manifest = NULL;
    generation_close(generation);
    bring(update);
    return true;
}

static void poll_server(struct update *update) {
    struct fail fail;
    update->retry_after_s = 0;
    if (!store_trust_keep(update->store, update->options.trust, &fail)) {
        give_up(update, &fail); /* without it the player has nothing to check the content with */
        return;
    }
    if (update->repair && !update->repair_tried && repair_from_disk(update))
        return;
    update->phase = PHASE_MANIFEST;
    get(update, "manifest", update->repair ? NULL : update->etag, MANIFEST_BYTES_MAX, manifest_done);
}

void update_step(struct update *update, int64_t now_ms, int64_t now_s) {
    struct fail fail;
    update->now_ms = now_ms;
    update->now_s = now_s;
    if (update->phase == PHASE_PICTURES)
        step_pictures(update);
    if (update->phase != PHASE_IDLE)
        return;
    if (scrub_step(update->scrub, now_ms, &fail) == SCRUB_DAMAGED)
        find_damage(update, &fail);
    if (scrub_hurries(update->scrub) || now_ms < update->next_ms)
        return;
    heed_player(update);
    if (now_ms < update->next_ms)
        return;
    poll_server(update);
}

int64_t update_next_ms(const struct update *update) {
    if (update->phase == PHASE_PICTURES)
        return update->now_ms + pictures_wait_ms(update->pictures);
    if (update->phase != PHASE_IDLE)
        return INT64_MAX; /* a transfer wakes us */
    int64_t scrub_ms = scrub_next_ms(update->scrub);
    return scrub_hurries(update->scrub) || scrub_ms < update->next_ms ? scrub_ms : update->next_ms;
}

unsigned update_fds(const struct update *update, struct curl_waitfd *fds, unsigned max) {
    return update->phase == PHASE_PICTURES ? pictures_fds(update->pictures, fds, max) : 0;
}

enum update_news update_take_news(struct update *update, char *text, size_t size) {
    enum update_news news = update->news;
    update->news = UPDATE_NOTHING;
    if (text && size > 0)
        snprintf(text, size, "%s", update->news_text);
    return news;
}

struct update_view update_view(const struct update *update) {
    struct update_view view = update->view;
    view.current = update->state.current;
    view.previous = update->state.previous;
    view.failures = update->failures;
    view.error = update->error;
    return view;
}
