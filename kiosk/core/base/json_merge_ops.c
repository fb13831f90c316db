#include <stdlib.h>
#include <string.h>

#include "core/base/json_merge_parts.h"

static void add(struct json_merge *merge, struct json_op op) {
    merge->far |= op.path && strlen(op.path) > JSON_PATH_MAX;
    merge->far |= op.to && strlen(op.to) > JSON_PATH_MAX;
    if (merge->made.op_count == JSON_MERGE_OPS_MAX) {
        merge->many = true;
        return;
    }
    if (merge->made.op_count == merge->op_room) {
        size_t room = merge->op_room ? merge->op_room * 2 : 8;
        struct json_op *ops = arena_alloc(merge->arena, room * sizeof *ops);
        merge->failed |= !ops;
        if (!ops)
            return;
        if (merge->op_room > 0)
            memcpy(ops, merge->ops, merge->op_room * sizeof *ops);
        merge->ops = ops;
        merge->op_room = room;
    }
    merge->ops[merge->made.op_count++] = op;
}

/* Where my new member stands, among those that will be there: behind the nearest before it, else before the
 * nearest after it. */
static void place_member(struct json_merge *merge, const struct json_sides *holder,
                         const struct json_value *member, struct json_op *op) {
    const struct json_value *mine = holder->of[JSON_MINE], *near = NULL;
    const char *names[] = {NULL, member->key};
    for (const struct json_value *other = member; !near && other > mine->children;) {
        const char *key = (--other)->key;
        bool there = value_member(holder->of[JSON_THEIRS], key) || !value_member(holder->of[JSON_BASE], key);
        near = there ? other : NULL;
    }
    if (near)
        names[0] = near->key;
    for (const struct json_value *other = member + 1; !near && other < mine->children + mine->count; other++)
        if (value_member(holder->of[JSON_THEIRS], other->key)) {
            near = other;
            names[0] = member->key;
            names[1] = other->key;
        }
    const char **order = near ? arena_alloc(merge->arena, sizeof names) : NULL;
    merge->failed |= near && !order;
    for (size_t i = 0; order && i < LENGTH(names); i++) {
        order[i] = arena_copy(merge->arena, names[i], strlen(names[i]));
        merge->failed |= !order[i];
    }
    op->order = order;
    op->order_count = order && !merge->failed ? LENGTH(names) : 0;
}

void json_merge_leaf(struct json_merge *merge, const struct json_sides *holder,
                     const struct json_sides *leaf) {
    const struct json_value *mine = leaf->of[JSON_MINE], *theirs = leaf->of[JSON_THEIRS];
    struct json_op op = {.kind = mine ? JSON_OP_SET : JSON_OP_REMOVE};
    struct json_out path = {0};
    json_path_write(&merge->docs[JSON_THEIRS], (theirs ? theirs : holder->of[JSON_THEIRS])->at, true, &path);
    if (mine && !theirs) {
        json_out_word(&path, "/");
        json_path_escape(mine->key, &path);
        place_member(merge, holder, mine, &op);
    }
    op.path = json_merge_keep(merge, &path);
    op.value = json_merge_text(merge, JSON_MINE, mine);
    add(merge, op);
}

/* The path of an element of their list; behind it where something is put; id NULL: before all others. */
static const char *element(struct json_merge *merge, const struct json_value *list, const char *id,
                           bool behind) {
    struct json_out path = {0};
    json_path_write(&merge->docs[JSON_THEIRS], list->at, true, &path);
    json_out_word(&path, id ? "[" JSON_ID "=" : "[0]");
    if (id) {
        json_path_escape(id, &path);
        json_out_word(&path, behind ? "]+" : "]");
    }
    return json_merge_keep(merge, &path);
}

/* Did I change the order of what was in the list? */
static bool reordered(const struct json_value *mine, const struct value_names names[JSON_SIDES]) {
    const struct json_value *last = NULL;
    for (size_t i = 0; i < mine->count; i++) {
        const struct json_value *was =
            value_named(&names[JSON_BASE], value_name(&names[JSON_MINE], &mine->children[i]));
        if (was && last && was < last)
            return true;
        last = was ? was : last;
    }
    return false;
}

/* Marks of my elements that are theirs, too, as many as possible that stand in the same order there: they
 * stay where they are (the longest increasing subsequence, by patience). */
static void keep_most(const struct json_value *mine, const struct value_names names[JSON_SIDES], bool *stays,
                      size_t *work) {
    size_t *piles = work, *below = work + mine->count, count = 0;
    const struct json_value **place = (const struct json_value **)(work + 2 * mine->count);
    for (size_t i = 0; i < mine->count; i++) {
        place[i] = value_named(&names[JSON_THEIRS], value_name(&names[JSON_MINE], &mine->children[i]));
        if (!place[i])
            continue;
        size_t from = 0, to = count;
        while (from < to) {
            size_t middle = from + (to - from) / 2;
            if (place[piles[middle]] < place[i])
                from = middle + 1;
            else
                to = middle;
        }
        below[i] = from > 0 ? piles[from - 1] : mine->count;
        piles[from] = i;
        count += from == count;
    }
    for (size_t i = count > 0 ? piles[count - 1] : mine->count; i < mine->count; i = below[i])
        stays[i] = true;
}

/* Element after element in my order: what is new, and what does not stay, comes behind the one before it. */
static void put_in_order(struct json_merge *merge, const struct json_sides *list,
                         const struct value_names names[JSON_SIDES], const bool *stays) {
    const struct json_value *mine = list->of[JSON_MINE];
    const char *before = NULL;
    for (size_t i = 0; i < mine->count && !merge->many; i++) {
        const char *id = value_name(&names[JSON_MINE], &mine->children[i]);
        const struct json_value *theirs = value_named(&names[JSON_THEIRS], id);
        if (!theirs && value_named(&names[JSON_BASE], id))
            continue; /* they removed it */
        if (!theirs)
            add(merge, (struct json_op){.kind = JSON_OP_INSERT,
                                        .path = element(merge, list->of[JSON_THEIRS], before, true),
                                        .value = json_merge_text(merge, JSON_MINE, &mine->children[i])});
        else if (stays && !stays[i])
            add(merge, (struct json_op){.kind = JSON_OP_MOVE,
                                        .path = element(merge, list->of[JSON_THEIRS], id, false),
                                        .to = element(merge, list->of[JSON_THEIRS], before, true)});
        before = id;
    }
}

void json_merge_order(struct json_merge *merge, const struct json_sides *list,
                      const struct value_names names[JSON_SIDES]) {
    const struct json_value *mine = list->of[JSON_MINE];
    bool *stays = NULL;
    size_t *work = NULL;
    if (reordered(mine, names)) {
        stays = calloc(mine->count, sizeof *stays);
        work = calloc(mine->count, 2 * sizeof *work + sizeof(const struct json_value *));
        merge->failed |= !stays || !work;
        if (stays && work)
            keep_most(mine, names, stays, work);
    }
    if (!merge->failed)
        put_in_order(merge, list, names, stays);
    free(stays);
    free(work);
}
