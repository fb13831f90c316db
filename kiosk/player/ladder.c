#include "player/ladder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RETRY_S = 5, RETRY_MAX_S = 300, RETRY_DOUBLINGS = 6 };

const char *rung_name(enum rung rung) {
    static const char *const names[] = {"current", "previous", "built-in"};
    return names[rung];
}

void ladder_open(struct ladder *ladder) {
    if (!ladder->store && ladder->from.store_folder) {
        ladder->store = store_open(ladder->from.store_folder, false, NULL);
        if (ladder->store) {
            store_player_in(ladder->store, ladder->from.state);
            judgement_open(&ladder->judgement, ladder->store);
        }
    }
    if (ladder->store)
        store_trust_from(ladder->store, ladder->from.trust);
}

void ladder_close(struct ladder *ladder) {
    if (ladder->store)
        store_close(ladder->store);
    ladder->store = NULL;
}

static bool is_good(const struct ladder *ladder, struct generation_id id) {
    return generation_id_same(ladder->judgement.good, id);
}

int ladder_crashes(const struct ladder *ladder) {
    const struct attempt *attempt = &ladder->attempt;
    const struct start *start = starts_of(&attempt->starts, ladder->wanted);
    bool own = start && attempt->under_way && generation_id_same(attempt->id, ladder->wanted);
    return start ? start->ended - own : 0;
}

/* --- choosing */

static void remember_why(struct ladder *ladder, const struct report *report, size_t from) {
    for (size_t i = from; i < report->count && !ladder->why[0]; i++)
        if (report->items[i].severity == SEVERITY_ERROR)
            fail_format(&report->items[i], ladder->why, sizeof ladder->why);
}

/* True: `id` is not to be tried now; the first reason there is goes to `why`. */
static bool passed_over(const struct ladder *ladder, struct generation_id id, int64_t now_s,
                        char why[LADDER_WHY_MAX]) {
    if (generation_id_none(id))
        return true;
    const struct store_refusal *refusal = judgement_refused(&ladder->judgement, id);
    if (refusal) {
        snprintf(why, LADDER_WHY_MAX, "generation %u.%llu was refused: %s", id.epoch,
                 (unsigned long long)id.seq, refusal->why);
        return true;
    }
    for (size_t i = 0; i < ladder->retry.failed_count; i++)
        if (generation_id_same(ladder->retry.failed[i].id, id)) {
            snprintf(why, LADDER_WHY_MAX, "%s", ladder->retry.failed[i].why);
            return true;
        }
    const struct start *start = starts_of(&ladder->attempt.starts, id);
    if (start_aside_until_s(start, is_good(ladder, id)) <= now_s)
        return false;
    if (start->late)
        snprintf(why, LADDER_WHY_MAX,
                 "generation %u.%llu showed nothing in its time; it is tried again, with %d s", id.epoch,
                 (unsigned long long)id.seq, start_deadline_s(start));
    else
        snprintf(why, LADDER_WHY_MAX, "generation %u.%llu ended the player %d times; it is tried again",
                 id.epoch, (unsigned long long)id.seq, start->ended);
    return true;
}

static void fail_now(struct ladder_retry *retry, struct generation_id id, const char *why) {
    if (retry->failed_count == LENGTH(retry->failed))
        retry->failed_count--;
    retry->failed[retry->failed_count].id = id;
    snprintf(retry->failed[retry->failed_count++].why, LADDER_WHY_MAX, "%s", why);
}

static struct content *try_rung(struct ladder *ladder, enum rung rung, struct generation_id id, bool damaged,
                                int64_t now_s, struct report *report) {
    size_t before = report->count;
    char why[LADDER_WHY_MAX] = "";
    if (passed_over(ladder, id, now_s, why)) {
        if (!ladder->why[0])
            snprintf(ladder->why, sizeof ladder->why, "%s", why);
        return NULL;
    }
    attempt_begin(&ladder->attempt, id, now_s);
    enum content_fault fault;
    struct content *content = content_from_store(ladder->store, id, damaged, ladder->from.panel_width,
                                                 ladder->from.panel_height, report, &fault);
    if (!content) {
        attempt_drop(&ladder->attempt);
        remember_why(ladder, report, before);
        if (fault == CONTENT_NO_MEMORY) /* which is no reason to play it with holes */
            fail_now(&ladder->retry, id, ladder->why);
        return NULL;
    }
    ladder->rung = rung;
    ladder->damaged = damaged && content_damaged(content);
    ladder->judgement.marked = ladder->judgement.marked && generation_id_same(ladder->playing, id);
    ladder->playing = id;
    return content;
}

/* Whole before damaged: an older picture is better than a page with holes, holes are better than nothing. */
static struct content *try_rungs(struct ladder *ladder, const struct store_state *state, int64_t now_s,
                                 struct report *report) {
    struct content *content = NULL;
    for (int damaged = 0; damaged < 2 && !content; damaged++) {
        content = try_rung(ladder, RUNG_CURRENT, state->current, damaged, now_s, report);
        if (!content)
            content = try_rung(ladder, RUNG_PREVIOUS, state->previous, damaged, now_s, report);
        if (!content && !generation_id_same(state->proven, state->current) &&
            !generation_id_same(state->proven, state->previous))
            content = try_rung(ladder, RUNG_PREVIOUS, state->proven, damaged, now_s, report);
    }
    return content;
}

static bool read_state(struct ladder *ladder, struct store_state *state, struct report *report) {
    struct fail fail = {0};
    ladder_open(ladder);
    if (ladder->store && store_state_read(ladder->store, state, &fail)) {
        if (state->n != ladder->state_n) {
            ladder->retry.failed_count = 0;
            ladder->retry.tries = 0;
            ladder->judgement.doubted = (struct generation_id){0, 0};
        }
        ladder->state_n = state->n;
        ladder->wanted = state->current;
        ladder->clock_s = state->clock_s;
        return true;
    }
    report_add(report, SEVERITY_WARNING, ladder->from.store_folder ? ladder->from.store_folder : "", 0, 0,
               "nothing to play yet: %s",
               ladder->store ? fail.text : "there is no store; kiosk-sync makes it");
    snprintf(ladder->why, sizeof ladder->why, "%s", report->items[report->count - 1].text);
    return false;
}

/* When the wanted one is to be tried again, if it is not what was chosen. */
static void plan_again(struct ladder *ladder, int64_t now_s) {
    ladder->retry.again_s = 0;
    if (ladder->rung == RUNG_CURRENT || generation_id_none(ladder->wanted))
        return;
    if (judgement_refused(&ladder->judgement, ladder->wanted))
        return;
    int doublings = ladder->retry.tries < RETRY_DOUBLINGS ? ladder->retry.tries : RETRY_DOUBLINGS;
    int64_t wait_s = (int64_t)RETRY_S << doublings;
    int64_t aside_s = start_aside_until_s(starts_of(&ladder->attempt.starts, ladder->wanted),
                                          is_good(ladder, ladder->wanted));
    ladder->retry.again_s = now_s + (wait_s < RETRY_MAX_S ? wait_s : RETRY_MAX_S);
    if (aside_s > now_s)
        ladder->retry.again_s = aside_s;
}

struct content *ladder_load(struct ladder *ladder, int64_t now_s, struct report *report) {
    if (ladder->from.folder)
        return content_from_folder(ladder->from.folder, ladder->from.cache, ladder->from.feeds,
                                   ladder->from.panel_width, ladder->from.panel_height, report);
    struct store_state state = {0};
    if (!ladder->state_n && !ladder->attempt.under_way)
        starts_read(&ladder->attempt.starts, ladder->attempt.runtime_folder);
    ladder->why[0] = '\0';
    ladder->damaged = false;
    struct content *content =
        read_state(ladder, &state, report) ? try_rungs(ladder, &state, now_s, report) : NULL;
    if (!content) {
        attempt_drop(&ladder->attempt);
        ladder->rung = RUNG_BUILTIN;
        ladder->playing = (struct generation_id){0, 0};
    }
    plan_again(ladder, now_s);
    return content;
}

enum ladder_news ladder_poll(struct ladder *ladder, int64_t now_s) {
    struct store_state state;
    char why[LADDER_WHY_MAX];
    if (ladder->from.folder)
        return LADDER_SAME;
    if (ladder->retry.again_s && now_s >= ladder->retry.again_s) {
        ladder->retry.again_s = 0;
        ladder->retry.failed_count = 0;
        ladder->retry.tries++;
        return LADDER_GENERATION;
    }
    ladder_open(ladder);
    if (!ladder->store || !store_changed(ladder->store))
        return LADDER_SAME;
    if (!store_state_read(ladder->store, &state, NULL))
        return LADDER_SAME;
    /* a higher n with the same generation: kiosk-sync has repaired it */
    bool repaired = state.n != ladder->state_n;
    ladder->retry.failed_count = repaired ? 0 : ladder->retry.failed_count;
    bool other = !generation_id_same(state.current, ladder->playing);
    bool emptied = repaired && other && generation_id_none(state.current); /* it is to show nothing more */
    bool newer = emptied || ((repaired || other) && !passed_over(ladder, state.current, now_s, why));
    return newer ? LADDER_GENERATION : LADDER_FEEDS;
}

/* --- the player's word */

/* `good` proved itself before: what ended the player then was something else. */
static void condemn(struct ladder *ladder, struct generation_id good) {
    const struct start *start = starts_of(&ladder->attempt.starts, ladder->wanted);
    char why[STORE_WHY_MAX];
    if (!ladder->judgement.configuration || !start || start->ended < STARTS_ENDED ||
        generation_id_same(ladder->wanted, ladder->playing) || generation_id_same(ladder->wanted, good))
        return;
    snprintf(why, sizeof why, "it ended the player %d times, and generation %u.%llu plays well here",
             start->ended, ladder->playing.epoch, (unsigned long long)ladder->playing.seq);
    snprintf(ladder->why, sizeof ladder->why, "generation %u.%llu was refused: %s", ladder->wanted.epoch,
             (unsigned long long)ladder->wanted.seq, why);
    ladder->retry.again_s = 0;
    judgement_refuse(&ladder->judgement, ladder->wanted, why);
}

void ladder_good(struct ladder *ladder) {
    if (ladder->judgement.marked || !ladder->store || generation_id_none(ladder->playing))
        return;
    ladder->judgement.marked = true;
    condemn(ladder, ladder->judgement.good);
    judgement_good(&ladder->judgement, ladder->playing);
}

void ladder_cannot(struct ladder *ladder, bool unusable, const char *why) {
    struct generation_id id = ladder->playing;
    struct judgement *judgement = &ladder->judgement;
    bool judged = unusable && !ladder->damaged && judgement->configuration;
    attempt_drop(&ladder->attempt);
    if (!ladder->store || generation_id_none(id))
        return;
    if (judged && !generation_id_same(judgement->doubted, id)) {
        judgement->doubted = id; /* once more, from the disk: it may have been want of memory */
        return;
    }
    fail_now(&ladder->retry, id, why);
    if (judged)
        judgement_refuse(judgement, id, why);
}
