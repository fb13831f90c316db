#include "desk/work/saving.h"

#include <stdlib.h>
#include <string.h>

#include "desk/work/changes.h"
#include "desk/work/kept.h"
#include "desk/work/merge.h"

enum { TRIES = 100 }; /* each was lost to somebody who saved */

void saved_finish(struct saved *saved) {
    report_finish(&saved->findings);
    conflicts_finish(&saved->conflicts);
    *saved = (struct saved){0};
}

static enum outcome put_file(struct revision_making *making, const struct site_tree *tree,
                             const struct site_tree_file *file, struct fail *fail) {
    char *bytes = NULL;
    size_t size = 0;
    if (file->object)
        return revision_put_object(making, file->path, file->hash.hex, file->size, fail);
    enum outcome outcome = site_tree_read(tree, file->path, TEXT_MAX, &bytes, &size, fail);
    if (outcome == OUTCOME_DONE)
        outcome = revision_put_text(making, file->path, bytes, size, fail);
    free(bytes);
    return outcome;
}

/* What goes, goes first: a file may take the place of a folder. */
static enum outcome put_files(struct revision_making *making, const struct site_tree *before,
                              const struct site_tree *after, struct fail *fail) {
    enum outcome outcome = OUTCOME_DONE;
    for (size_t i = 0; i < before->count && outcome == OUTCOME_DONE; i++)
        if (!site_tree_find(after, before->files[i].path))
            outcome = revision_remove(making, before->files[i].path, fail);
    for (size_t i = 0; i < after->count && outcome == OUTCOME_DONE; i++) {
        const struct site_tree_file *old = site_tree_find(before, after->files[i].path);
        if (!old || strcmp(old->hash.hex, after->files[i].hash.hex) != 0)
            outcome = put_file(making, after, &after->files[i], fail);
    }
    return outcome;
}

struct writing {
    struct database *database;
    const struct act *act;
    struct revision_start start;
    const struct site_tree *before, *after;
    bool overtaken; /* somebody else was faster */
};

static enum outcome write_revision(struct writing *writing, int64_t *id, struct fail *fail) {
    struct revision_making making;
    enum outcome outcome = revision_begin(writing->database, writing->act, &writing->start, &making, fail);
    writing->overtaken = outcome == OUTCOME_CONFLICT;
    if (outcome != OUTCOME_DONE)
        return outcome;
    outcome = put_files(&making, writing->before, writing->after, fail);
    if (outcome == OUTCOME_DONE)
        outcome = changes_note(&making, writing->before, writing->after, fail);
    if (outcome == OUTCOME_DONE)
        return revision_commit(&making, id, fail);
    revision_abandon(&making);
    return outcome;
}

static bool same_site(const struct site_tree *a, const struct site_tree *b) {
    return strcmp(site_tree_hash(a).hex, site_tree_hash(b).hex) == 0;
}

/* One try on the revision that is the newest right now. */
static enum outcome try_once(struct database *database, const struct act *act, const struct saving *saving,
                             struct saved *saved, bool *overtaken, struct fail *fail) {
    struct site_tree now = {0}, merged = {0};
    struct writing writing = {.database = database,
                              .act = act,
                              .start = {saving->kind, 0, saving->base->revision, saving->note},
                              .before = &now,
                              .after = saving->mine};
    struct revision_start *start = &writing.start;
    enum outcome outcome = revision_newest(database, &start->on, fail);
    if (outcome == OUTCOME_DONE)
        outcome = site_tree_init(&now, database, start->on, fail);
    if (outcome == OUTCOME_DONE && !same_site(&now, saving->base)) {
        outcome = site_tree_init(&merged, database, start->on, fail);
        if (outcome == OUTCOME_DONE)
            outcome = merge_trees(saving->base, saving->mine, &merged, &saved->conflicts, fail);
        if (start->kind == REVISION_EDIT)
            start->kind = REVISION_MERGE;
        merged.kept = saving->mine->kept;
        writing.after = &merged;
    }
    int64_t id = start->on;
    if (outcome == OUTCOME_DONE && !same_site(&now, writing.after))
        outcome = write_revision(&writing, &id, fail);
    *overtaken = writing.overtaken;
    if (outcome == OUTCOME_DONE) {
        kept_inspect((struct site_tree *)writing.after, KEPT_FOR_LATER, act->now_ms, &saved->findings);
        report_sort(&saved->findings);
        saved->revision = id;
    }
    site_tree_finish(&now);
    site_tree_finish(&merged);
    return outcome;
}

enum outcome saving_run(struct database *database, const struct act *act, const struct saving *saving,
                        struct saved *saved, struct fail *fail) {
    enum outcome outcome = OUTCOME_CONFLICT;
    bool overtaken = true;
    for (int i = 0; i < TRIES && overtaken; i++)
        outcome = try_once(database, act, saving, saved, &overtaken, fail);
    if (outcome == OUTCOME_CONFLICT && saved->conflicts.count > 0) {
        struct fail why = {0};
        if (conflicts_ask(&saved->conflicts, database, saving->base->revision, &why) != OUTCOME_DONE) {
            *fail = why;
            return OUTCOME_TROUBLE;
        }
    }
    return outcome;
}
