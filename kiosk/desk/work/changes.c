#include "desk/work/changes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/json_diff.h"
#include "desk/work/conflict.h"
#include "desk/work/merge.h"

enum { ARENA_LIMIT = 64 << 20 };

static enum outcome note(struct revision_making *making, const char *file, const char *what,
                         const struct json_difference *value, struct fail *fail) {
    char slide[CHANGE_NAME_MAX] = "", op[CHANGE_NAME_MAX + 1];
    struct change change = {.path = file, .slide = slide, .op = op, .before = "", .after = ""};
    int length = snprintf(op, sizeof op, "%s%s%s", what, value ? " " : "", value ? value->path : "");
    if (length > CHANGE_NAME_MAX)
        snprintf(op, sizeof op, "%s", what);
    if (value) {
        change.before = value->before ? value->before : "";
        change.after = value->after ? value->after : "";
        if (!slide_of_path(value->path, slide))
            slide[0] = '\0';
    }
    return revision_note_change(making, &change, fail);
}

/* False: its values cannot be told one by one. */
static bool note_values(struct revision_making *making, const char *file, const struct json_source *before,
                        const struct json_source *after, enum outcome *outcome, struct fail *fail) {
    static const char *const names[] = {"set", "remove", "insert", "move"};
    struct json_differences differences = {0};
    struct arena *arena = arena_create(ARENA_LIMIT);
    struct fail why;
    bool told = arena && json_diff(before, after, arena, &differences, &why) &&
                differences.count <= CHANGES_OF_FILE_MAX && differences.count > 0;
    for (size_t i = 0; told && i < differences.count && *outcome == OUTCOME_DONE; i++)
        *outcome = note(making, file, names[differences.items[i].op.kind], &differences.items[i], fail);
    arena_destroy(arena);
    return told;
}

static enum outcome note_change(struct revision_making *making, const struct site_tree *before,
                                const struct site_tree *after, const char *path, struct fail *fail) {
    struct json_source from = {path, NULL, 0}, to = {path, NULL, 0};
    char *texts[2] = {NULL, NULL};
    bool told = false;
    enum outcome outcome = OUTCOME_DONE;
    if (is_json(path)) {
        outcome = site_tree_read(before, path, TEXT_MAX, &texts[0], &from.size, fail);
        if (outcome == OUTCOME_DONE)
            outcome = site_tree_read(after, path, TEXT_MAX, &texts[1], &to.size, fail);
        from.text = texts[0];
        to.text = texts[1];
        told = outcome == OUTCOME_DONE && note_values(making, path, &from, &to, &outcome, fail);
    }
    if (outcome == OUTCOME_DONE && !told)
        outcome = note(making, path, "change", NULL, fail);
    free(texts[0]);
    free(texts[1]);
    return outcome;
}

enum outcome changes_note(struct revision_making *making, const struct site_tree *before,
                          const struct site_tree *after, struct fail *fail) {
    enum outcome outcome = OUTCOME_DONE;
    for (size_t i = 0; i < before->count && outcome == OUTCOME_DONE; i++)
        if (!site_tree_find(after, before->files[i].path))
            outcome = note(making, before->files[i].path, "remove", NULL, fail);
    for (size_t i = 0; i < after->count && outcome == OUTCOME_DONE; i++) {
        const struct site_tree_file *file = &after->files[i], *old = site_tree_find(before, file->path);
        if (!old)
            outcome = note(making, file->path, "add", NULL, fail);
        else if (strcmp(old->hash.hex, file->hash.hex) != 0)
            outcome = note_change(making, before, after, file->path, fail);
    }
    return outcome;
}
