#include "core/base/json_edit.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/json_edit_parts.h"
#include "core/base/utf8.h"

bool json_edit(const struct json_source *source, const struct json_op *op, char **out, size_t *size,
               struct fail *fail) {
    struct json_doc doc;
    struct json_change change = {0};
    bool done = json_doc_init(&doc, source, fail) && json_change_make(&doc, op, &change, fail);
    if (done) {
        struct json_out text = {0};
        json_out_put(&text, source->text, doc.mark);
        json_out_put(&text, change.out.text, change.out.size);
        done = !text.failed;
        if (!done) {
            fail_set(fail, "out of memory: try again");
            free(text.text);
        } else {
            *out = text.text;
            *size = text.size;
        }
    }
    free(change.out.text);
    json_doc_finish(&doc);
    return done;
}

bool json_edit_all(const struct json_source *source, const struct json_op *ops, size_t count, char **out,
                   size_t *size, struct fail *fail) {
    struct json_source now = *source;
    char *text = malloc(source->size + 1);
    if (!text)
        return fail_set(fail, "out of memory: try again");
    memcpy(text, source->text, source->size);
    text[source->size] = '\0';
    for (size_t i = 0; i < count; i++) {
        char *next = NULL;
        now.text = text;
        bool done = json_edit(&now, &ops[i], &next, &now.size, fail);
        free(text);
        if (!done)
            return false;
        text = next;
    }
    *out = text;
    *size = now.size;
    return true;
}

bool json_edit_span(const struct json_source *source, const char *path, struct json_span *out,
                    struct fail *fail) {
    struct json_doc doc = {0};
    struct json_path steps;
    struct json_place place;
    bool found = json_path_parse(path, &steps, fail) && json_doc_init(&doc, source, fail) &&
                 json_place_find(&doc, &steps, JSON_THERE, &place, fail);
    if (found)
        *out = (struct json_span){doc.mark + place.value->at,
                                  json_value_end(&doc, place.value) - place.value->at};
    json_doc_finish(&doc);
    return found;
}

/* All that json_edit_inverse says is made from these. */
struct undo {
    const struct json_doc *now;
    const struct json_change *change;
    struct arena *arena;
    struct json_op *out;
};

static const char *keep(struct undo *undo, const char *text, size_t size) {
    return arena_copy(undo->arena, text, size);
}

static const char *keep_out(struct undo *undo, struct json_out *out) {
    const char *kept = out->failed ? NULL : keep(undo, out->text, out->size);
    free(out->text);
    return kept;
}

/* By id, if that is not too long to be a path. */
static const char *path_of(struct undo *undo, const struct json_value *value) {
    for (int by_id = 1;; by_id--) {
        struct json_out path = {0};
        json_path_write(undo->now, value->at, by_id, &path);
        if (path.size <= JSON_PATH_MAX || !by_id)
            return keep_out(undo, &path);
        free(path.text);
    }
}

static void write_position(const struct json_value *list, size_t index, size_t moved, bool by_id,
                           struct json_out *out) {
    size_t others = list->count - (moved < list->count);
    if (others == 0) {
        json_out_word(out, "[-]");
    } else if (index == 0) {
        json_path_write_element(list, moved == 0, by_id, out);
    } else {
        json_path_write_element(list, index - 1 + (index - 1 >= moved), by_id, out);
        json_out_word(out, "+");
    }
}

/* Where a child of `holder` has to be put that would be number `index` of those there, without `moved` if
 * that is one of them. */
static const char *position_of(struct undo *undo, const struct json_value *holder, size_t index,
                               size_t moved) {
    for (int by_id = 1;; by_id--) {
        struct json_out path = {0};
        json_path_write(undo->now, holder->at, by_id, &path);
        write_position(holder, index, moved, by_id, &path);
        if (path.size <= JSON_PATH_MAX || !by_id)
            return keep_out(undo, &path);
        free(path.text);
    }
}

/* The path of an absent member: its holder's, and its name as it is written. */
static const char *member_of(struct undo *undo, const struct json_value *holder, const char *written) {
    struct json_out path = {0};
    json_path_write(undo->now, holder->at, true, &path);
    if (path.size + strlen(written) > JSON_PATH_MAX) {
        path.size = 0;
        json_path_write(undo->now, holder->at, false, &path);
    }
    json_out_word(&path, written);
    return keep_out(undo, &path);
}

static bool keep_layout(struct undo *undo, struct json_layout *out) {
    const char **texts[] = {&out->behind, &out->key, &out->before, &out->after, &out->left};
    bool kept = true;
    for (size_t i = 0; i < LENGTH(texts); i++)
        if (*texts[i])
            kept = (*texts[i] = keep(undo, *texts[i], strlen(*texts[i]))) && kept;
    return kept;
}

/* False: no memory. */
static bool undo_make(struct undo *undo, const char *last_step) {
    const struct json_change *change = undo->change;
    struct json_op *out = undo->out;
    bool removed = change->what == JSON_REMOVED;
    const struct json_value *was, *holder = removed ? NULL : json_doc_value(undo->now, change->holder);
    *out = (struct json_op){.layout = change->was};
    out->layout.kept = true;
    if (change->spelt.at && !(out->value = keep(undo, change->spelt.at, change->spelt.size)))
        return false;
    switch (change->what) {
    case JSON_SAME:
    case JSON_REPLACED:
        out->kind = JSON_OP_SET;
        out->path = path_of(undo, holder);
        break;
    case JSON_ADDED:
        out->kind = JSON_OP_REMOVE;
        out->path = path_of(undo, &holder->children[change->index]);
        break;
    case JSON_REMOVED:
        out->kind = JSON_OP_INSERT;
        was = json_doc_value(undo->now, change->was_holder);
        out->path = was->kind == VALUE_OBJECT ? member_of(undo, was, last_step)
                                              : position_of(undo, was, change->was_index, was->count);
        break;
    case JSON_MOVED:
        out->kind = JSON_OP_MOVE;
        was = json_doc_value(undo->now, change->was_holder);
        out->path = path_of(undo, &holder->children[change->index]);
        out->to = position_of(undo, was, change->was_index, was == holder ? change->index : was->count);
        if (!out->to)
            return false;
        break;
    }
    return out->path && keep_layout(undo, &out->layout);
}

bool json_edit_inverse(const struct json_source *source, const struct json_op *op, struct arena *arena,
                       struct json_op *out, struct fail *fail) {
    struct json_doc doc, now = {0};
    struct json_change change = {0};
    struct json_op made = {0};
    bool done = json_doc_init(&doc, source, fail) && json_change_make(&doc, op, &change, fail);
    if (done) {
        struct json_source then = {source->file, change.out.text, change.out.size};
        struct undo undo = {&now, &change, arena, &made};
        done = json_doc_init(&now, &then, fail) &&
               (undo_make(&undo, strrchr(op->path, '/')) || fail_set(fail, "out of memory: try again"));
        if (done && (strlen(made.path) > JSON_PATH_MAX || (made.to && strlen(made.to) > JSON_PATH_MAX)))
            done = fail_set(fail, "the path of what undoes this is too long: %zu bytes", strlen(made.path));
    }
    if (done)
        *out = made;
    json_doc_finish(&now);
    free(change.out.text);
    json_doc_finish(&doc);
    return done;
}
