#include "desk/work/import_texts.h"

#include <jansson.h>

#include "core/base/json_read.h"
#include "desk/work/merge.h"

/* What is no JSON cannot be edited in the desk, nor merged with what is. */
static bool can_be_read(const struct import_text *text, struct fail *fail) {
    json_t *value = is_json(text->path) ? json_read(text->path, text->text, text->size, fail) : NULL;
    bool fine = value || !is_json(text->path);
    json_decref(value);
    return fine;
}

static enum outcome put(struct site_tree *mine, const struct import_text *text, struct fail *fail) {
    if (text->text)
        return can_be_read(text, fail) ? site_tree_put_text(mine, text->path, text->text, text->size, fail)
                                       : OUTCOME_REFUSED;
    if (!site_tree_find(mine, text->path)) {
        fail_at(fail, text->path, 0, 0, "is to go, and was not there in revision %lld",
                (long long)mine->revision);
        return OUTCOME_REFUSED;
    }
    site_tree_remove(mine, text->path);
    return OUTCOME_DONE;
}

/* Fills `base` with what they began as and `mine` with what they are now; finish both in any case. */
static enum outcome open_both(struct database *database, const struct import_texts *order,
                              struct site_tree *base, struct site_tree *mine, struct fail *fail) {
    enum outcome outcome = site_tree_init(base, database, order->base, fail);
    if (outcome == OUTCOME_DONE)
        outcome = site_tree_init(mine, database, order->base, fail);
    for (size_t i = 0; i < order->count && outcome == OUTCOME_DONE; i++)
        outcome = put(mine, &order->items[i], fail);
    return outcome;
}

enum outcome import_texts(struct database *database, const struct act *act, const struct import_texts *order,
                          struct saved *saved, struct fail *fail) {
    struct site_tree base = {0}, mine = {0};
    struct saving saving = {REVISION_IMPORT, order->note, &base, &mine};
    enum outcome outcome = open_both(database, order, &base, &mine, fail);
    if (outcome == OUTCOME_DONE)
        outcome = saving_run(database, act, &saving, saved, fail);
    site_tree_finish(&base);
    site_tree_finish(&mine);
    return outcome;
}

enum outcome import_merge(struct database *database, const struct import_texts *order, int64_t onto,
                          struct site_tree *merged, struct conflicts *conflicts, struct fail *fail) {
    struct site_tree base = {0}, mine = {0};
    enum outcome outcome = open_both(database, order, &base, &mine, fail);
    if (outcome == OUTCOME_DONE)
        outcome = site_tree_init(merged, database, onto, fail);
    if (outcome == OUTCOME_DONE) {
        outcome = merge_trees(&base, &mine, merged, conflicts, fail);
        if (outcome != OUTCOME_DONE)
            site_tree_finish(merged);
    }
    site_tree_finish(&base);
    site_tree_finish(&mine);
    return outcome;
}
