#include "sync/update.h"

#include <curl/curl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sync/update_parts.h"

/* What proved itself is the net under all that comes after it. */
static void heed_praise(struct update *update) {
    struct generation_id good = store_marked_good(update->store);
    struct store_state *state = &update->state;
    struct fail fail;
    if (generation_id_none(good) || generation_id_same(good, state->proven) ||
        (!generation_id_same(good, state->current) && !generation_id_same(good, state->previous)))
        return;
    state->proven = good; /* written with the next state: a higher number would make the player load anew */
    /* what was begun of a generation that is tried again stays */
    if (update->delivery.phase == DELIVERY_NONE && update->delivery.trouble.failures == 0 &&
        generation_id_same(good, state->current))
        (void)!store_collect(update->store, state, &fail); /* only disk space is lost, until the next */
}

/* What the player says about the current generation and those it refused before. It may have changed its mind
 * since: its configuration was edited, and what it could not show may be right now. */
static void heed_refusals(struct update *update) {
    struct store_refusals refusals = store_refusals(update->store);
    struct store_state next = update->state;
    struct generation_id bad;
    struct fail fail;
    bool forgiven = rejection_forgive(&next, &refusals);
    bool stepped_back = rejection_heed_player(&next, &refusals, &bad);
    if (!forgiven && !stepped_back)
        return;
    if (!store_state_write(update->store, &next, &fail)) {
        inquiry_failed(update, &fail, CAUSE_MACHINE);
        return;
    }
    update->state = next;
    if (forgiven) {
        update->inquiry.held[0] = '\0'; /* or the server would only say that nothing changed */
        update_tell(update, UPDATE_FORGIVEN, "the player's settings changed: what it refused is tried again");
    }
    if (!stepped_back)
        return;
    if (update->delivery.candidate.from_disk) /* a repair of what is not wanted any more */
        delivery_end(update);
    update->upkeep.damaged = false;
    scrub_follow(update->upkeep.scrub, update->state.current);
    fail_set(&fail,
             "the player could not show generation %" PRIu32 ".%" PRIu64 " (%s); back to the one before",
             bad.epoch, bad.seq, next.rejected[0].why);
    update->inquiry.retry_after_s = 0;
    inquiry_failed(update, &fail, CAUSE_CONTENT);
}

static void load_state(struct update *update) {
    struct fail fail;
    if (!store_state_read(update->store, &update->state, &fail))
        return; /* a new store */
    if (update->state.n == 0 && !store_state_write(update->store, &update->state, &fail))
        trouble_set(&update->upkeep.trouble, fail.text, CAUSE_MACHINE); /* found without slots */
    struct generation *generation = generation_open_damaged(update->store, update->state.current, NULL);
    if (!generation) /* none yet, or damage that the first look finds */
        return;
    if (!update->state.site[0]) /* written before the site was kept */
        snprintf(update->state.site, sizeof(update->state.site), "%s", generation->manifest->site);
    update->issued_s = generation->manifest->issued_s;
    update->fresh_until_s = generation->manifest->fresh_until_s;
    generation_close(generation);
}

struct update *update_create(const struct update_options *options, struct store *store,
                             const struct ports *ports) {
    struct update *update = calloc(1, sizeof(*update));
    if (!update)
        return NULL;
    update->options = *options;
    update->store = store;
    update->ports = ports;
    update->now = ports_now(ports);
    update->upkeep.scrub = scrub_create(store, options->panel_width, options->panel_height);
    if (!update->upkeep.scrub) {
        free(update);
        return NULL;
    }
    load_state(update);
    scrub_follow(update->upkeep.scrub, update->state.current);
    return update;
}

void update_destroy(struct update *update) {
    if (!update)
        return;
    update->ports->fetch.cancel(update->ports->fetch.context, update);
    inquiry_end(update);
    delivery_end(update);
    scrub_destroy(update->upkeep.scrub);
    free(update);
}

void update_hurry(struct update *update) {
    update->inquiry.hurry = true;
}

void update_step(struct update *update) {
    update->now = ports_now(update->ports);
    if (update->inquiry.hurry && update->inquiry.phase == INQUIRY_NONE) {
        update->inquiry.hurry = false;
        update->inquiry.next_ms = update->now.steady_ms;
    }
    delivery_step(update);
    if (update->inquiry.phase == INQUIRY_NONE && update->now.steady_ms >= update->inquiry.next_ms) {
        heed_praise(update);
        heed_refusals(update);
    }
    upkeep_step(update);
    if (update->inquiry.phase == INQUIRY_NONE && update->now.steady_ms >= update->inquiry.next_ms)
        inquiry_begin(update);
}

int64_t update_next_ms(const struct update *update) {
    const struct delivery *delivery = &update->delivery;
    int64_t next = upkeep_next_ms(update);
    if (update->inquiry.phase == INQUIRY_NONE && update->inquiry.next_ms < next)
        next = update->inquiry.hurry ? update->now.steady_ms : update->inquiry.next_ms;
    if (delivery->phase == DELIVERY_PICTURES || delivery->phase == DELIVERY_FILMS) {
        int wait_ms = delivery->phase == DELIVERY_FILMS ? films_wait_ms(delivery->films)
                                                        : pictures_wait_ms(delivery->pictures);
        int64_t moved = update->now.steady_ms + wait_ms;
        next = moved < next ? moved : next;
    }
    return next; /* what is under way wakes us */
}

unsigned update_fds(const struct update *update, struct curl_waitfd *fds, unsigned max) {
    const struct delivery *delivery = &update->delivery;
    return delivery->phase == DELIVERY_PICTURES ? pictures_fds(delivery->pictures, fds, max)
           : delivery->phase == DELIVERY_FILMS  ? films_fds(delivery->films, fds, max)
                                                : 0;
}

enum update_news update_take_news(struct update *update, char *text, size_t size) {
    if (update->news_count == 0)
        return UPDATE_NOTHING;
    struct news first = update->news[0];
    memmove(update->news, update->news + 1, --update->news_count * sizeof(update->news[0]));
    if (text && size > 0)
        snprintf(text, size, "%s", first.text);
    return first.kind;
}

static enum update_phase phase_shown(const struct update *update) {
    switch (update->delivery.phase) {
    case DELIVERY_OBJECTS:
        return UPDATE_FETCHING;
    case DELIVERY_PICTURES:
    case DELIVERY_FILMS:
        return UPDATE_PREPARING;
    case DELIVERY_NONE:
        break;
    }
    if (update->inquiry.phase != INQUIRY_NONE)
        return UPDATE_ASKING;
    return update->inquiry.asked ? UPDATE_WAITING : UPDATE_STARTING;
}

/* Of all that goes wrong, what is to be mended first: without the server nothing else can be. */
static const struct trouble *trouble_shown(const struct update *update) {
    const struct trouble *all[] = {&update->inquiry.trouble, &update->delivery.trouble,
                                   &update->upkeep.trouble};
    for (size_t i = 0; i < LENGTH(all); i++)
        if (all[i]->failures > 0)
            return all[i];
    return &update->upkeep.trouble;
}

static bool is_settled(const struct update *update) {
    const struct upkeep *upkeep = &update->upkeep;
    bool repairing = upkeep->damaged && !upkeep->tried_disk && update->now.steady_ms >= upkeep->next_ms;
    return update->inquiry.phase == INQUIRY_NONE && update->inquiry.answered &&
           update->delivery.phase == DELIVERY_NONE && !repairing && !scrub_hurries(upkeep->scrub);
}

struct update_view update_view(const struct update *update) {
    const struct trouble *trouble = trouble_shown(update);
    struct update_view view = {.phase = phase_shown(update),
                               .settled = is_settled(update),
                               .current = update->state.current,
                               .previous = update->state.previous,
                               .offered = update->offered,
                               .checked_s = update->checked_s,
                               .issued_s = update->issued_s,
                               .fresh_until_s = update->fresh_until_s,
                               .failures = trouble->failures,
                               .error = trouble->text,
                               .cause = trouble->cause,
                               .rejected = update->state.rejected,
                               .rejected_count = update->state.rejected_count};
    if (update->delivery.objects)
        view.progress = objects_progress(update->delivery.objects);
    if (update->delivery.pictures)
        pictures_progress(update->delivery.pictures, &view.pictures, &view.of_pictures);
    int64_t left_ms = update->inquiry.next_ms - update->now.steady_ms;
    if (view.phase == UPDATE_STARTING || view.phase == UPDATE_WAITING)
        view.next_s = update->now.wall_s + (left_ms > 0 ? left_ms : 0) / 1000;
    return view;
}
