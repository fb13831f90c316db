#include "core/base/json_equal.h"

#include <stdlib.h>
#include <string.h>

const char *value_name(const struct value_names *names, const struct json_value *child) {
    return names->name ? value_text(value_member(child, names->name)) : child->key;
}

static int by_name(const void *a, const void *b, void *names) {
    return strcmp(value_name(names, *(const struct json_value *const *)a),
                  value_name(names, *(const struct json_value *const *)b));
}

bool value_names_init(struct value_names *names, const struct json_value *value, const char *name) {
    bool list = value_is(value, VALUE_LIST);
    *names = (struct value_names){.name = list ? name : NULL};
    size_t count = list || value_is(value, VALUE_OBJECT) ? value->count : 0;
    if (count == 0)
        return true;
    names->sorted = malloc(count * sizeof *names->sorted);
    if (!names->sorted)
        return false;
    for (size_t i = 0; i < count; i++) {
        names->sorted[i] = &value->children[i];
        if (!value_name(names, &value->children[i]))
            return false;
    }
    qsort_r(names->sorted, count, sizeof *names->sorted, by_name, names);
    for (size_t i = 1; i < count; i++)
        if (by_name(&names->sorted[i - 1], &names->sorted[i], names) == 0)
            return false;
    names->count = count;
    return true;
}

void value_names_finish(struct value_names *names) {
    free(names->sorted);
    *names = (struct value_names){0};
}

const struct json_value *value_named(const struct value_names *names, const char *name) {
    size_t from = 0, to = names->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        int order = strcmp(name, value_name(names, names->sorted[middle]));
        if (order == 0)
            return names->sorted[middle];
        if (order < 0)
            to = middle;
        else
            from = middle + 1;
    }
    return NULL;
}

static bool same_order(const struct json_value *a, const struct json_value *b) {
    for (size_t i = 0; i < a->count; i++)
        if (strcmp(a->children[i].key, b->children[i].key) != 0)
            return false;
    return true;
}

/* For want of memory each is looked for by itself. */
static bool equal_members(const struct json_value *a, const struct json_value *b) {
    struct value_names names = {0};
    bool ordered = same_order(a, b), sorted = !ordered && value_names_init(&names, b, NULL), equal = true;
    for (size_t i = 0; equal && i < a->count; i++) {
        const char *key = a->children[i].key;
        equal = value_equal(&a->children[i], ordered  ? &b->children[i]
                                             : sorted ? value_named(&names, key)
                                                      : value_member(b, key));
    }
    value_names_finish(&names);
    return equal;
}

bool value_equal(const struct json_value *a, const struct json_value *b) {
    if (!a || !b)
        return a == b;
    if (a->kind != b->kind)
        return false;
    switch (a->kind) {
    case VALUE_WHOLE:
        return a->whole == b->whole;
    case VALUE_REAL:
        return a->real <= b->real && a->real >= b->real;
    case VALUE_TEXT:
        return a->count == b->count && memcmp(a->text, b->text, a->count) == 0;
    case VALUE_OBJECT:
        return a->count == b->count && equal_members(a, b);
    case VALUE_LIST:
        for (size_t i = 0; a->count == b->count && i < a->count; i++)
            if (!value_equal(&a->children[i], &b->children[i]))
                return false;
        return a->count == b->count;
    case VALUE_NULL:
    case VALUE_FALSE:
    case VALUE_TRUE:
        break;
    }
    return true;
}
