/* What an edit of a JSON text should mean, done to jansson's values: nothing is shared with
 * core/base/json_edit but what its header says. */
#pragma once

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "core/base/json_edit.h"

enum model_outcome { MODEL_DONE, MODEL_REFUSED, MODEL_UNSURE /* it depends on how a number is spelt */ };

struct model_step {
    char kind; /* '/', '#' a number, '?' where, '-' the end */
    bool plus;
    size_t number;
    char *key, *value; /* key NULL: the element itself */
};

static inline char *model_name(const char **at, const char *ends) {
    char *name = malloc(strlen(*at) + 1), *to = name;
    for (; **at && !strchr(ends, **at); ++*at)
        *to++ = **at == '~' ? "~/[]="[*++*at - '0'] : **at;
    *to = '\0';
    return name;
}

static inline size_t model_steps(const char *path, struct model_step steps[JSON_EDIT_DEPTH_MAX]) {
    size_t count = 0;
    while (*path) {
        struct model_step step = {.kind = *path++};
        if (step.kind == '/') {
            step.key = model_name(&path, "/[");
        } else {
            char *end;
            step.number = strtoul(path, &end, 10);
            if (strncmp(path, "-]", 2) == 0) {
                step.kind = '-';
                path++;
            } else if (end > path && *end == ']') {
                step.kind = '#';
                path = end;
            } else {
                step.kind = '?';
                step.key = *path == '=' ? NULL : model_name(&path, "=");
                path++;
                step.value = model_name(&path, "]");
            }
            path++;
            if ((step.plus = *path == '+'))
                path++;
        }
        steps[count++] = step;
    }
    return count;
}

static inline void model_forget(struct model_step *steps, size_t count) {
    for (size_t i = 0; i < count; i++) {
        free(steps[i].key);
        free(steps[i].value);
    }
}

static inline bool model_is(const json_t *value, const char *text, bool *unsure) {
    char number[40];
    switch (json_typeof(value)) {
    case JSON_STRING:
        return strcmp(json_string_value(value), text) == 0;
    case JSON_INTEGER:
        *unsure |= json_integer_value(value) == 0 && strcmp(text + (text[0] == '-'), "0") == 0;
        snprintf(number, sizeof number, "%lld", (long long)json_integer_value(value));
        return strcmp(number, text) == 0;
    case JSON_REAL:
        *unsure |= text[0] == '-' || (text[0] >= '0' && text[0] <= '9');
        return false;
    case JSON_TRUE:
        return strcmp(text, "true") == 0;
    case JSON_FALSE:
        return strcmp(text, "false") == 0;
    case JSON_NULL:
        return strcmp(text, "null") == 0;
    default:
        return false;
    }
}

/* The index of the element, or of the position; as many as there are and one more: there is none. */
static inline size_t model_index(const json_t *list, const struct model_step *step, bool *unsure) {
    size_t count = json_array_size(list), none = count + 1, found = none;
    if (step->kind == '-')
        return step->plus ? none : count;
    if (step->kind == '#')
        return step->number + step->plus > count || (step->plus && step->number >= count)
                   ? none
                   : step->number + step->plus;
    for (size_t i = 0; i < count; i++) {
        const json_t *item = json_array_get(list, i),
                     *value =
                         step->key ? json_is_object(item) ? json_object_get(item, step->key) : NULL : item;
        if (!value || !model_is(value, step->value, unsure))
            continue;
        if (found != none)
            return none;
        found = i;
    }
    return found == none ? none : found + step->plus;
}

/* The child that a step leads to; NULL: there is none. */
static inline json_t *model_child(const json_t *value, const struct model_step *step, bool *unsure) {
    if (step->kind == '/')
        return json_is_object(value) ? json_object_get(value, step->key) : NULL;
    return json_is_array(value) && !step->plus ? json_array_get(value, model_index(value, step, unsure))
                                               : NULL;
}

static inline json_t *model_walk(json_t *value, const struct model_step *steps, size_t count, bool *unsure) {
    for (size_t i = 0; value && i < count; i++)
        value = model_child(value, &steps[i], unsure);
    return value;
}

/* Sets or inserts. Steals nothing. */
static inline bool model_put(json_t *root, const struct model_step *steps, size_t count, bool insert,
                             json_t *value, bool *unsure) {
    json_t *holder = root;
    for (size_t i = 0; i + 1 < count; i++) {
        json_t *next = model_child(holder, &steps[i], unsure);
        if (!next && steps[i].kind == '/' && json_is_object(holder)) {
            for (size_t k = i; k < count; k++)
                if (steps[k].kind != '/')
                    return false;
            next = json_object();
            json_object_set_new(holder, steps[i].key, next);
        }
        if (!next)
            return false;
        holder = next;
    }
    const struct model_step *last = &steps[count - 1];
    if (last->kind == '/')
        return json_is_object(holder) && !(insert && json_object_get(holder, last->key)) &&
               json_object_set(holder, last->key, value) == 0;
    size_t index = json_is_array(holder) ? model_index(holder, last, unsure) : 0;
    if (!json_is_array(holder) || (!insert && (last->plus || index >= json_array_size(holder))))
        return false;
    return insert ? json_array_insert(holder, index, value) == 0 : json_array_set(holder, index, value) == 0;
}

static inline bool model_remove(json_t *root, const struct model_step *steps, size_t count, bool *unsure) {
    json_t *holder = count > 0 ? model_walk(root, steps, count - 1, unsure) : NULL;
    const struct model_step *last = count > 0 ? &steps[count - 1] : NULL;
    if (!holder || !model_child(holder, last, unsure))
        return false;
    return last->kind == '/' ? json_object_del(holder, last->key) == 0
                             : json_array_remove(holder, model_index(holder, last, unsure)) == 0;
}

static inline bool model_holds(const json_t *value, const json_t *other) {
    const char *key;
    json_t *child;
    size_t index;
    if (value == other)
        return true;
    json_object_foreach((json_t *)value, key, child) if (model_holds(child, other)) return true;
    json_array_foreach(value, index, child) if (model_holds(child, other)) return true;
    return false;
}

static inline bool model_move(json_t *root, const struct model_step *steps, size_t count,
                              const struct model_step *to, size_t to_count, bool *unsure) {
    json_t *from = count > 0 ? model_walk(root, steps, count - 1, unsure) : NULL,
           *into = to_count > 0 ? model_walk(root, to, to_count - 1, unsure) : NULL;
    if (!json_is_array(from) || !json_is_array(into) || steps[count - 1].kind == '/' ||
        to[to_count - 1].kind == '/')
        return false;
    json_t *moved = model_child(from, &steps[count - 1], unsure);
    size_t index = model_index(into, &to[to_count - 1], unsure);
    if (!moved || index > json_array_size(into) || model_holds(moved, into))
        return false;
    json_t *hole = json_null(); /* holds the place, so that indexes stay */
    size_t old = model_index(from, &steps[count - 1], unsure);
    json_incref(moved);
    json_array_set_new(from, old, hole);
    json_array_insert_new(into, index, moved);
    return json_array_remove(from, old + (from == into && index <= old)) == 0;
}

/* `op` done to *root, which may be another one afterwards. */
static inline enum model_outcome model_apply(json_t **root, const struct json_op *op) {
    struct model_step steps[JSON_EDIT_DEPTH_MAX], to[JSON_EDIT_DEPTH_MAX];
    size_t count = model_steps(op->path, steps),
           to_count = op->kind == JSON_OP_MOVE ? model_steps(op->to, to) : 0;
    json_t *value = op->value ? json_loads(op->value, JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, NULL) : NULL;
    bool unsure = false, done = false;
    if (op->kind == JSON_OP_REMOVE) {
        done = model_remove(*root, steps, count, &unsure);
    } else if (op->kind == JSON_OP_MOVE) {
        done = model_move(*root, steps, count, to, to_count, &unsure);
    } else if (value && count > 0) {
        done = model_put(*root, steps, count, op->kind == JSON_OP_INSERT, value, &unsure);
    } else if (value && op->kind == JSON_OP_SET && (json_is_object(value) || json_is_array(value))) {
        json_decref(*root);
        *root = json_incref(value);
        done = true;
    }
    json_decref(value);
    model_forget(steps, count);
    model_forget(to, to_count);
    return unsure ? MODEL_UNSURE : done ? MODEL_DONE : MODEL_REFUSED;
}

/* A text without the white space between its values; malloc'd. */
static inline char *model_bare(const char *text, size_t size, size_t *bare_size) {
    char *bare = malloc(size + 1);
    bool inside = false;
    size_t count = 0;
    for (size_t i = 0; i < size; i++) {
        if (!inside && strchr(" \t\r\n", text[i]))
            continue;
        bare[count++] = text[i];
        if (inside && text[i] == '\\')
            bare[count++] = text[++i];
        else if (text[i] == '"')
            inside = !inside;
    }
    bare[count] = '\0';
    *bare_size = count;
    return bare;
}

/* Is one of the texts the other with one piece more, white space apart? */
static inline bool model_one_piece(const char *a, size_t a_size, const char *b, size_t b_size) {
    char *left = model_bare(a, a_size, &a_size), *right = model_bare(b, b_size, &b_size);
    size_t least = a_size < b_size ? a_size : b_size, before = 0, behind = 0;
    while (before < least && left[before] == right[before])
        before++;
    while (behind < least && left[a_size - 1 - behind] == right[b_size - 1 - behind])
        behind++;
    free(left);
    free(right);
    return before + behind >= least;
}
