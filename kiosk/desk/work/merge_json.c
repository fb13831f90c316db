#include "desk/work/merge_json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/json_diff.h"
#include "core/base/json_equal.h"
#include "desk/work/work_findings.h"

enum { ARENA_LIMIT = 64 << 20 };

/* The reader wants a list or an object: any value is one in a list. */
static const struct json_value *value_of(const char *text, struct arena *arena) {
    size_t length = strlen(text);
    char *whole = arena_alloc(arena, length + 3);
    if (!whole)
        return NULL;
    whole[0] = '[';
    memcpy(whole + 1, text, length);
    whole[length + 1] = ']';
    return json_values(whole, length + 2, JSON_EDIT_DEPTH_MAX + 1, arena);
}

bool json_texts_equal(const char *a, const char *b) {
    if (!a || !b || strcmp(a, b) == 0)
        return a == b || (a && b);
    struct arena *arena = arena_create(ARENA_LIMIT);
    const struct json_value *one = arena ? value_of(a, arena) : NULL, *two = one ? value_of(b, arena) : NULL;
    bool equal = one && two && value_equal(one, two);
    arena_destroy(arena);
    return equal;
}

struct merging {
    const struct merge_json *of;
    struct json_source text; /* theirs, with what was merged so far */
    char *owned;             /* the bytes of `text` once something was; else NULL */
    struct arena *arena;
    struct conflicts *conflicts;
    struct fail *fail;
    bool failed; /* this machine: `fail` says why */
};

static void give_up(struct merging *merging, const char *why) {
    if (!merging->failed)
        fail_set(merging->fail, "%s", why);
    merging->failed = true;
}

/* The value in a text; NULL: absent. */
static const char *value_in(struct merging *merging, const struct json_source *source, const char *path) {
    struct json_span span;
    struct fail absent = {0};
    if (!json_edit_span(source, path, &span, &absent)) {
        if (absent.line == 0) /* what is absent is so somewhere */
            give_up(merging, absent.text);
        return NULL;
    }
    const char *copy = arena_copy(merging->arena, source->text + span.at, span.size);
    if (!copy)
        give_up(merging, "out of memory");
    return copy;
}

/* As it is now. */
static const char *present(struct merging *merging, const char *path) {
    return value_in(merging, &merging->text, path);
}

static bool apply(struct merging *merging, const struct json_op *op) {
    char *out = NULL;
    size_t size = 0;
    struct fail why = {0};
    if (!json_edit(&merging->text, op, &out, &size, &why)) {
        if (why.line == 0)
            give_up(merging, why.text);
        return false;
    }
    free(merging->owned);
    merging->owned = out;
    merging->text.text = out;
    merging->text.size = size;
    return true;
}

/* The outermost element on the way to `path` that both began with and they have removed; NULL: none. */
static const char *removed_element(struct merging *merging, const char *path) {
    for (const char *end = strchr(path, ']'); end && !merging->failed; end = strchr(end + 1, ']')) {
        const char *element = arena_copy(merging->arena, path, (size_t)(end + 1 - path));
        if (!element)
            give_up(merging, "out of memory");
        else if (value_in(merging, &merging->of->base, element) && !present(merging, element))
            return merging->failed ? NULL : element;
    }
    return NULL;
}

/* Was it told already? What they removed is told once, whatever was changed in it. */
static bool is_told(const struct merging *merging, const char *path) {
    const struct conflicts *conflicts = merging->conflicts;
    const struct conflict *last = conflicts->count > 0 ? &conflicts->items[conflicts->count - 1] : NULL;
    return last && strcmp(last->file, merging->text.file) == 0 && strcmp(last->path, path) == 0;
}

static void contend(struct merging *merging, const struct json_difference *mine, const char *theirs) {
    struct conflict conflict = {merging->text.file, mine->path, mine->before, mine->after, theirs, "", 0};
    const char *gone = theirs ? NULL : removed_element(merging, mine->path);
    if (gone) {
        conflict.path = gone;
        conflict.base = value_in(merging, &merging->of->base, gone);
        conflict.mine = value_in(merging, &merging->of->mine, gone);
    }
    if (!merging->failed && !is_told(merging, conflict.path) && !conflicts_add(merging->conflicts, &conflict))
        give_up(merging, "out of memory");
}

/* Where it was to stand is gone: at the end of the list, if that is still there. */
static bool insert_at_end(struct merging *merging, const struct json_difference *mine) {
    const char *bracket = strrchr(mine->op.path, '[');
    struct json_op op = mine->op;
    char path[JSON_PATH_MAX + 1];
    if (!bracket)
        return false;
    snprintf(path, sizeof path, "%.*s[-]", (int)(bracket - mine->op.path), mine->op.path);
    op.path = path;
    return apply(merging, &op);
}

static void merge_one(struct merging *merging, const struct json_difference *mine) {
    const char *now = present(merging, mine->path);
    if (merging->failed)
        return;
    if (mine->op.kind == JSON_OP_MOVE) {
        if (now && !apply(merging, &mine->op))
            return; /* what it was to stand beside is gone: it stays where it is */
    } else if (json_texts_equal(now, mine->after)) {
        return;
    } else if (!json_texts_equal(now, mine->before)) {
        contend(merging, mine, now);
    } else if (!apply(merging, &mine->op) && !merging->failed &&
               !(mine->op.kind == JSON_OP_INSERT && insert_at_end(merging, mine))) {
        contend(merging, mine, now);
    }
}

enum outcome merge_json(const struct merge_json *merge, struct conflicts *conflicts, char **out, size_t *size,
                        struct fail *fail) {
    struct merging merging = {.of = merge, .text = merge->theirs, .conflicts = conflicts, .fail = fail};
    struct json_differences mine = {0};
    size_t before = conflicts->count;
    enum outcome outcome = OUTCOME_TROUBLE;
    merging.arena = arena_create(ARENA_LIMIT);
    if (!merging.arena) {
        fail_set(fail, "out of memory");
        return OUTCOME_TROUBLE;
    }
    if (!json_diff(&merge->base, &merge->mine, merging.arena, &mine, fail)) {
        outcome = OUTCOME_REFUSED;
    } else {
        for (size_t i = 0; i < mine.count && !merging.failed; i++)
            merge_one(&merging, &mine.items[i]);
        char *copy = merging.owned ? merging.owned : strndup(merging.text.text, merging.text.size);
        merging.owned = copy;
        if (!copy)
            give_up(&merging, "out of memory");
        if (merging.failed) {
            outcome = OUTCOME_TROUBLE;
        } else if (conflicts->count > before) {
            fail_said(fail, NULL, FOUND_CHANGED_BOTH, merge->theirs.file);
            outcome = OUTCOME_CONFLICT;
        } else {
            *out = copy;
            *size = merging.text.size;
            merging.owned = NULL;
            outcome = OUTCOME_DONE;
        }
    }
    free(merging.owned);
    arena_destroy(merging.arena);
    return outcome;
}
