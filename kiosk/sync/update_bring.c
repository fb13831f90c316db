#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/manifest/manifest.h"
#include "sync/preflight.h"
#include "sync/room.h"
#include "sync/update_parts.h"

/* The state in which `candidate` is current. */
static struct store_state state_with(const struct update *update, const struct candidate *candidate) {
    const struct manifest *manifest = candidate->manifest;
    struct generation_id id = candidate_id(candidate);
    struct store_state next = update->state;
    if (!generation_id_same(next.current, id))
        next.previous = next.current;
    next.current = id;
    if (generation_id_newer(id, next.ratchet)) /* a repaired one may be behind a rejected one */
        next.ratchet = id;
    if (manifest->issued_s > next.clock_s)
        next.clock_s = manifest->issued_s;
    snprintf(next.site, sizeof(next.site), "%s", manifest->site);
    return next;
}

/* What is there is enough: the commit point. */
static void commit(struct update *update) {
    struct candidate *candidate = &update->delivery.candidate;
    const struct manifest *manifest = candidate->manifest;
    struct generation_id id = candidate_id(candidate);
    struct store_state next = state_with(update, candidate);
    struct fail fail;
    bool repaired = generation_id_same(update->state.current, id);
    if ((!candidate->from_disk &&
         !store_generation_write(update->store, id, candidate->bytes, candidate->size, candidate->signature,
                                 candidate->signature_size, &fail)) ||
        !store_state_write(update->store, &next, &fail)) {
        delivery_failed(update, &fail, CAUSE_MACHINE, 0);
        return;
    }
    update->state = next;
    update->issued_s = manifest->issued_s;
    update->fresh_until_s = manifest->fresh_until_s;
    if (!candidate->from_disk)
        memcpy(update->inquiry.held, candidate->etag, sizeof(update->inquiry.held));
    char text[200];
    snprintf(text, sizeof(text), "generation %" PRIu32 ".%" PRIu64 " of site %s is %s: %zu files", id.epoch,
             id.seq, manifest->site, repaired ? "repaired" : "ready", manifest->file_count);
    delivery_end(update);
    update->delivery.slow = 0;
    update->delivery.late = (struct generation_id){0, 0};
    update->delivery.trouble = (struct trouble){.failures = 0};
    upkeep_follow(update, repaired);
    /* what proved itself stays until something else has; before anything has, two are enough */
    if (generation_id_none(next.proven))
        (void)!store_collect(update->store, &update->state, &fail); /* only disk space is lost */
    update_tell(update, repaired ? UPDATE_REPAIRED : UPDATE_SWITCHED, text);
}

static int patience(const struct delivery *delivery) {
    return 1 << (delivery->slow < 2 ? delivery->slow : 2);
}

static void start_pictures(struct update *update) {
    struct delivery *delivery = &update->delivery;
    struct fail fail;
    delivery->phase = DELIVERY_PICTURES;
    delivery->pictures = pictures_create(&(struct pictures_request){
        .store = update->store,
        .ports = update->ports,
        .manifest = delivery->candidate.manifest,
        .panel_width = update->options.panel_width,
        .panel_height = update->options.panel_height,
        .patience = patience(delivery),
        .afresh = suspect_is(&update->suspect, candidate_id(&delivery->candidate))});
    if (!delivery->pictures) {
        fail_set(&fail, "out of memory");
        delivery_failed(update, &fail, CAUSE_MACHINE, 0);
    }
}

static void start_films(struct update *update) {
    struct delivery *delivery = &update->delivery;
    struct fail fail;
    delivery->films = films_create(
        &(struct films_request){.store = update->store,
                                .ports = update->ports,
                                .manifest = delivery->candidate.manifest,
                                .patience = patience(delivery),
                                .afresh = suspect_is(&update->suspect, candidate_id(&delivery->candidate))});
    if (delivery->films) {
        delivery->phase = DELIVERY_FILMS;
        return;
    }
    fail_set(&fail, "out of memory");
    delivery_failed(update, &fail, CAUSE_MACHINE, 0);
}

/* All pictures are ready and all films fit; are the pages fit to be shown? What is only repaired was so
 * before. */
static void look_at_pages(struct update *update) {
    const struct candidate *candidate = &update->delivery.candidate;
    struct fail fail;
    if (generation_id_same(update->state.current, candidate_id(candidate))) {
        commit(update);
        return;
    }
    switch (preflight(update->store, candidate->manifest, &fail)) {
    case PREFLIGHT_FIT:
        commit(update);
        break;
    case PREFLIGHT_TROUBLE:
        delivery_failed(update, &fail, CAUSE_MACHINE, 0);
        break;
    case PREFLIGHT_BAD:
        delivery_doubted(update, &fail);
        break;
    }
}

/* What comes when this is done. */
static void go_on(struct update *update) {
    if (update->delivery.phase == DELIVERY_PICTURES)
        start_films(update);
    else
        look_at_pages(update);
}

static enum pictures_progress ready_step(struct update *update, struct fail *fail) {
    struct delivery *delivery = &update->delivery;
    return delivery->phase == DELIVERY_PICTURES
               ? pictures_step(delivery->pictures, update->now.steady_ms, fail)
               : films_step(delivery->films, update->now.steady_ms, fail);
}

void delivery_step(struct update *update) {
    struct delivery *delivery = &update->delivery;
    struct fail fail;
    while (delivery->phase == DELIVERY_PICTURES || delivery->phase == DELIVERY_FILMS) {
        enum delivery_phase phase = delivery->phase;
        switch (ready_step(update, &fail)) {
        case PICTURES_RUNNING:
            return;
        case PICTURES_DONE:
            go_on(update);
            break;
        case PICTURES_TROUBLE:
            delivery->slow++;
            delivery_failed(update, &fail, CAUSE_MACHINE, 0);
            return;
        case PICTURES_REFUSED:
            delivery_doubted(update, &fail);
            return;
        }
        if (delivery->phase != DELIVERY_FILMS || phase == DELIVERY_FILMS)
            return;
    }
}

static void objects_done(void *context, const struct objects_problem *problem) {
    struct update *update = context;
    update->now = ports_now(update->ports);
    if (!problem) {
        start_pictures(update);
        return;
    }
    struct objects_problem why = *problem; /* the objects go with the delivery */
    delivery_failed(update, &why.fail, why.cause, why.retry_after_s);
}

void delivery_begin(struct update *update, struct candidate *candidate) {
    struct delivery *delivery = &update->delivery;
    struct fail fail;
    delivery_end(update);
    delivery->candidate = *candidate;
    *candidate = (struct candidate){.bytes = NULL};
    const struct manifest *manifest = delivery->candidate.manifest;
    if (!room_make(update->store, &update->state, manifest, update->options.panel_width,
                   update->options.panel_height, &fail)) {
        delivery_failed(update, &fail, CAUSE_MACHINE, 0);
        return;
    }
    delivery->phase = DELIVERY_OBJECTS;
    delivery->objects = objects_create(&(struct objects_request){.store = update->store,
                                                                 .ports = update->ports,
                                                                 .url = update->options.url,
                                                                 .manifest = manifest,
                                                                 .context = update,
                                                                 .done = objects_done});
    if (!delivery->objects) {
        fail_set(&fail, "out of memory");
        delivery_failed(update, &fail, CAUSE_MACHINE, 0);
        return;
    }
    objects_start(delivery->objects);
}
