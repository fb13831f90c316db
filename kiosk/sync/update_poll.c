#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/manifest/manifest.h"
#include "sync/update_parts.h"

enum { SIGNATURE_BYTES_MAX = 4096, URL_MAX = 1000, MISMATCH_RETRY_MS = 1000 };

static bool get(struct update *update, const char *name, const char *etag, uint64_t max,
                void (*done)(void *, struct fetch_result *)) {
    char url[URL_MAX];
    snprintf(url, sizeof(url), "%s/c/%s/%s", update->options.url, update->options.channel, name);
    struct fetch_request request = {.url = url, .etag = etag, .max = max, .context = update, .done = done};
    const struct fetch_port *fetch = &update->ports->fetch;
    struct fail fail;
    if (fetch->start(fetch->context, &request, &fail))
        return true;
    inquiry_failed(update, &fail, CAUSE_MACHINE);
    return false;
}

static enum manifest_verdict verdict_of(const struct update *update, const struct manifest *manifest) {
    const char *site = update->options.site    ? update->options.site
                       : update->state.site[0] ? update->state.site
                                               : manifest->site;
    return manifest_judge(manifest, site, update->options.channel, update->state.ratchet.epoch,
                          update->state.ratchet.seq, update->now.wall_s);
}

/* Not again before its time, so that trouble with it is no load for the server; what is newer waits for
 * nothing. */
static bool is_late(const struct update *update, struct generation_id id) {
    return (generation_id_same(update->delivery.late, id) &&
            update->now.steady_ms < update->delivery.late_ms) ||
           (generation_id_same(update->state.current, id) && update->now.steady_ms < update->upkeep.next_ms);
}

/* The server offers what is being brought, or is not to be brought yet. */
static void wait_on(struct update *update) {
    const struct delivery *delivery = &update->delivery;
    inquiry_succeeded(update);
    if (delivery->phase == DELIVERY_NONE && generation_id_same(delivery->late, update->offered) &&
        update->inquiry.next_ms > delivery->late_ms)
        update->inquiry.next_ms = delivery->late_ms;
}

/* The server has nothing that was not seen before: held, or given up. */
static void nothing_new(struct update *update) {
    const struct store_rejection *rejection = rejection_of(&update->state, update->offered);
    struct fail why;
    if (update->delivery.phase == DELIVERY_NONE && !update->upkeep.damaged) {
        update->delivery.late = (struct generation_id){0, 0};
        update->delivery.trouble = (struct trouble){.failures = 0};
    }
    if (!rejection || generation_id_same(update->state.current, update->offered)) {
        inquiry_succeeded(update);
        update_tell(update, UPDATE_SAME, "the server has nothing new");
        return;
    }
    fail_set(&why, "generation %" PRIu32 ".%" PRIu64 " is not used (%s: %s); publish a mended one",
             rejection->id.epoch, rejection->id.seq,
             rejection->by == STORE_BY_PLAYER    ? "the player refuses it"
             : rejection->by == STORE_BY_CONTENT ? "its content is bad"
                                                 : "it was rejected earlier",
             rejection->why[0] ? rejection->why : "the reason was not kept");
    inquiry_stand_by(update, &why);
}

static enum cause cause_of(enum manifest_verdict verdict) {
    return verdict == MANIFEST_FOREIGN ? CAUSE_CONFIGURATION
           : verdict == MANIFEST_OLDER ? CAUSE_SERVER
                                       : CAUSE_CONTENT;
}

/* The number of what is used or given up, and nothing is to be repaired. */
static void judge_same(struct update *update) {
    struct candidate *answer = &update->inquiry.answer;
    struct generation_id id = candidate_id(answer);
    struct fail why;
    bool current = generation_id_same(update->state.current, id);
    if (current && !update->upkeep.damaged &&
        !store_generation_holds(update->store, id, answer->bytes, answer->size)) {
        fail_set(&why,
                 "the server offers generation %" PRIu32 ".%" PRIu64
                 " with another manifest than the one that was accepted under this number; publish again, "
                 "which gives it a new one",
                 id.epoch, id.seq);
        inquiry_stand_by(update, &why); /* without its etag: the next answer is to be whole again */
        return;
    }
    memcpy(update->inquiry.held, answer->etag, sizeof(update->inquiry.held));
    nothing_new(update);
}

static void judge(struct update *update) {
    struct inquiry *inquiry = &update->inquiry;
    struct candidate *answer = &inquiry->answer;
    struct fail fail;
    if (!candidate_read(answer, &fail)) {
        inquiry_failed(update, &fail, CAUSE_CONTENT);
        return;
    }
    struct generation_id id = update->offered = candidate_id(answer);
    enum manifest_verdict verdict = verdict_of(update, answer->manifest);
    if (verdict == MANIFEST_SAME) {
        bool wanted = !generation_id_same(update->state.current, id) ||
                      (update->upkeep.damaged && update->upkeep.tried_disk);
        if (!wanted || rejection_of(&update->state, id)) {
            judge_same(update);
            return;
        }
        verdict = MANIFEST_NEW; /* accepted once but lost from the disk, or forgiven: fetch it again */
    }
    if (verdict != MANIFEST_NEW || !candidate_comment_agrees(answer)) {
        fail_set(&fail, "manifest %" PRIu32 ".%" PRIu64 " refused: %s", id.epoch, id.seq,
                 verdict != MANIFEST_NEW ? manifest_verdict_text(verdict)
                                         : "its signed comment does not agree with it");
        inquiry_failed(update, &fail, cause_of(verdict));
        return;
    }
    bool under_way = update->delivery.phase != DELIVERY_NONE &&
                     generation_id_same(candidate_id(&update->delivery.candidate), id);
    if (under_way || is_late(update, id)) {
        wait_on(update);
        return;
    }
    struct candidate candidate = *answer;
    *answer = (struct candidate){.bytes = NULL};
    if (update->delivery.trouble.failures == 0) /* not over before what is offered is used */
        update->delivery.trouble = inquiry->trouble;
    inquiry_succeeded(update);
    delivery_begin(update, &candidate);
}

static void signature_done(void *context, struct fetch_result *result) {
    struct update *update = context;
    struct inquiry *inquiry = &update->inquiry;
    struct fail fail;
    update->now = ports_now(update->ports);
    inquiry->retry_after_s = result->retry_after_s;
    if (result->outcome != FETCH_OK) {
        inquiry_failed(update, &result->fail, result->cause);
        return;
    }
    inquiry->answer.signature = result->bytes;
    inquiry->answer.signature_size = result->size;
    if (candidate_verify(&inquiry->answer, update->options.trust, &fail)) {
        judge(update);
        return;
    }
    if (inquiry->mismatches++ > 0) {
        inquiry_failed(update, &fail, CAUSE_CONTENT);
        return;
    }
    /* a publish may have happened between the two downloads: look again at once, without alarm */
    inquiry_end(update);
    inquiry->next_ms = update->now.steady_ms + MISMATCH_RETRY_MS;
}

static void manifest_done(void *context, struct fetch_result *result) {
    struct update *update = context;
    struct inquiry *inquiry = &update->inquiry;
    update->now = ports_now(update->ports);
    inquiry->retry_after_s = result->retry_after_s;
    if (result->outcome == FETCH_NOT_MODIFIED) {
        if (inquiry->about_delivery)
            wait_on(update);
        else
            nothing_new(update);
        return;
    }
    if (result->outcome == FETCH_FAILED) {
        inquiry_failed(update, &result->fail, result->cause);
        return;
    }
    inquiry->answer.bytes = result->bytes;
    inquiry->answer.size = result->size;
    memcpy(inquiry->answer.etag, result->etag, sizeof(inquiry->answer.etag));
    inquiry->phase = INQUIRY_SIGNATURE;
    (void)get(update, "manifest.sig", NULL, SIGNATURE_BYTES_MAX, signature_done);
}

void inquiry_begin(struct update *update) {
    struct inquiry *inquiry = &update->inquiry;
    const struct delivery *delivery = &update->delivery;
    const struct upkeep *upkeep = &update->upkeep;
    struct fail fail;
    inquiry->retry_after_s = 0;
    inquiry->asked = true;
    inquiry->answered = false;
    if (!store_trust_keep(update->store, update->options.trust, &fail)) {
        inquiry_failed(update, &fail,
                       CAUSE_MACHINE); /* without it the player has nothing to check the content with */
        return;
    }
    inquiry->about_delivery = delivery->phase != DELIVERY_NONE && !delivery->candidate.from_disk;
    const char *etag = inquiry->about_delivery                 ? delivery->candidate.etag
                       : upkeep->damaged && upkeep->tried_disk ? NULL
                                                               : inquiry->held;
    inquiry->phase = INQUIRY_MANIFEST;
    (void)get(update, "manifest", etag, MANIFEST_BYTES_MAX, manifest_done);
}
