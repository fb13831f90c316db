#include <inttypes.h>
#include <stdio.h>

#include "core/base/retry.h"
#include "core/text/plain_text.h"
#include "sync/room.h"
#include "sync/update_parts.h"
#include "system/random.h"

void update_drop(struct update *update) {
    objects_destroy(update->objects);
    pictures_destroy(update->pictures);
    candidate_finish(&update->candidate);
    update->objects = NULL;
    update->pictures = NULL;
    update->phase = PHASE_IDLE;
}

void update_tell(struct update *update, enum update_news news, const char *text) {
    update->news = news;
    snprintf(update->news_text, sizeof(update->news_text), "%s", text);
}

void update_set_error(struct update *update, const char *text, enum cause cause) {
    text_put(update->error, sizeof(update->error), text);
    update->cause = cause;
}

void update_give_up(struct update *update, const struct fail *why, enum cause cause) {
    update_drop(update);
    room_give_back(update->store, &update->state);
    update->failures++;
    update->next_ms =
        update->now_ms + retry_delay_ms(update->failures, random_fraction(), update->retry_after_s);
    update_set_error(update, why->text, cause);
    update_tell(update, UPDATE_FAILED, update->error);
}

void update_succeed(struct update *update, enum update_news news, const char *text) {
    bool asked = !update->candidate.from_disk;
    update_drop(update);
    if (asked) { /* a repair from the disk says nothing about what the server offers */
        update->failures = update->mismatches = 0;
        update->view.checked_s = update->now_s;
    }
    if (update->failures == 0)
        update_set_error(update, "", CAUSE_NONE);
    update->next_ms = asked ? update->now_ms + retry_poll_ms(update->options.poll_ms, random_fraction()) : 0;
    update_tell(update, news, text);
}

void update_stand_by(struct update *update, const struct store_rejection *rejection) {
    struct fail why;
    update_drop(update);
    update->failures = update->failures ? update->failures : 1;
    update->view.checked_s = update->now_s;
    update->next_ms = update->now_ms + retry_poll_ms(update->options.poll_ms, random_fraction());
    fail_set(&why, "generation %" PRIu32 ".%" PRIu64 " is not used (%s: %s); publish a mended one",
             rejection->id.epoch, rejection->id.seq,
             rejection->by == STORE_BY_PLAYER    ? "the player refuses it"
             : rejection->by == STORE_BY_CONTENT ? "its content is bad"
                                                 : "it was rejected earlier",
             rejection->why[0] ? rejection->why : "the reason was not kept");
    update_set_error(update, why.text, CAUSE_CONTENT);
    update_tell(update, UPDATE_FAILED, update->error);
}

/* Remembers that this generation is bad, so that it is not tried again before a higher number comes. */
static void reject(struct update *update, struct generation_id id, const struct fail *why) {
    struct store_state next = update->state;
    struct store_rejection rejection = {.id = id, .by = STORE_BY_CONTENT, .at_s = update->now_s};
    struct fail fail;
    text_put(rejection.why, sizeof(rejection.why), why->text);
    rejection_add(&next, &rejection);
    if (!store_state_write(update->store, &next, &fail)) {
        update_give_up(update, &fail, CAUSE_MACHINE);
        return;
    }
    update->state = next;
    update_give_up(update, why, CAUSE_CONTENT);
}

void update_doubt(struct update *update, const struct fail *why) {
    struct generation_id id = candidate_id(&update->candidate);
    struct fail fail;
    if (generation_id_same(update->state.current, id)) {
        update_give_up(update, why, CAUSE_MACHINE);
        return;
    }
    if (suspect_confirmed(&update->suspect, id, why->text)) {
        reject(update, id, why);
        return;
    }
    fail_set(&fail, "%.300s; it is looked at once more", why->text);
    update_give_up(update, &fail, CAUSE_CONTENT);
    if (update->next_ms <
        update->now_ms + RETRY_BASE_MS) /* whatever was wrong here may have passed by then */
        update->next_ms = update->now_ms + RETRY_BASE_MS;
}
