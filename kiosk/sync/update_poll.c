#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/manifest/manifest.h"
#include "sync/preflight.h"
#include "sync/room.h"
#include "sync/update_parts.h"

enum { SIGNATURE_BYTES_MAX = 4096, URL_MAX = 1000, MISMATCH_RETRY_MS = 1000 };

static bool get(struct update *update, const char *name, const char *etag, uint64_t max,
                void (*done)(void *, struct fetch_result *)) {
    char url[URL_MAX];
    snprintf(url, sizeof(url), "%s/c/%s/%s", update->options.url, update->options.channel, name);
    struct fetch_request request = {.url = url, .etag = etag, .max = max, .context = update, .done = done};
    struct fail fail;
    if (fetcher_start(update->fetcher, &request, &fail))
        return true;
    update_give_up(update, &fail, CAUSE_MACHINE);
    return false;
}

/* What is there is enough: the commit point. */
static void commit(struct update *update) {
    struct candidate *candidate = &update->candidate;
    const struct manifest *manifest = candidate->manifest;
    struct generation_id id = candidate_id(candidate);
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
    if ((!candidate->from_disk &&
         !store_generation_write(update->store, id, candidate->bytes, candidate->size, candidate->signature,
                                 candidate->signature_size, &fail)) ||
        !store_state_write(update->store, &next, &fail)) {
        update_give_up(update, &fail, CAUSE_MACHINE);
        return;
    }
    update->state = next;
    update->repair = false;
    update->troubles = 0;
    scrub_follow(update->scrub, id);
    update->view.issued_s = manifest->issued_s;
    update->view.fresh_until_s = manifest->fresh_until_s;
    snprintf(update->site, sizeof(update->site), "%s", manifest->site);
    if (!candidate->from_disk)
        memcpy(update->etag, candidate->etag, sizeof(update->etag));
    char text[200];
    snprintf(text, sizeof(text), "generation %" PRIu32 ".%" PRIu64 " of site %s is %s: %zu files", id.epoch,
             id.seq, manifest->site, repaired ? "repaired" : "ready", manifest->file_count);
    (void)!store_collect(update->store, &update->state, &fail); /* only disk space is lost, until the next */
    update_succeed(update, candidate->from_disk ? UPDATE_REPAIRED : UPDATE_SWITCHED, text);
}

static void start_pictures(struct update *update) {
    struct fail fail;
    update->pictures = pictures_create(
        &(struct pictures_request){.store = update->store,
                                   .manifest = update->candidate.manifest,
                                   .panel_width = update->options.panel_width,
                                   .panel_height = update->options.panel_height,
                                   .patience = 1 << (update->troubles < 2 ? update->troubles : 2),
                                   .afresh = suspect_is(&update->suspect, candidate_id(&update->candidate))});
    update->phase = PHASE_PICTURES;
    if (!update->pictures) {
        fail_set(&fail, "out of memory");
        update_give_up(update, &fail, CAUSE_MACHINE);
    }
}

/* All pictures are ready; are the pages fit to be shown? What is only repaired was so before. */
static void look_at_pages(struct update *update) {
    struct fail fail;
    if (generation_id_same(update->state.current, candidate_id(&update->candidate))) {
        commit(update);
        return;
    }
    switch (preflight(update->store, update->candidate.manifest, &fail)) {
    case PREFLIGHT_FIT:
        commit(update);
        break;
    case PREFLIGHT_TROUBLE:
        update_give_up(update, &fail, CAUSE_MACHINE);
        break;
    case PREFLIGHT_BAD:
        update_doubt(update, &fail);
        break;
    }
}

void update_step_pictures(struct update *update) {
    struct fail fail;
    switch (pictures_step(update->pictures, update->now_ms, &fail)) {
    case PICTURES_RUNNING:
        break;
    case PICTURES_DONE:
        look_at_pages(update);
        break;
    case PICTURES_TROUBLE:
        update->troubles++;
        update_give_up(update, &fail, CAUSE_MACHINE);
        break;
    case PICTURES_REFUSED:
        update_doubt(update, &fail);
        break;
    }
}

static void objects_done(void *context, const struct objects_problem *problem) {
    struct update *update = context;
    if (!problem) {
        start_pictures(update);
        return;
    }
    struct objects_problem why = *problem; /* the objects go with the candidate */
    update->retry_after_s = why.retry_after_s;
    update_give_up(update, &why.fail, why.cause);
}

/* The candidate is to be believed: bring what is missing. */
void update_bring(struct update *update) {
    struct fail fail;
    const struct manifest *manifest = update->candidate.manifest;
    if (!room_make(update->store, &update->state, manifest, update->options.panel_width,
                   update->options.panel_height, &fail)) {
        update_give_up(update, &fail, CAUSE_MACHINE);
        return;
    }
    update->phase = PHASE_OBJECTS;
    update->objects = objects_create(&(struct objects_request){.store = update->store,
                                                               .fetcher = update->fetcher,
                                                               .url = update->options.url,
                                                               .manifest = manifest,
                                                               .context = update,
                                                               .done = objects_done});
    if (!update->objects) {
        fail_set(&fail, "out of memory");
        update_give_up(update, &fail, CAUSE_MACHINE);
        return;
    }
    objects_start(update->objects);
}

static enum manifest_verdict verdict_of(const struct update *update, const struct manifest *manifest) {
    const char *site = update->options.site ? update->options.site
                       : update->site[0]    ? update->site
                                            : manifest->site;
    return manifest_judge(manifest, site, update->options.channel, update->state.ratchet.epoch,
                          update->state.ratchet.seq, update->now_s);
}

/* The server has nothing that was not seen before: held, or given up. */
static void nothing_new(struct update *update) {
    const struct store_rejection *rejection = rejection_of(&update->state, update->offered);
    if (rejection && !generation_id_same(update->state.current, update->offered))
        update_stand_by(update, rejection);
    else
        update_succeed(update, UPDATE_SAME, "the server has nothing new");
}

static enum cause cause_of(enum manifest_verdict verdict) {
    return verdict == MANIFEST_FOREIGN ? CAUSE_CONFIGURATION
           : verdict == MANIFEST_OLDER ? CAUSE_SERVER
                                       : CAUSE_CONTENT;
}

static void judge(struct update *update) {
    struct candidate *candidate = &update->candidate;
    struct fail fail;
    if (!candidate_read(candidate, &fail)) {
        update_give_up(update, &fail, CAUSE_CONTENT);
        return;
    }
    struct generation_id id = update->offered = candidate_id(candidate);
    enum manifest_verdict verdict = verdict_of(update, candidate->manifest);
    if (verdict == MANIFEST_SAME) {
        bool held = generation_id_same(update->state.current, id) && !update->repair;
        if (held || rejection_of(&update->state, id)) {
            memcpy(update->etag, candidate->etag, sizeof(update->etag));
            nothing_new(update);
            return;
        }
        verdict = MANIFEST_NEW; /* accepted once but lost from the disk, or forgiven: fetch it again */
    }
    if (verdict != MANIFEST_NEW || !candidate_comment_agrees(candidate)) {
        fail_set(&fail, "manifest %" PRIu32 ".%" PRIu64 " refused: %s", id.epoch, id.seq,
                 verdict != MANIFEST_NEW ? manifest_verdict_text(verdict)
                                         : "its signed comment does not agree with it");
        update_give_up(update, &fail, cause_of(verdict));
        return;
    }
    update_bring(update);
}

static void signature_done(void *context, struct fetch_result *result) {
    struct update *update = context;
    struct fail fail;
    update->retry_after_s = result->retry_after_s;
    if (result->outcome != FETCH_OK) {
        update_give_up(update, &result->fail, result->cause);
        return;
    }
    update->candidate.signature = result->bytes;
    update->candidate.signature_size = result->size;
    if (candidate_verify(&update->candidate, update->options.trust, &fail)) {
        judge(update);
        return;
    }
    bool first = update->mismatches++ == 0;
    update_give_up(update, &fail, CAUSE_CONTENT);
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
        nothing_new(update);
        return;
    }
    if (result->outcome == FETCH_FAILED) {
        update_give_up(update, &result->fail, result->cause);
        return;
    }
    update->candidate.bytes = result->bytes;
    update->candidate.size = result->size;
    memcpy(update->candidate.etag, result->etag, sizeof(update->candidate.etag));
    update->phase = PHASE_SIGNATURE;
    get(update, "manifest.sig", NULL, SIGNATURE_BYTES_MAX, signature_done);
}

void update_ask(struct update *update) {
    update->phase = PHASE_MANIFEST;
    get(update, "manifest", update->repair ? NULL : update->etag, MANIFEST_BYTES_MAX, manifest_done);
}
