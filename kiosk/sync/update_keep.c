#include <inttypes.h>
#include <string.h>

#include "sync/update_parts.h"

enum { PAUSE_MS = 60000, PAUSE_DOUBLINGS = 6 };

/* A repair is not tried again and again on a disk, or with a decoder, that does not keep it. */
static int64_t pause_ms(unsigned repairs) {
    if (repairs == 0)
        return 0;
    return (int64_t)PAUSE_MS << (repairs - 1 < PAUSE_DOUBLINGS ? repairs - 1 : PAUSE_DOUBLINGS);
}

/* Before one thing is repaired, all the others are looked at. */
static void found(struct update *update, const struct fail *what, bool hurried) {
    struct upkeep *upkeep = &update->upkeep;
    int64_t pause = pause_ms(upkeep->repairs);
    struct fail again;
    if (!upkeep->damaged && !hurried)
        scrub_follow(upkeep->scrub, update->state.current);
    bool further = upkeep->damaged;
    upkeep->damaged = true;
    upkeep->tried_disk = false;
    upkeep->next_ms = update->now.steady_ms + pause;
    upkeep->disk_ms = upkeep->next_ms;
    if (pause)
        fail_set(&again,
                 "%.300s; that was so after the last %u repairs too, so the next waits %" PRId64 " min",
                 what->text, upkeep->repairs, pause / 60000);
    const char *text = pause ? again.text : what->text;
    bool known = further && strcmp(upkeep->trouble.text, text) == 0;
    upkeep->trouble.failures = upkeep->repairs + 1;
    trouble_set(&upkeep->trouble, text, CAUSE_MACHINE);
    if (!known)
        update_tell(update, UPDATE_DAMAGED, upkeep->trouble.text);
}

/* When to repair from what the disk says of itself. Once that has failed, the server's manifest decides, if
 * it can be had. */
static int64_t repair_ms(const struct update *update) {
    const struct upkeep *upkeep = &update->upkeep;
    const struct delivery *delivery = &update->delivery;
    if (upkeep->tried_disk && update->inquiry.trouble.failures == 0)
        return INT64_MAX; /* the next answer of the server wakes us */
    int64_t when = upkeep->next_ms > upkeep->disk_ms ? upkeep->next_ms : upkeep->disk_ms;
    bool late = generation_id_same(delivery->late, update->state.current);
    return late && delivery->late_ms > when ? delivery->late_ms : when;
}

/* Its manifest is there and signed: what is missing can be had by name, whatever the server offers now. */
static void repair(struct update *update) {
    struct candidate candidate = {.bytes = NULL};
    struct generation *generation = generation_open_damaged(update->store, update->state.current, NULL);
    update->upkeep.tried_disk = true;
    if (generation) {
        candidate_take(&candidate, generation);
        delivery_begin(update, &candidate);
    } else {
        update->upkeep.disk_ms = update->now.steady_ms + PAUSE_MS;
        if (update->inquiry.trouble.failures == 0)
            update->inquiry.next_ms = update->now.steady_ms; /* the server has another manifest */
    }
    generation_close(generation);
}

static void look(struct update *update) {
    struct upkeep *upkeep = &update->upkeep;
    bool hurried = scrub_hurries(upkeep->scrub);
    struct fail fail;
    if (scrub_step(upkeep->scrub, update->now.steady_ms, &fail) == SCRUB_DAMAGED) {
        found(update, &fail, hurried);
        return;
    }
    if (hurried && !upkeep->damaged &&
        !scrub_hurries(upkeep->scrub)) { /* all of it was looked at and is fine */
        upkeep->repairs = 0;
        upkeep->trouble = (struct trouble){.failures = 0};
    }
}

void upkeep_step(struct update *update) {
    struct upkeep *upkeep = &update->upkeep;
    if (update->delivery.phase != DELIVERY_NONE)
        return;
    if (!upkeep->damaged || scrub_hurries(upkeep->scrub))
        look(update);
    if (upkeep->damaged && !scrub_hurries(upkeep->scrub) && update->now.steady_ms >= repair_ms(update))
        repair(update);
}

void upkeep_follow(struct update *update, bool repaired) {
    struct upkeep *upkeep = &update->upkeep;
    upkeep->damaged = false;
    upkeep->repairs = repaired ? upkeep->repairs + 1 : 0;
    if (!repaired)
        upkeep->trouble = (struct trouble){.failures = 0};
    scrub_follow(upkeep->scrub, update->state.current);
}

int64_t upkeep_next_ms(const struct update *update) {
    const struct upkeep *upkeep = &update->upkeep;
    if (update->delivery.phase != DELIVERY_NONE)
        return INT64_MAX; /* what is under way wakes us */
    return upkeep->damaged && !scrub_hurries(upkeep->scrub) ? repair_ms(update)
                                                            : scrub_next_ms(upkeep->scrub);
}
