#include "sync/update.h"

#include <curl/curl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sync/update_parts.h"

/* What the player says about the current generation and those it refused before. It may have changed its mind
 * since: its configuration was edited, and what it could not show may be right now. */
static void heed_player(struct update *update) {
    struct store_refusals refusals = store_refusals(update->store);
    struct store_state next = update->state;
    struct generation_id bad;
    struct fail fail;
    bool forgiven = rejection_forgive(&next, &refusals);
    bool stepped_back = rejection_heed_player(&next, &refusals, &bad);
    if (!forgiven && !stepped_back)
        return;
    if (!store_state_write(update->store, &next, &fail)) {
        update_give_up(update, &fail, CAUSE_MACHINE);
        return;
    }
    update->state = next;
    if (forgiven) {
        update->etag[0] = '\0'; /* or the server would only say that nothing changed */
        update_tell(update, UPDATE_FORGIVEN, "the player's settings changed: what it refused is tried again");
    }
    if (stepped_back) {
        fail_set(&fail,
                 "the player could not show generation %" PRIu32 ".%" PRIu64 " (%s); back to the one before",
                 bad.epoch, bad.seq, next.rejected[0].why);
        update_give_up(update, &fail, CAUSE_CONTENT);
    }
}

/* What is missing is fetched again; current, previous and the ratchet stay as they are. */
static void find_damage(struct update *update, const struct fail *what) {
    update->repair = true;
    update->repair_tried = false;
    update->next_ms = 0;
    update_set_error(update, what->text, CAUSE_MACHINE);
    update_tell(update, UPDATE_DAMAGED, update->error);
}

static void load_state(struct update *update) {
    struct fail fail;
    if (!store_state_read(update->store, &update->state, &fail))
        return; /* a new store */
    struct generation *generation = generation_open(update->store, update->state.current, &fail);
    struct fail unwritten;
    if (update->state.n == 0 && !store_state_write(update->store, &update->state, &unwritten))
        update_set_error(update, unwritten.text, CAUSE_MACHINE); /* found without slots */
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
    update_drop(update);
    scrub_destroy(update->scrub);
    free(update);
}

/* Its manifest is there and signed: what is missing can be had by name, whatever the server offers now. Once;
 * then the server's manifest decides. */
static bool repair_from_disk(struct update *update) {
    struct generation *generation = generation_open_damaged(update->store, update->state.current, NULL);
    if (!generation)
        return false;
    update->repair_tried = true;
    candidate_take(&update->candidate, generation);
    generation_close(generation);
    update_bring(update);
    return true;
}

static void poll_server(struct update *update) {
    struct fail fail;
    update->retry_after_s = 0;
    update->asked = true;
    if (!store_trust_keep(update->store, update->options.trust, &fail)) {
        update_give_up(update, &fail,
                       CAUSE_MACHINE); /* without it the player has nothing to check the content with */
        return;
    }
    if (update->repair && !update->repair_tried && repair_from_disk(update))
        return;
    update_ask(update);
}

void update_step(struct update *update, int64_t now_ms, int64_t now_s) {
    struct fail fail;
    update->now_ms = now_ms;
    update->now_s = now_s;
    if (update->phase == PHASE_PICTURES)
        update_step_pictures(update);
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

static enum update_phase phase_shown(const struct update *update) {
    switch (update->phase) {
    case PHASE_MANIFEST:
    case PHASE_SIGNATURE:
        return UPDATE_ASKING;
    case PHASE_OBJECTS:
        return UPDATE_FETCHING;
    case PHASE_PICTURES:
        return UPDATE_PREPARING;
    case PHASE_IDLE:
        break;
    }
    return update->asked ? UPDATE_WAITING : UPDATE_STARTING;
}

struct update_view update_view(const struct update *update) {
    struct update_view view = update->view;
    view.phase = phase_shown(update);
    view.current = update->state.current;
    view.previous = update->state.previous;
    view.offered = update->offered;
    if (update->objects)
        view.progress = objects_progress(update->objects);
    if (update->pictures)
        pictures_progress(update->pictures, &view.pictures, &view.of_pictures);
    if (update->phase == PHASE_IDLE && update->now_s)
        view.next_s =
            update->now_s + (update->next_ms > update->now_ms ? update->next_ms - update->now_ms : 0) / 1000;
    view.failures = update->failures;
    view.error = update->error;
    view.cause = update->cause;
    view.rejected = update->state.rejected;
    view.rejected_count = update->state.rejected_count;
    return view;
}
