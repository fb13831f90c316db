#include <inttypes.h>
#include <stdio.h>

#include "core/base/retry.h"
#include "core/text/plain_text.h"
#include "sync/room.h"
#include "sync/update_parts.h"

void update_tell(struct update *update, enum update_news kind, const char *text) {
    if (update->news_count == NEWS_MAX)
        return; /* nobody has asked for a long time */
    struct news *news = &update->news[update->news_count++];
    news->kind = kind;
    text_put(news->text, sizeof(news->text), text);
}

void trouble_set(struct trouble *trouble, const char *text, enum cause cause) {
    text_put(trouble->text, sizeof(trouble->text), text);
    trouble->cause = cause;
}

static int64_t next_poll_ms(const struct update *update) {
    return update->now.steady_ms + retry_poll_ms(update->options.poll_ms, ports_fraction(update->ports));
}

void inquiry_end(struct update *update) {
    candidate_finish(&update->inquiry.answer);
    update->inquiry.phase = INQUIRY_NONE;
}

void inquiry_failed(struct update *update, const struct fail *why, enum cause cause) {
    struct inquiry *inquiry = &update->inquiry;
    inquiry_end(update);
    inquiry->answered = true;
    inquiry->trouble.failures++;
    inquiry->next_ms =
        update->now.steady_ms +
        retry_delay_ms(inquiry->trouble.failures, ports_fraction(update->ports), inquiry->retry_after_s);
    trouble_set(&inquiry->trouble, why->text, cause);
    update_tell(update, UPDATE_FAILED, inquiry->trouble.text);
}

void inquiry_succeeded(struct update *update) {
    struct inquiry *inquiry = &update->inquiry;
    inquiry_end(update);
    inquiry->answered = true;
    inquiry->mismatches = 0;
    inquiry->trouble = (struct trouble){.failures = 0};
    inquiry->next_ms = next_poll_ms(update);
    update->checked_s = update->now.wall_s;
}

void inquiry_stand_by(struct update *update, const struct fail *why) {
    inquiry_succeeded(update);
    update->inquiry.trouble.failures = 1;
    trouble_set(&update->inquiry.trouble, why->text, CAUSE_CONTENT);
    update_tell(update, UPDATE_FAILED, update->inquiry.trouble.text);
}

void delivery_end(struct update *update) {
    struct delivery *delivery = &update->delivery;
    objects_destroy(delivery->objects);
    pictures_destroy(delivery->pictures);
    films_destroy(delivery->films);
    candidate_finish(&delivery->candidate);
    delivery->objects = NULL;
    delivery->pictures = NULL;
    delivery->films = NULL;
    delivery->phase = DELIVERY_NONE;
}

void delivery_failed(struct update *update, const struct fail *why, enum cause cause, int64_t retry_after_s) {
    struct delivery *delivery = &update->delivery;
    delivery->late = candidate_id(&delivery->candidate);
    delivery_end(update);
    room_give_back(update->store, &update->state);
    delivery->trouble.failures++;
    delivery->late_ms = update->now.steady_ms + retry_delay_ms(delivery->trouble.failures,
                                                               ports_fraction(update->ports), retry_after_s);
    trouble_set(&delivery->trouble, why->text, cause);
    update_tell(update, UPDATE_FAILED, delivery->trouble.text);
    /* something newer may come any time, unless the server wants to be left alone */
    if (retry_after_s > 0 ? update->inquiry.next_ms < delivery->late_ms
                          : update->inquiry.next_ms > delivery->late_ms)
        update->inquiry.next_ms = delivery->late_ms;
}

/* Remembers that this generation is bad, so that it is not tried again before a higher number comes. */
static void reject(struct update *update, struct generation_id id, const struct fail *why) {
    struct store_state next = update->state;
    struct store_rejection rejection = {.id = id, .by = STORE_BY_CONTENT, .at_s = update->now.wall_s};
    struct fail fail;
    text_put(rejection.why, sizeof(rejection.why), why->text);
    rejection_add(&next, &rejection);
    if (!store_state_write(update->store, &next, &fail)) {
        delivery_failed(update, &fail, CAUSE_MACHINE, 0);
        return;
    }
    update->state = next;
    delivery_failed(update, why, CAUSE_CONTENT, 0);
}

void delivery_doubted(struct update *update, const struct fail *why) {
    struct generation_id id = candidate_id(&update->delivery.candidate);
    int64_t soonest_ms = update->now.steady_ms + RETRY_BASE_MS;
    struct fail fail;
    if (generation_id_same(update->state.current, id)) {
        delivery_failed(update, why, CAUSE_MACHINE, 0);
        return;
    }
    if (suspect_confirmed(&update->suspect, id, why->text)) {
        reject(update, id, why);
        return;
    }
    fail_set(&fail, "%.300s; it is looked at once more", why->text);
    delivery_failed(update, &fail, CAUSE_CONTENT, 0);
    if (update->delivery.late_ms < soonest_ms) /* whatever was wrong here may have passed by then */
        update->delivery.late_ms = soonest_ms;
}
