#include "player/ladder.h"

#include "player/crashes.h"

static bool same(struct generation_id a, struct generation_id b) {
    return a.epoch == b.epoch && a.seq == b.seq;
}

static bool none(struct generation_id id) {
    return id.epoch == 0 && id.seq == 0;
}

const char *rung_name(enum rung rung) {
    static const char *const names[] = {"current", "previous", "built-in"};
    return names[rung];
}

void ladder_open(struct ladder *ladder) {
    if (!ladder->store && ladder->store_folder)
        ladder->store = store_open(ladder->store_folder, false, NULL);
}

void ladder_close(struct ladder *ladder) {
    if (ladder->store)
        store_close(ladder->store);
    ladder->store = NULL;
}

static bool refused(const struct ladder *ladder, struct generation_id id) {
    struct generation_id rejected = store_marked(ladder->store, false);
    return none(id) || same(id, ladder->failed) || same(id, rejected);
}

/* A generation that twice took the player down before it was known to be good is refused for ever; a good one
 * is stepped back from for one run, because the cause may pass. */
static void count_start(struct ladder *ladder, struct generation_id current, struct report *report) {
    ladder->began = true;
    ladder->crashes = crashes_begin(ladder->runtime_folder, current);
    bool good = same(store_marked(ladder->store, true), current);
    if (ladder->crashes >= (good ? CRASHES_STEP_BACK : CRASHES_REJECT)) {
        ladder->failed = current;
        report_add(report, SEVERITY_ERROR, "", 0, 0,
                   "generation %u.%llu ended the player %d times: stepping back", current.epoch,
                   (unsigned long long)current.seq, ladder->crashes);
        struct fail fail;
        if (!good && !store_mark(ladder->store, false, current, &fail))
            report_add(report, SEVERITY_WARNING, "", 0, 0, "%s", fail.text);
    }
}

static struct content *try_rung(struct ladder *ladder, enum rung rung, struct generation_id id,
                                struct report *report) {
    if (refused(ladder, id))
        return NULL;
    struct content *content =
        content_from_store(ladder->store, id, ladder->panel_width, ladder->panel_height, report);
    if (!content)
        return NULL;
    ladder->rung = rung;
    ladder->marked = ladder->marked && same(ladder->playing, id);
    ladder->playing = id;
    return content;
}

struct content *ladder_load(struct ladder *ladder, struct report *report) {
    if (ladder->folder)
        return content_from_folder(ladder->folder, ladder->cache, ladder->feeds, ladder->panel_width,
                                   ladder->panel_height, report);
    struct store_state state = {0};
    struct fail fail = {0};
    ladder_open(ladder);
    if (!ladder->store || !store_state_read(ladder->store, &state, &fail)) {
        report_add(report, SEVERITY_WARNING, ladder->store_folder, 0, 0, "nothing to play yet: %s",
                   ladder->store ? fail.text : "there is no store; kiosk-sync makes it");
    } else {
        if (!ladder->began)
            count_start(ladder, state.current, report);
        struct content *content = NULL;
        if (ladder->crashes < CRASHES_BUILTIN) {
            content = try_rung(ladder, RUNG_CURRENT, state.current, report);
            if (!content)
                content = try_rung(ladder, RUNG_PREVIOUS, state.previous, report);
            if (!content && same(ladder->failed, state.current) && !none(state.current)) {
                /* nothing behind it: better the one that fell than none, until it falls too often */
                ladder->failed = (struct generation_id){0, 0};
                content = try_rung(ladder, RUNG_CURRENT, state.current, report);
            }
        }
        if (content)
            return content;
    }
    ladder->rung = RUNG_BUILTIN;
    ladder->playing = (struct generation_id){0, 0};
    return NULL;
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
    bool newer = !same(state.current, ladder->playing) && !refused(ladder, state.current);
    return newer ? LADDER_GENERATION : LADDER_FEEDS;
}

bool ladder_good(struct ladder *ladder, struct fail *fail) {
    if (ladder->marked || !ladder->store || none(ladder->playing))
        return true;
    ladder->marked = true;
    if (same(store_marked(ladder->store, true), ladder->playing))
        return true;
    return store_mark(ladder->store, true, ladder->playing, fail);
}

bool ladder_refuse(struct ladder *ladder, struct fail *fail) {
    if (!ladder->store || none(ladder->playing))
        return true;
    ladder->failed = ladder->playing;
    return store_mark(ladder->store, false, ladder->playing, fail);
}
