#include "core/base/json_diff.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/json_edit_parts.h"
#include "core/base/json_equal.h"

struct diff {
    const struct json_doc *from, *to;
    struct arena *arena;
    struct json_differences out;
    size_t room;
    bool failed; /* no memory */
};

static const char *spelt(struct diff *diff, const struct json_doc *doc, const struct json_value *value) {
    char *copy =
        value ? arena_copy(diff->arena, doc->text + value->at, json_value_end(doc, value) - value->at) : NULL;
    diff->failed |= value && !copy;
    return copy;
}

static void add(struct diff *diff, struct json_op op, const struct json_value *a,
                const struct json_value *b) {
    struct json_differences *out = &diff->out;
    if (diff->failed || !op.path || (op.kind == JSON_OP_MOVE && !op.to)) {
        diff->failed = true;
        return;
    }
    if (out->count == diff->room) {
        size_t room = diff->room ? 2 * diff->room : 16;
        struct json_difference *grown = arena_alloc(diff->arena, room * sizeof *grown);
        if (!grown) {
            diff->failed = true;
            return;
        }
        if (out->count)
            memcpy(grown, out->items, out->count * sizeof *grown);
        out->items = grown;
        diff->room = room;
    }
    const char *before = spelt(diff, diff->from, a), *after = spelt(diff, diff->to, b);
    op.value = op.kind == JSON_OP_SET || op.kind == JSON_OP_INSERT ? after : NULL;
    out->items[out->count++] = (struct json_difference){op, op.path, before, after};
}

static void insert(struct diff *diff, const char *position, const char *path, const struct json_value *b) {
    add(diff, (struct json_op){.kind = JSON_OP_INSERT, .path = position}, NULL, b);
    if (!diff->failed)
        diff->out.items[diff->out.count - 1].path = path;
}

/* As names and values are written in a path. */
static size_t escape(const char *name, char *out) {
    static const char SPECIAL[] = "~/[]";
    size_t size = 0;
    for (; *name; name++) {
        const char *at = strchr(SPECIAL, *name);
        if (at && out)
            out[size] = '~', out[size + 1] = (char)('0' + (at - SPECIAL));
        else if (out)
            out[size] = *name;
        size += at ? 2 : 1;
    }
    return size;
}

/* `path` and what is between `before` and `behind`. NULL: no memory. */
static const char *step(struct diff *diff, const char *path, const char *before, const char *name,
                        const char *behind) {
    size_t length = strlen(path), head = strlen(before);
    char *out = arena_alloc(diff->arena, length + head + escape(name, NULL) + strlen(behind) + 1);
    if (!out) {
        diff->failed = true;
        return "";
    }
    memcpy(out, path, length);
    memcpy(out + length, before, head);
    strcpy(out + length + head + escape(name, out + length + head), behind);
    return out;
}

static void visit(struct diff *diff, const char *path, const struct json_value *a,
                  const struct json_value *b);

static void visit_objects(struct diff *diff, const char *path, const struct json_value *a,
                          const struct json_value *b) {
    const char **order = b->count ? arena_alloc(diff->arena, b->count * sizeof *order) : NULL;
    diff->failed |= b->count && !order;
    for (size_t i = 0; order && i < b->count; i++) {
        order[i] = arena_copy(diff->arena, b->children[i].key, strlen(b->children[i].key));
        diff->failed |= !order[i];
    }
    for (size_t i = 0; i < a->count && !diff->failed; i++)
        if (!value_member(b, a->children[i].key))
            add(diff,
                (struct json_op){.kind = JSON_OP_REMOVE,
                                 .path = step(diff, path, "/", a->children[i].key, "")},
                &a->children[i], NULL);
    for (size_t i = 0; i < b->count && !diff->failed; i++) {
        const struct json_value *old = value_member(a, b->children[i].key);
        const char *below = step(diff, path, "/", b->children[i].key, "");
        if (old)
            visit(diff, below, old, &b->children[i]);
        else
            add(diff,
                (struct json_op){.kind = JSON_OP_SET, .path = below, .order = order, .order_count = b->count},
                NULL, &b->children[i]);
    }
}

/* Elements by their ids, or by themselves when they are texts. */
struct named {
    struct value_names names;
    const struct json_value **texts; /* sorted; NULL: by id */
    size_t count;
};

static int by_text(const void *a, const void *b) {
    return strcmp(value_text(*(const struct json_value *const *)a),
                  value_text(*(const struct json_value *const *)b));
}

static void named_finish(struct named *named) {
    value_names_finish(&named->names);
    free(named->texts);
}

static bool named_init(struct named *named, const struct json_value *list, bool by_id) {
    *named = (struct named){.count = list->count};
    if (by_id)
        return value_names_init(&named->names, list, "id");
    named->texts = malloc((list->count + 1) * sizeof *named->texts);
    for (size_t i = 0; named->texts && i < list->count; i++) {
        named->texts[i] = &list->children[i];
        if (!value_text(named->texts[i]))
            return false;
    }
    if (named->texts)
        qsort(named->texts, list->count, sizeof *named->texts, by_text);
    for (size_t i = 1; named->texts && i < list->count; i++)
        if (by_text(&named->texts[i - 1], &named->texts[i]) == 0)
            return false;
    return named->texts;
}

static const char *name_of(const struct named *named, const struct json_value *element) {
    return named->texts ? value_text(element) : value_name(&named->names, element);
}

static const struct json_value *find(const struct named *named, const char *name) {
    if (!named->texts)
        return value_named(&named->names, name);
    for (size_t from = 0, to = named->count; from < to;) {
        size_t middle = from + (to - from) / 2;
        int order = strcmp(name, value_text(named->texts[middle]));
        if (order == 0)
            return named->texts[middle];
        *(order < 0 ? &to : &from) = order < 0 ? middle : middle + 1;
    }
    return NULL;
}

/* Of the elements of `b` that are in the old list, too: the largest number that need not move. */
static bool mark_staying(const struct named *old, const struct json_value *b, const struct named *new_,
                         bool *stays) {
    struct row {
        const struct json_value *was;
        size_t length, before; /* of the longest row of risers that ends here */
    } *rows = calloc(b->count + 1, sizeof *rows);
    size_t best = SIZE_MAX;
    if (!rows)
        return false;
    for (size_t i = 0; i < b->count; i++) {
        struct row *row = &rows[i];
        *row = (struct row){find(old, name_of(new_, &b->children[i])), 1, SIZE_MAX};
        for (size_t k = 0; row->was && k < i; k++)
            if (rows[k].was && rows[k].was < row->was && rows[k].length >= row->length) {
                row->length = rows[k].length + 1;
                row->before = k;
            }
        if (row->was && (best == SIZE_MAX || row->length > rows[best].length))
            best = i;
    }
    for (; best != SIZE_MAX; best = rows[best].before)
        stays[best] = true;
    free(rows);
    return true;
}

static const char *element(struct diff *diff, const char *path, const struct named *named, const char *name,
                           bool behind) {
    return step(diff, path, named->texts ? "[=" : "[id=", name, behind ? "]+" : "]");
}

/* Where the element `i` of `b` belongs: behind the one before it, else before the first that stays. */
static const char *position(struct diff *diff, const char *path, const struct named *new_,
                            const struct json_value *b, const bool *stays, size_t i) {
    if (i > 0)
        return element(diff, path, new_, name_of(new_, &b->children[i - 1]), true);
    for (size_t k = 1; k < b->count; k++)
        if (stays[k])
            return element(diff, path, new_, name_of(new_, &b->children[k]), false);
    return step(diff, path, "[-]", "", "");
}

static void visit_elements(struct diff *diff, const char *path, const struct json_value *a,
                           const struct json_value *b, const struct named *old, const struct named *new_) {
    bool *stays = calloc(b->count + 1, sizeof *stays);
    diff->failed |= !stays || !mark_staying(old, b, new_, stays);
    for (size_t i = 0; i < a->count && !diff->failed; i++)
        if (!find(new_, name_of(old, &a->children[i])))
            add(diff,
                (struct json_op){.kind = JSON_OP_REMOVE,
                                 .path = element(diff, path, old, name_of(old, &a->children[i]), false)},
                &a->children[i], NULL);
    for (size_t i = 0; i < b->count && !diff->failed; i++) {
        const char *name = name_of(new_, &b->children[i]);
        const struct json_value *was = find(old, name);
        if (!was)
            insert(diff, position(diff, path, new_, b, stays, i), element(diff, path, new_, name, false),
                   &b->children[i]);
        else if (!stays[i])
            add(diff,
                (struct json_op){.kind = JSON_OP_MOVE,
                                 .path = element(diff, path, new_, name, false),
                                 .to = position(diff, path, new_, b, stays, i)},
                was, &b->children[i]);
        if (was && !old->texts)
            visit(diff, element(diff, path, new_, name, false), was, &b->children[i]);
    }
    free(stays);
}

/* False: the elements of one of them have no names. */
static bool visit_lists(struct diff *diff, const char *path, const struct json_value *a,
                        const struct json_value *b, bool by_id) {
    struct named old = {0}, new_ = {0};
    bool named = a->count + b->count > 0 && named_init(&old, a, by_id) && named_init(&new_, b, by_id);
    if (named)
        visit_elements(diff, path, a, b, &old, &new_);
    named_finish(&old);
    named_finish(&new_);
    return named;
}

static void visit(struct diff *diff, const char *path, const struct json_value *a,
                  const struct json_value *b) {
    if (diff->failed || value_equal(a, b))
        return;
    if (value_is(a, VALUE_OBJECT) && value_is(b, VALUE_OBJECT))
        visit_objects(diff, path, a, b);
    else if (!(value_is(a, VALUE_LIST) && value_is(b, VALUE_LIST) &&
               (visit_lists(diff, path, a, b, true) || visit_lists(diff, path, a, b, false))))
        add(diff, (struct json_op){.kind = JSON_OP_SET, .path = path}, a, b);
}

bool json_diff(const struct json_source *from, const struct json_source *to, struct arena *arena,
               struct json_differences *out, struct fail *fail) {
    struct json_doc a = {0}, b = {0};
    struct diff diff = {.from = &a, .to = &b, .arena = arena};
    bool done = json_doc_init(&a, from, fail) && json_doc_init(&b, to, fail);
    if (done) {
        visit(&diff, "", a.root, b.root);
        done = !diff.failed || fail_set(fail, "out of memory");
    }
    json_doc_finish(&a);
    json_doc_finish(&b);
    if (done)
        *out = diff.out;
    return done;
}
