#include "desk/work/publishing.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "desk/work/publishing_parts.h"
#include "desk/work/site_tree.h"
#include "desk/work/work_findings.h"
#include "guide/written/inspect.h"
#include "publish/publish.h"
#include "system/disk.h"

/* One publication under way. */
struct run {
    const struct publishing *publishing;
    const char *tree;
    int64_t revision, undoes;
    struct publication newest; /* n 0: nothing was published yet */
    struct report *findings;
};

/* Errors that only a check finds count as well as those that stop a screen. */
static enum outcome vet(const struct run *run, struct site_tree *tree, struct publish_set *set,
                        struct fail *fail) {
    struct site_files files = site_tree_files(tree);
    struct inspection found;
    struct report again = {0};
    inspect(&files, run->publishing->act->now_ms, &found, run->findings);
    inspection_finish(&found);
    report_sort(run->findings);
    bool fine = run->findings->errors == 0;
    if (fine) {
        struct publish_source source = {files, site_tree_open};
        fine = publish_set_build(set, &source, &again);
        for (size_t i = 0; !fine && i < again.count; i++) /* a picture that is not there, for instance */
            if (again.items[i].severity == SEVERITY_ERROR)
                report_take(run->findings, &again.items[i]);
        report_finish(&again);
    }
    if (!fine)
        fail_said(fail, NULL, FOUND_HAS_ERRORS, (long long)run->revision);
    return fine ? OUTCOME_DONE : OUTCOME_REFUSED;
}

/* Was it for want of room? Shows by what is left: not even the largest of its files would fit. */
static bool is_full(const struct run *run, const struct publish_set *set) {
    uint64_t have = 0, reserve = 0, largest = 0;
    for (size_t i = 0; i < set->count; i++)
        if (set->files[i].entry.size > largest)
            largest = set->files[i].entry.size;
    return disk_space(run->tree, &have, &reserve, NULL) && have < largest + MANIFEST_BYTES_MAX;
}

static enum outcome sign_and_write(const struct run *run, struct publish_set *set,
                                   struct publish_result *result, struct fail *fail) {
    const struct publishing *publishing = run->publishing;
    struct generation_id known = {(uint32_t)run->newest.epoch, (uint64_t)run->newest.seq};
    struct report report = {0};
    if (generation_id_newer(publishing->known, known))
        known = publishing->known;
    struct publish_order order = {.tree = run->tree,
                                  .channel = publishing->channel,
                                  .now_s = publishing->act->now_ms / 1000,
                                  .valid_s = publishing->valid_s,
                                  .epoch = publishing->epoch,
                                  .known = known};
    bool done = publish(&order, set, publishing->signer, result, &report);
    if (!done && report.count > 0)
        *fail = report.items[report.count - 1];
    else if (!done)
        fail_set(fail, "out of memory");
    report_finish(&report);
    return done ? OUTCOME_DONE : is_full(run, set) ? OUTCOME_FULL : OUTCOME_REFUSED;
}

static enum outcome publish_revision(const struct run *run, struct published *published, struct fail *fail) {
    struct site_tree tree = {0};
    struct publish_set set = {0};
    struct publish_result result = {0};
    enum outcome outcome = site_tree_init(&tree, run->publishing->database, run->revision, fail);
    if (outcome == OUTCOME_DONE)
        outcome = vet(run, &tree, &set, fail);
    if (outcome == OUTCOME_DONE)
        outcome = sign_and_write(run, &set, &result, fail);
    if (outcome == OUTCOME_DONE && !result.unchanged) {
        struct publication row = {.epoch = result.id.epoch,
                                  .seq = (int64_t)result.id.seq,
                                  .revision = run->revision,
                                  .undoes = run->undoes};
        outcome = publishing_add(run->publishing, run->tree, &row, fail);
    }
    if (outcome == OUTCOME_DONE)
        *published =
            (struct published){run->revision, result.id, result.unchanged, set.count, result.written};
    publish_set_finish(&set);
    site_tree_finish(&tree);
    return outcome;
}

/* What there is: the newest publication in `rows[0]`, the one before it in `rows[1]`. */
struct newest {
    struct publication rows[2];
    size_t count;
};
static void see_publication(void *context, const struct publication *publication) {
    struct newest *newest = context;
    if (newest->count < 2)
        newest->rows[newest->count++] = *publication;
}

static enum outcome choose(struct run *run, bool undo, const struct newest *newest, struct fail *fail) {
    run->newest = newest->rows[0];
    if (undo && newest->count < 2) {
        if (newest->count == 0)
            fail_said(fail, NULL, FOUND_NOT_PUBLISHED);
        else
            fail_said(fail, NULL, FOUND_FIRST_PUBLISHED);
        return OUTCOME_REFUSED;
    }
    if (undo) {
        run->revision = newest->rows[1].revision;
        run->undoes = newest->rows[0].n;
    } else if (newest->count > 0 && run->revision < newest->rows[0].revision) {
        fail_said(fail, NULL, FOUND_NEWER_PUBLISHED, (long long)newest->rows[0].revision);
        return OUTCOME_CONFLICT;
    }
    return OUTCOME_DONE;
}

static enum outcome run_alone(struct run *run, bool undo, struct published *published, struct fail *fail) {
    struct newest newest = {.count = 0};
    enum reconciled reconciled;
    enum outcome outcome = publishing_compare(run->publishing, run->tree, &reconciled, fail);
    if (outcome == OUTCOME_DONE)
        outcome = publication_list(run->publishing->database, 0, 2, see_publication, &newest, fail);
    if (outcome == OUTCOME_DONE)
        outcome = choose(run, undo, &newest, fail);
    return outcome == OUTCOME_DONE ? publish_revision(run, published, fail) : outcome;
}

static enum outcome run_locked(struct run *run, bool undo, struct published *published, struct fail *fail) {
    enum outcome outcome = OUTCOME_TROUBLE;
    int lock = publishing_lock(run->publishing, &outcome, fail);
    char *tree = publishing_tree(run->publishing);
    if (outcome == OUTCOME_DONE && !tree) {
        fail_set(fail, "out of memory");
        outcome = OUTCOME_TROUBLE;
    }
    run->tree = tree;
    if (outcome == OUTCOME_DONE)
        outcome = run_alone(run, undo, published, fail);
    free(tree);
    if (lock >= 0)
        close(lock);
    return outcome;
}

enum outcome publishing_run(const struct publishing *publishing, int64_t revision, struct report *findings,
                            struct published *published, struct fail *fail) {
    struct run run = {.publishing = publishing, .revision = revision, .findings = findings};
    return run_locked(&run, false, published, fail);
}

enum outcome publishing_undo(const struct publishing *publishing, struct report *findings,
                             struct published *published, struct fail *fail) {
    struct run run = {.publishing = publishing, .findings = findings};
    return run_locked(&run, true, published, fail);
}

enum outcome publishing_reconcile(const struct publishing *publishing, enum reconciled *reconciled,
                                  struct fail *fail) {
    enum outcome outcome = OUTCOME_TROUBLE;
    int lock = publishing_lock(publishing, &outcome, fail);
    char *tree = publishing_tree(publishing);
    if (outcome == OUTCOME_DONE && !tree) {
        fail_set(fail, "out of memory");
        outcome = OUTCOME_TROUBLE;
    }
    if (outcome == OUTCOME_DONE)
        outcome = publishing_compare(publishing, tree, reconciled, fail);
    free(tree);
    if (lock >= 0)
        close(lock);
    return outcome;
}
