#include "player/judgement.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/text/plain_text.h"
#include "player/keep.h"
#include "system/log.h"

static void write_refusals(const struct judgement *judgement) {
    struct store_note note;
    if (!judgement->writer)
        return;
    if (store_note_refusals(judgement->store, &judgement->refusals, &note))
        keep_note(judgement->writer, "refusals", &note);
    else
        log_line(LOG_LEVEL_WARNING, "what is refused is not written: out of memory");
}

static void sweep(const struct judgement *judgement) {
    char *folder = judgement->writer ? store_player_folder(judgement->store) : NULL;
    if (folder)
        keep_sweep(judgement->writer, folder);
    free(folder);
}

void judgement_open(struct judgement *judgement, const struct store *store) {
    judgement->store = store;
    sweep(judgement);
    judgement->good = store_marked_good(store);
    judgement->refusals = store_refusals(store);
    if (!judgement->refusals.count || !judgement->configuration ||
        strcmp(judgement->refusals.configuration, judgement->configuration) == 0)
        return;
    judgement->refusals = (struct store_refusals){.count = 0};
    write_refusals(judgement);
}

const struct store_refusal *judgement_refused(const struct judgement *judgement, struct generation_id id) {
    return store_refusal_of(&judgement->refusals, id);
}

void judgement_good(struct judgement *judgement, struct generation_id playing) {
    struct store_note note;
    if (generation_id_same(judgement->good, playing) || !judgement->writer)
        return;
    judgement->good = playing;
    if (store_mark_good(judgement->store, playing, &note))
        keep_note(judgement->writer, "good", &note);
    else
        log_line(LOG_LEVEL_WARNING, "what is good is not written: out of memory");
}

void judgement_refuse(struct judgement *judgement, struct generation_id id, const char *why) {
    struct store_refusal refusal = {.id = id, .at_s = (int64_t)time(NULL)};
    text_put(refusal.why, sizeof refusal.why, why);
    store_refuse(&judgement->refusals, judgement->configuration, &refusal);
    write_refusals(judgement);
}
