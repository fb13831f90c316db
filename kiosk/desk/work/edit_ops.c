#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "desk/work/edit.h"

enum { ARENA_LIMIT = 16 << 20 };

static const char *const kinds[] = {
    [JSON_OP_SET] = "set", [JSON_OP_REMOVE] = "remove", [JSON_OP_INSERT] = "insert", [JSON_OP_MOVE] = "move"};

const char *edit_op_name(enum json_op_kind kind) {
    return kinds[kind];
}

struct reading {
    struct edit_ops *ops;
    size_t number; /* of the operation, from 1 */
    struct fail *fail;
};

static bool wrong(const struct reading *reading, const char *what) {
    return fail_set(reading->fail, "operation %zu: %s", reading->number, what);
}

static bool take_text(const struct reading *reading, const json_t *row, const char *key, const char **out) {
    const json_t *value = json_object_get(row, key);
    if (!value)
        return true;
    if (!json_is_string(value))
        return wrong(reading, "\"file\", \"path\", \"op\", \"to\" and \"before\" are texts");
    *out = arena_copy(reading->ops->arena, json_string_value(value), json_string_length(value));
    return *out || wrong(reading, "out of memory");
}

static bool take_value(const struct reading *reading, const json_t *row, const char **out) {
    const json_t *value = json_object_get(row, "value");
    char *text = value ? json_dumps(value, JSON_ENCODE_ANY) : NULL;
    if (text)
        *out = arena_copy(reading->ops->arena, text, strlen(text));
    free(text);
    return !value || *out || wrong(reading, "out of memory");
}

static bool known_keys(const struct reading *reading, json_t *row) {
    static const char *const keys[] = {"file", "path", "op", "value", "before", "to"};
    const char *key;
    json_t *value;
    json_object_foreach(row, key, value) {
        bool known = false;
        for (size_t i = 0; i < LENGTH(keys); i++)
            known |= strcmp(key, keys[i]) == 0;
        if (!known)
            return wrong(reading, "has only \"file\", \"path\", \"op\", \"value\", \"before\" and \"to\"");
    }
    return true;
}

static bool read_kind(const struct reading *reading, const char *name, enum json_op_kind *out) {
    for (size_t i = 0; name && i < LENGTH(kinds); i++)
        if (strcmp(name, kinds[i]) == 0) {
            *out = (enum json_op_kind)i;
            return true;
        }
    return wrong(reading, "\"op\" is one of set, remove, insert, move");
}

static bool read_op(const struct reading *reading, json_t *row, struct edit_op *out) {
    const char *kind = NULL;
    if (!json_is_object(row))
        return wrong(reading, "is no object");
    if (!known_keys(reading, row) || !take_text(reading, row, "file", &out->file) ||
        !take_text(reading, row, "path", &out->op.path) || !take_text(reading, row, "op", &kind) ||
        !take_text(reading, row, "to", &out->op.to) || !take_text(reading, row, "before", &out->before) ||
        !take_value(reading, row, &out->op.value) || !read_kind(reading, kind, &out->op.kind))
        return false;
    bool has_value = out->op.kind == JSON_OP_SET || out->op.kind == JSON_OP_INSERT;
    if (!out->file || !out->op.path || !site_name_valid(out->file))
        return wrong(reading, "names a \"file\" of the site and a \"path\" in it");
    if (has_value != (out->op.value != NULL))
        return wrong(reading, "set and insert take a \"value\", the others none");
    return (out->op.kind == JSON_OP_MOVE) == (out->op.to != NULL) ||
           wrong(reading, "move takes \"to\", the others do not");
}

bool edit_ops_read(struct edit_ops *ops, const char *json, size_t size, struct fail *fail) {
    struct reading reading = {ops, 0, fail};
    json_error_t error;
    *ops = (struct edit_ops){0};
    if (size > EDIT_BYTES_MAX)
        return fail_set(fail, "the operations have %zu bytes, at most %d are taken", size, EDIT_BYTES_MAX);
    json_t *list = json_loadb(json, size, JSON_REJECT_DUPLICATES, &error);
    size_t count = json_array_size(list);
    bool done = false;
    if (!list)
        fail_at(fail, "", error.line, error.column, "not valid JSON: %s", error.text);
    else if (!json_is_array(list) || count > EDIT_OPS_MAX)
        fail_set(fail, "the operations are a list of at most %d", EDIT_OPS_MAX);
    else if (!(ops->arena = arena_create(ARENA_LIMIT)) ||
             !(ops->items = arena_alloc(ops->arena, (count + 1) * sizeof *ops->items)))
        fail_set(fail, "out of memory");
    else
        for (done = true; done && reading.number < count; ops->count += done) {
            json_t *row = json_array_get(list, reading.number++);
            done = read_op(&reading, row, &ops->items[ops->count]);
        }
    json_decref(list);
    return done;
}

void edit_ops_finish(struct edit_ops *ops) {
    arena_destroy(ops->arena);
    *ops = (struct edit_ops){0};
}
