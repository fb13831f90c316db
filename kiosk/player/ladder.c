#include "player/ladder.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "player/crashes.h"

const char *rung_name(enum rung rung) {
    static const char *const names[] = {"current", "previous", "built-in"};
    return names[rung];
}

void ladder_open(struct ladder *ladder) {
    if (!ladder->store && ladder->store_folder)
        ladder->store = store_open(ladder->store_folder, false, NULL);
    if (ladder->store)
        store_trust_from(ladder->store, ladder->trust);
}

void ladder_close(struct ladder *ladder) {
    if (ladder->store)
        store_close(ladder->store);
    ladder->store = NULL;
}

static bool refused(const struct ladder *ladder, struct generation_id id) {
    struct store_refusals refusals = store_refusals(ladder->store);
    return generation_id_none(id) || generation_id_same(id, ladder->crashed) ||
           generation_id_same(id, ladder->failed[0]) || generation_id_same(id, ladder->failed[1]) ||
           store_refusal_of(&refusals, id);
}

static bool refuse(struct ladder *ladder, struct generation_id id, const char *why, struct fail *fail) {
    struct store_refusal refusal = {.id = id, .at_s = (int64_t)time(NULL)};
    snprintf(refusal.why, sizeof refusal.why, "%s", why);
    struct hash configuration = hash_bytes(KIOSK_VERSION, strlen(KIOSK_VERSION));
    return store_refuse(ladder->store, configuration.hex, &refusal, fail);
}

/* A generation that twice took the player down before it was known to be good is refused for ever; a good one
 * is stepped back from for one run, because the cause may pass. Coming on while the player runs is a start
 * too. */
static void count_start(struct ladder *ladder, struct generation_id current, struct report *report) {
    ladder->began = true;
    ladder->counted = current;
    ladder->crashes = crashes_begin(ladder->runtime_folder, current);
    bool good = generation_id_same(store_marked_good(ladder->store), current);
    if (ladder->crashes >= (good ? CRASHES_STEP_BACK : CRASHES_REJECT)) {
        ladder->crashed = current;
        report_add(report, SEVERITY_ERROR, "", 0, 0,
                   "generation %u.%llu ended the player %d times: stepping back", current.epoch,
                   (unsigned long long)current.seq, ladder->crashes);
        struct fail fail;
        if (!good && !refuse(ladder, current, "it ended the player", &fail))
            report_add(report, SEVERITY_WARNING, "", 0, 0, "%s", fail.text);
    }
}

static void remember_why(struct ladder *ladder, const struct report *report, size_t from) {
    for (size_t i = from; i < report->count && !ladder->why[0]; i++)
        if (report->items[i].severity == SEVERITY_ERROR)
            fail_format(&report->items[i], ladder->why, sizeof ladder->why);
}

static struct content *try_rung(struct ladder *ladder, enum rung rung, struct generation_id id, bool damaged,
                                struct report *report) {
    size_t before = report->count;
    if (refused(ladder, id)) {
        if (!generation_id_none(id) && !ladder->why[0])
            snprintf(ladder->why, sizeof ladder->why,
                     "generation %u.%llu was refused: it could not be shown before", id.epoch,
                     (unsigned long long)id.seq);
        return NULL;
    }
    struct content *content =
        content_from_store(ladder->store, id, damaged, ladder->panel_width, ladder->panel_height, report);
    if (!content) {
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
static struct content *try_rungs(struct ladder *ladder, const struct store_state *state,
                                 struct report *report) {
    struct content *content = NULL;
    for (int damaged = 0; damaged < 2 && !content; damaged++) {
        content = try_rung(ladder, RUNG_CURRENT, state->current, damaged, report);
        if (!content)
            content = try_rung(ladder, RUNG_PREVIOUS, state->previous, damaged, report);
    }
    return content;
}

struct content *ladder_load(struct ladder *ladder, struct report *report) {
    if (ladder->folder)
        return content_from_folder(ladder->folder, ladder->cache, ladder->feeds, ladder->panel_width,
                                   ladder->panel_height, report);
    struct store_state state = {0};
    struct fail fail = {0};
    ladder->why[0] = '\0';
    ladder->damaged = false;
    ladder_open(ladder);
    if (!ladder->store || !store_state_read(ladder->store, &state, &fail)) {
        report_add(report, SEVERITY_WARNING, ladder->store_folder, 0, 0, "nothing to play yet: %s",
                   ladder->store ? fail.text : "there is no store; kiosk-sync makes it");
        snprintf(ladder->why, sizeof ladder->why, "%s", report->items[report->count - 1].text);
    } else {
        if (state.n != ladder->state_n)
            ladder->failed[0] = ladder->failed[1] = (struct generation_id){0, 0};
        ladder->state_n = state.n;
        if (!ladder->began || !generation_id_same(ladder->counted, state.current))
            count_start(ladder, state.current, report);
        struct content *content = NULL;
        if (ladder->crashes < CRASHES_BUILTIN) {
            content = try_rungs(ladder, &state, report);
            if (!content && generation_id_same(ladder->crashed, state.current) &&
                !generation_id_none(state.current)) {
                /* nothing behind it: better the one that fell than none, until it falls too often */
                ladder->crashed = (struct generation_id){0, 0};
                content = try_rungs(ladder, &state, report);
            }
        } else {
            snprintf(ladder->why, sizeof ladder->why, "ended %d times in a row", ladder->crashes);
        }
        if (content)
            return content;
    }
    ladder->rung = RUNG_BUILTIN;
    ladder->playing = (struct generation_id){0, 0};
    return NULL;
}

void ladder_take_back(struct ladder *ladder) {
    if (ladder->began)
        crashes_take_back(ladder->runtime_folder, ladder->counted, ladder->crashes);
    ladder->began = false;
}

enum ladder_news ladder_poll(struct ladder *ladder) {
    struct store_state state;
    if (ladder->folder)
        return LADDER_SAME;
    ladder_open(ladder);
    if (!ladder->store || !store_changed(ladder->store))
        return LADDER_SAME;
    if (!store_state_read(ladder->store, &state, NULL))
        return LADDER_SAME;
    /* a higher n with the same generation: kiosk-sync has repaired it */
    bool newer = (!generation_id_same(state.current, ladder->playing) || state.n != ladder->state_n) &&
                 !refused(ladder, state.current);
    return newer ? LADDER_GENERATION : LADDER_FEEDS;
}

bool ladder_good(struct ladder *ladder, struct fail *fail) {
    if (ladder->marked || !ladder->store || generation_id_none(ladder->playing))
        return true;
    ladder->marked = true;
    if (generation_id_same(store_marked_good(ladder->store), ladder->playing))
        return true;
    return store_mark_good(ladder->store, ladder->playing, fail);
}

void ladder_survived(struct ladder *ladder) {
    if (ladder->began)
        crashes_clear(ladder->runtime_folder);
    ladder->began = false;
}

bool ladder_refuse(struct ladder *ladder, struct fail *fail) {
    if (!ladder->store || generation_id_none(ladder->playing))
        return true;
    ladder->failed[1] = ladder->failed[0];
    ladder->failed[0] = ladder->playing;
    return ladder->damaged || refuse(ladder, ladder->playing, "it cannot be shown", fail);
}
