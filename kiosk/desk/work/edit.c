#include "desk/work/edit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <jansson.h>

#include "core/site/site_file.h"
#include "desk/data/objects.h"
#include "desk/work/kept.h"
#include "desk/work/merge.h"
#include "desk/work/references.h"
#include "desk/work/work_findings.h"

static enum outcome refuse(struct fail *fail, const struct edit_op *op, const char *why) {
    fail_at(fail, op->file, 0, 0, "%s", why);
    return OUTCOME_REFUSED;
}

/* A new .json file, or another instead of the one that is there. */
static enum outcome put_json(struct site_tree *tree, const struct edit_op *op, struct fail *fail) {
    struct json_source empty = {op->file, "{}\n", 3};
    char *text = NULL;
    size_t size = 0;
    if (!json_edit(&empty, &op->op, &text, &size, fail))
        return OUTCOME_REFUSED;
    enum outcome outcome = site_tree_put_text(tree, op->file, text, size, fail);
    free(text);
    return outcome;
}

static enum outcome put_object(struct site_tree *tree, const struct edit_op *op, const json_t *value,
                               struct fail *fail) {
    const char *hex = json_string_value(json_object_get(value, "object"));
    struct stat info;
    char *path = hex ? object_path(database_folder(tree->database), hex) : NULL;
    bool there = path && stat(path, &info) == 0;
    free(path);
    if (!there)
        return refuse(fail, op, "no such picture or font was uploaded: {\"object\": HASH}");
    return site_tree_put_object(tree, op->file, hex, (uint64_t)info.st_size, fail);
}

static enum outcome put_other(struct site_tree *tree, const struct edit_op *op, struct fail *fail) {
    json_t *value = json_loads(op->op.value, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
    enum outcome outcome;
    if (site_file_is_object(op->file))
        outcome = put_object(tree, op, value, fail);
    else if (json_is_string(value))
        outcome =
            site_tree_put_text(tree, op->file, json_string_value(value), json_string_length(value), fail);
    else
        outcome = refuse(fail, op, "its value must be the whole text");
    json_decref(value);
    return outcome;
}

static enum outcome apply_whole(struct site_tree *tree, const struct edit_op *op, struct fail *fail) {
    const struct site_tree_file *file = site_tree_find(tree, op->file);
    if (op->op.kind == JSON_OP_REMOVE && !file)
        return refuse(fail, op, "there is no such file");
    if (op->op.kind == JSON_OP_REMOVE) {
        site_tree_remove(tree, op->file);
        return OUTCOME_DONE;
    }
    if (op->op.kind != JSON_OP_SET)
        return refuse(fail, op, "a whole file can be set or removed");
    return is_json(op->file) && !site_file_is_object(op->file) ? put_json(tree, op, fail)
                                                               : put_other(tree, op, fail);
}

/* Is the value what its author saw? */
static bool seen(const struct json_source *source, const struct edit_op *op) {
    struct json_span span;
    struct fail absent;
    return !op->before || (json_edit_span(source, op->op.path, &span, &absent) &&
                           strcmp(hash_bytes(source->text + span.at, span.size).hex, op->before) == 0);
}

static enum outcome apply_value(struct site_tree *tree, const struct edit_op *op, struct fail *fail) {
    struct json_source source = {.file = op->file};
    char *text = NULL, *out = NULL;
    size_t size = 0;
    if (!is_json(op->file))
        return refuse(fail, op, "a path leads into .json files only; leave it empty for the whole file");
    enum outcome outcome = site_tree_read(tree, op->file, TEXT_MAX, &text, &source.size, fail);
    if (outcome != OUTCOME_DONE)
        return outcome == OUTCOME_ABSENT ? OUTCOME_REFUSED : outcome;
    source.text = text;
    if (!seen(&source, op)) {
        fail_said(fail, &(struct finding_place){.file = op->file}, FOUND_CHANGED, op->op.path);
        outcome = OUTCOME_CONFLICT;
    } else if (!json_edit(&source, &op->op, &out, &size, fail)) {
        outcome = OUTCOME_REFUSED;
    } else {
        outcome = site_tree_put_text(tree, op->file, out, size, fail);
    }
    free(out);
    free(text);
    return outcome;
}

enum outcome edit_apply(struct site_tree *tree, const struct edit_op *ops, size_t count, struct fail *fail) {
    enum outcome outcome = OUTCOME_DONE;
    for (size_t i = 0; i < count && outcome == OUTCOME_DONE; i++)
        outcome = ops[i].op.path[0] ? apply_value(tree, &ops[i], fail) : apply_whole(tree, &ops[i], fail);
    return outcome;
}

static enum outcome apply_all(const struct site_tree *base, struct site_tree *mine, const struct edit *edit,
                              struct fail *fail) {
    enum outcome outcome = edit_apply(mine, edit->ops, edit->count, fail);
    return outcome == OUTCOME_DONE ? references_mend(base, mine, fail) : outcome;
}

/* Fills `base` with what its author saw and `mine` with what they want; finish both in any case. */
static enum outcome open_both(struct database *database, const struct edit *edit, struct site_tree *base,
                              struct site_tree *mine, struct fail *fail) {
    enum outcome outcome = site_tree_init(base, database, edit->base, fail);
    if (outcome == OUTCOME_DONE)
        outcome = site_tree_init(mine, database, edit->base, fail);
    mine->kept = edit->kept;
    return outcome == OUTCOME_DONE ? apply_all(base, mine, edit, fail) : outcome;
}

enum outcome edit_save(struct database *database, const struct act *act, const struct edit *edit,
                       struct saved *saved, struct fail *fail) {
    struct site_tree base = {0}, mine = {0};
    enum outcome outcome = open_both(database, edit, &base, &mine, fail);
    struct saving saving = {REVISION_EDIT, edit->note, &base, &mine};
    if (outcome == OUTCOME_DONE)
        outcome = saving_run(database, act, &saving, saved, fail);
    site_tree_finish(&base);
    site_tree_finish(&mine);
    return outcome;
}

/* What was uploaded since is a revision of its own, and whoever did it uses it before they save. */
static enum outcome add_uploads(struct database *database, struct site_tree *tree, struct fail *fail) {
    struct site_tree now = {0};
    int64_t newest = 0;
    enum outcome outcome = revision_newest(database, &newest, fail);
    if (outcome != OUTCOME_DONE || newest == tree->revision)
        return outcome;
    outcome = site_tree_init(&now, database, newest, fail);
    for (size_t i = 0; outcome == OUTCOME_DONE && i < now.count; i++) {
        const struct site_tree_file *file = &now.files[i];
        if (file->object && !site_tree_find(tree, file->path))
            outcome = site_tree_put_object(tree, file->path, file->hash.hex, file->size, fail);
    }
    site_tree_finish(&now);
    return outcome;
}

enum outcome edit_tree(struct database *database, const struct edit *edit, struct site_tree *tree,
                       struct fail *fail) {
    struct site_tree base = {0}, mine = {0};
    enum outcome outcome = open_both(database, edit, &base, &mine, fail);
    site_tree_finish(&base);
    if (outcome == OUTCOME_DONE)
        outcome = add_uploads(database, &mine, fail);
    if (outcome == OUTCOME_DONE)
        *tree = mine;
    else
        site_tree_finish(&mine);
    return outcome;
}

enum outcome edit_check(struct database *database, const struct edit *edit, int64_t now_ms,
                        struct site_tree *tree, struct report *report, struct fail *fail) {
    enum outcome outcome = edit_tree(database, edit, tree, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    kept_inspect(tree, KEPT_FOR_NOW, now_ms, report);
    report_sort(report);
    return OUTCOME_DONE;
}

enum outcome edit_undo(struct database *database, const struct act *act, int64_t revision,
                       struct saved *saved, struct fail *fail) {
    struct site_tree base = {0}, mine = {0};
    char note[40];
    if (revision == 1) {
        fail_said(fail, NULL, FOUND_BEGINNING);
        return OUTCOME_REFUSED;
    }
    snprintf(note, sizeof note, "%lld", (long long)revision);
    enum outcome outcome = site_tree_init(&base, database, revision, fail);
    if (outcome == OUTCOME_DONE)
        outcome = site_tree_init(&mine, database, revision - 1, fail);
    struct saving saving = {REVISION_UNDO, note, &base, &mine};
    if (outcome == OUTCOME_DONE)
        outcome = saving_run(database, act, &saving, saved, fail);
    site_tree_finish(&base);
    site_tree_finish(&mine);
    return outcome;
}
