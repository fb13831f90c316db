#include "player/ladder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "player/deadline.h"

enum { RETRY_S = 5, RETRY_MAX_S = 300, RETRY_DOUBLINGS = 6 };

const char *rung_name(enum rung rung) {
    static const char *const names[] = {"current", "previous", "built-in"};
    return names[rung];
}

/* What was said under another configuration no longer counts: the fault may have lain there. */
static void forget_old_word(const struct ladder *ladder) {
    struct store_refusals refusals = store_refusals(ladder->store);
    bool old =
        refusals.count && ladder->configuration && strcmp(refusals.configuration, ladder->configuration) != 0;
    bool done = !old || store_refusals_clear(ladder->store, NULL);
    (void)done; /* they do not count here in any case */
}

void ladder_open(struct ladder *ladder) {
    if (!ladder->store && ladder->store_folder) {
        ladder->store = store_open(ladder->store_folder, false, NULL);
        if (ladder->store)
            forget_old_word(ladder);
    }
    if (ladder->store)
        store_trust_from(ladder->store, ladder->trust);
}

void ladder_close(struct ladder *ladder) {
    if (ladder->store)
        store_close(ladder->store);
    ladder->store = NULL;
}

static bool is_good(const struct ladder *ladder, struct generation_id id) {
    return generation_id_same(store_marked_good(ladder->store), id);
}

int ladder_crashes(const struct ladder *ladder) {
    const struct start *start = starts_of(&ladder->starts, ladder->wanted);
    bool own = start && ladder->began && generation_id_same(ladder->counted, ladder->wanted);
    return start ? start->ended - own : 0;
}

/* --- starts and the deadline */

static void arm(const struct ladder *ladder) {
    const struct start *start = starts_of(&ladder->starts, ladder->counted);
    if (!ladder->deadline || !start)
        return;
    struct starts late = ladder->starts;
    starts_late(&late, ladder->counted);
    char text[STARTS_TEXT_MAX], line[200], *path = starts_path(ladder->runtime_folder);
    starts_format(&late, text);
    snprintf(line, sizeof line,
             "generation %u.%llu showed nothing within %d s: the next start goes without it for a while",
             start->id.epoch, (unsigned long long)start->id.seq, start_deadline_s(start));
    deadline_arm(ladder->deadline, start_deadline_s(start), ladder->running, path, text, line);
    free(path);
}

static void begin_start(struct ladder *ladder, struct generation_id id, int64_t now_s) {
    if (ladder->began) /* played well until another one took over */
        starts_take_back(&ladder->starts, ladder->counted);
    ladder->counted = id;
    ladder->began = true;
    ladder->presented = ladder->paused = false;
    ladder->began_s = now_s;
    starts_begin(&ladder->starts, id, now_s);
    starts_write(&ladder->starts, ladder->runtime_folder);
    arm(ladder);
}

static void drop_start(struct ladder *ladder) {
    deadline_disarm(ladder->deadline);
    if (!ladder->began)
        return;
    ladder->began = false;
    starts_take_back(&ladder->starts, ladder->counted);
    starts_write(&ladder->starts, ladder->runtime_folder);
}

void ladder_pause(struct ladder *ladder) {
    if (ladder->presented || !ladder->began)
        return;
    drop_start(ladder);
    ladder->paused = true;
}

void ladder_resume(struct ladder *ladder, int64_t now_s) {
    if (ladder->paused)
        begin_start(ladder, ladder->counted, now_s);
}

void ladder_presented(struct ladder *ladder) {
    ladder->running = true;
    if (ladder->presented)
        return;
    ladder->presented = true;
    deadline_disarm(ladder->deadline);
}

void ladder_survived(struct ladder *ladder) {
    if (!ladder->began || !ladder->presented)
        return;
    ladder->began = false;
    starts_survived(&ladder->starts, ladder->counted);
    starts_write(&ladder->starts, ladder->runtime_folder);
}

void ladder_ended(struct ladder *ladder, int64_t now_s) {
    const struct start *start = starts_of(&ladder->starts, ladder->counted);
    deadline_disarm(ladder->deadline);
    if (ladder->running)
        starts_forgive(&ladder->starts);
    else if (ladder->began && start && now_s - ladder->began_s > start_deadline_s(start))
        starts_late(&ladder->starts, ladder->counted);
    else if (ladder->began)
        starts_take_back(&ladder->starts, ladder->counted);
    ladder->began = false;
    starts_write(&ladder->starts, ladder->runtime_folder);
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
    struct store_refusals refusals = store_refusals(ladder->store);
    const struct store_refusal *refusal = store_refusal_of(&refusals, id);
    bool heard =
        refusal && (!ladder->configuration || !strcmp(refusals.configuration, ladder->configuration));
    if (heard) {
        snprintf(why, LADDER_WHY_MAX, "generation %u.%llu was refused: %s", id.epoch,
                 (unsigned long long)id.seq, refusal->why);
        return true;
    }
    for (size_t i = 0; i < ladder->failed_count; i++)
        if (generation_id_same(ladder->failed[i].id, id)) {
            snprintf(why, LADDER_WHY_MAX, "%s", ladder->failed[i].why);
            return true;
        }
    const struct start *start = starts_of(&ladder->starts, id);
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

static struct content *try_rung(struct ladder *ladder, enum rung rung, struct generation_id id, bool damaged,
                                int64_t now_s, struct report *report) {
    size_t before = report->count;
    char why[LADDER_WHY_MAX] = "";
    if (passed_over(ladder, id, now_s, why)) {
        if (!ladder->why[0])
            snprintf(ladder->why, sizeof ladder->why, "%s", why);
        return NULL;
    }
    begin_start(ladder, id, now_s);
    struct content *content =
        content_from_store(ladder->store, id, damaged, ladder->panel_width, ladder->panel_height, report);
    if (!content) {
        drop_start(ladder);
        remember_why(ladder, report, before);
        return NULL;
    }
    ladder->rung = rung;
    ladder->damaged = damaged;
    ladder->marked = ladder->marked && generation_id_same(ladder->playing, id);
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
            ladder->failed_count = 0;
            ladder->tries = 0;
            ladder->doubted = (struct generation_id){0, 0};
        }
        ladder->state_n = state->n;
        ladder->wanted = state->current;
        ladder->clock_s = state->clock_s;
        return true;
    }
    report_add(report, SEVERITY_WARNING, ladder->store_folder ? ladder->store_folder : "", 0, 0,
               "nothing to play yet: %s",
               ladder->store ? fail.text : "there is no store; kiosk-sync makes it");
    snprintf(ladder->why, sizeof ladder->why, "%s", report->items[report->count - 1].text);
    return false;
}

/* When the wanted one is to be tried again, if it is not what was chosen. */
static void plan_again(struct ladder *ladder, int64_t now_s) {
    ladder->again_s = 0;
    if (ladder->rung == RUNG_CURRENT || generation_id_none(ladder->wanted))
        return;
    struct store_refusals refusals = store_refusals(ladder->store);
    if (store_refusal_of(&refusals, ladder->wanted))
        return;
    int doublings = ladder->tries < RETRY_DOUBLINGS ? ladder->tries : RETRY_DOUBLINGS;
    int64_t wait_s = (int64_t)RETRY_S << doublings;
    int64_t aside_s =
        start_aside_until_s(starts_of(&ladder->starts, ladder->wanted), is_good(ladder, ladder->wanted));
    ladder->again_s = now_s + (wait_s < RETRY_MAX_S ? wait_s : RETRY_MAX_S);
    if (aside_s > now_s)
        ladder->again_s = aside_s;
}

struct content *ladder_load(struct ladder *ladder, int64_t now_s, struct report *report) {
    if (ladder->folder)
        return content_from_folder(ladder->folder, ladder->cache, ladder->feeds, ladder->panel_width,
                                   ladder->panel_height, report);
    struct store_state state = {0};
    if (!ladder->state_n && !ladder->began)
        starts_read(&ladder->starts, ladder->runtime_folder);
    ladder->why[0] = '\0';
    ladder->damaged = false;
    struct content *content =
        read_state(ladder, &state, report) ? try_rungs(ladder, &state, now_s, report) : NULL;
    if (!content) {
        drop_start(ladder);
        ladder->rung = RUNG_BUILTIN;
        ladder->playing = (struct generation_id){0, 0};
    }
    plan_again(ladder, now_s);
    return content;
}

enum ladder_news ladder_poll(struct ladder *ladder, int64_t now_s) {
    struct store_state state;
    char why[LADDER_WHY_MAX];
    if (ladder->folder)
        return LADDER_SAME;
    if (ladder->again_s && now_s >= ladder->again_s) {
        ladder->again_s = 0;
        ladder->failed_count = 0;
        ladder->tries++;
        return LADDER_GENERATION;
    }
    ladder_open(ladder);
    if (!ladder->store || !store_changed(ladder->store))
        return LADDER_SAME;
    if (!store_state_read(ladder->store, &state, NULL))
        return LADDER_SAME;
    /* a higher n with the same generation: kiosk-sync has repaired it */
    bool repaired = state.n != ladder->state_n;
    ladder->failed_count = repaired ? 0 : ladder->failed_count;
    bool other = !generation_id_same(state.current, ladder->playing);
    bool newer = (repaired || other) && !passed_over(ladder, state.current, now_s, why);
    return newer ? LADDER_GENERATION : LADDER_FEEDS;
}

/* --- the player's word */

static bool refuse(struct ladder *ladder, struct generation_id id, const char *why, struct fail *fail) {
    struct store_refusal refusal = {.id = id, .at_s = (int64_t)time(NULL)};
    snprintf(refusal.why, sizeof refusal.why, "%s", why);
    return store_refuse(ladder->store, ladder->configuration, &refusal, fail);
}

/* `good` proved itself before: what ended the player then was something else. */
static bool condemn(struct ladder *ladder, struct generation_id good, struct fail *fail) {
    const struct start *start = starts_of(&ladder->starts, ladder->wanted);
    char why[STORE_WHY_MAX];
    if (!ladder->configuration || !start || start->ended < STARTS_ENDED ||
        generation_id_same(ladder->wanted, ladder->playing) || generation_id_same(ladder->wanted, good))
        return true;
    snprintf(why, sizeof why, "it ended the player %d times, and generation %u.%llu plays well here",
             start->ended, ladder->playing.epoch, (unsigned long long)ladder->playing.seq);
    snprintf(ladder->why, sizeof ladder->why, "generation %u.%llu was refused: %s", ladder->wanted.epoch,
             (unsigned long long)ladder->wanted.seq, why);
    ladder->again_s = 0;
    return refuse(ladder, ladder->wanted, why, fail);
}

bool ladder_good(struct ladder *ladder, struct fail *fail) {
    if (ladder->marked || !ladder->store || generation_id_none(ladder->playing))
        return true;
    ladder->marked = true;
    struct generation_id good = store_marked_good(ladder->store);
    bool condemned = condemn(ladder, good, fail);
    return (generation_id_same(good, ladder->playing) ||
            store_mark_good(ladder->store, ladder->playing, fail)) &&
           condemned;
}

static void fail_now(struct ladder *ladder, struct generation_id id, const char *why) {
    if (ladder->failed_count == LENGTH(ladder->failed))
        ladder->failed_count--;
    ladder->failed[ladder->failed_count].id = id;
    snprintf(ladder->failed[ladder->failed_count++].why, LADDER_WHY_MAX, "%s", why);
}

bool ladder_cannot(struct ladder *ladder, bool unusable, const char *why, struct fail *fail) {
    struct generation_id id = ladder->playing;
    drop_start(ladder);
    if (!ladder->store || generation_id_none(id))
        return true;
    if (unusable && !ladder->damaged && ladder->configuration && !generation_id_same(ladder->doubted, id)) {
        ladder->doubted = id; /* once more, from the disk: it may have been want of memory */
        return true;
    }
    fail_now(ladder, id, why);
    return !unusable || ladder->damaged || !ladder->configuration || refuse(ladder, id, why, fail);
}
