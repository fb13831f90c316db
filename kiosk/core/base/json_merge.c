#include "core/base/json_merge.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/json_merge_parts.h"

const char *json_merge_keep(struct json_merge *merge, struct json_out *out) {
    char *kept = out->failed ? NULL : arena_copy(merge->arena, out->text, out->size);
    free(out->text);
    merge->failed |= !kept;
    return kept;
}

const char *json_merge_text(struct json_merge *merge, enum json_side side, const struct json_value *value) {
    const struct json_doc *doc = &merge->docs[side];
    if (!value)
        return NULL;
    char *copy = arena_copy(merge->arena, doc->text + value->at, json_value_end(doc, value) - value->at);
    merge->failed |= !copy;
    return copy;
}

static void conflict(struct json_merge *merge, const struct json_sides *sides) {
    enum json_side side = sides->of[JSON_MINE] ? JSON_MINE : sides->of[JSON_THEIRS] ? JSON_THEIRS : JSON_BASE;
    struct json_out path = {0};
    if (merge->made.conflict_total++ >= JSON_CONFLICTS_MAX)
        return;
    json_path_write(&merge->docs[side], sides->of[side]->at, true, &path);
    merge->conflicts[merge->made.conflict_count++] = (struct json_conflict){
        json_merge_keep(merge, &path), json_merge_text(merge, JSON_BASE, sides->of[JSON_BASE]),
        json_merge_text(merge, JSON_MINE, sides->of[JSON_MINE]),
        json_merge_text(merge, JSON_THEIRS, sides->of[JSON_THEIRS])};
}

static void merge_values(struct json_merge *merge, const struct json_sides *holder,
                         const struct json_sides *sides);

/* All of mine, then what only they have: what neither has nobody changed to something else. */
static void merge_children(struct json_merge *merge, const struct json_sides *sides,
                           const struct value_names names[JSON_SIDES]) {
    bool list = sides->of[JSON_MINE]->kind == VALUE_LIST;
    for (int side = JSON_MINE; side <= JSON_THEIRS; side++)
        for (size_t i = 0; i < sides->of[side]->count; i++) {
            struct json_sides inner = {{0}};
            const char *name = value_name(&names[side], &sides->of[side]->children[i]);
            for (int other = 0; other < JSON_SIDES; other++)
                inner.of[other] = value_named(&names[other], name);
            bool new_element = list && !inner.of[JSON_BASE] && !inner.of[JSON_THEIRS];
            if ((side == JSON_MINE && !new_element) || !inner.of[JSON_MINE])
                merge_values(merge, sides, &inner);
        }
    if (list)
        json_merge_order(merge, sides, names);
}

/* Longer ones stand in no path. */
static bool short_names(const struct value_names *names) {
    for (size_t i = 0; names->name && i < names->count; i++)
        if (strlen(value_name(names, names->sorted[i])) > JSON_ID_MAX)
            return false;
    return true;
}

/* Are all of them objects, or lists of elements with an id each? The base may be absent. */
static bool take_apart(struct json_merge *merge, const struct json_sides *sides) {
    const struct json_value *mine = sides->of[JSON_MINE];
    struct value_names names[JSON_SIDES] = {{0}};
    bool apart = mine && mine->kind >= VALUE_LIST;
    for (int side = 0; side < JSON_SIDES && apart; side++) {
        const struct json_value *value = sides->of[side];
        apart = value ? value->kind == mine->kind : side == JSON_BASE;
        if (!apart)
            continue;
        apart = value_names_init(&names[side], value, JSON_ID) && short_names(&names[side]);
        merge->failed |= value && value->count > 0 && !names[side].sorted;
    }
    if (apart)
        merge_children(merge, sides, names);
    for (int side = 0; side < JSON_SIDES; side++)
        value_names_finish(&names[side]);
    return apart;
}

static void merge_values(struct json_merge *merge, const struct json_sides *holder,
                         const struct json_sides *sides) {
    const struct json_value *base = sides->of[JSON_BASE], *mine = sides->of[JSON_MINE],
                            *theirs = sides->of[JSON_THEIRS];
    if (merge->many || value_equal(mine, theirs) || value_equal(base, mine) || take_apart(merge, sides))
        return;
    if (value_equal(base, theirs))
        json_merge_leaf(merge, holder, sides);
    else
        conflict(merge, sides);
}

static bool merge_all(struct json_merge *merge, const struct json_sides *whole, struct fail *fail) {
    merge->conflicts = arena_alloc(merge->arena, JSON_CONFLICTS_MAX * sizeof *merge->conflicts);
    if (merge->conflicts)
        merge_values(merge, NULL, whole);
    merge->made.conflicts = merge->conflicts;
    merge->made.ops = merge->ops;
    if (merge->made.conflict_total > 0)
        merge->made.op_count = 0;
    if (!merge->conflicts || merge->failed)
        return fail_set(fail, "out of memory: try again");
    if (merge->many)
        return fail_set(fail, "these are more than %d changes: save them in parts", JSON_MERGE_OPS_MAX);
    return merge->made.op_count == 0 || !merge->far ||
           fail_set(fail, "a name here is too long for a path of %d bytes: shorten it", JSON_PATH_MAX);
}

bool json_merge(const struct json_source *base, const struct json_op *ops, size_t count,
                const struct json_source *theirs, struct arena *arena, struct json_merged *out,
                struct fail *fail) {
    struct json_merge merge = {.arena = arena};
    char *text = NULL;
    size_t size = 0;
    if (!json_edit_all(base, ops, count, &text, &size, fail))
        return false;
    struct json_source mine = {base->file, text, size};
    const struct json_source *sources[JSON_SIDES] = {base, &mine, theirs};
    struct json_sides whole = {{0}};
    bool read = true;
    for (int side = 0; side < JSON_SIDES && read; side++) {
        read = json_doc_init(&merge.docs[side], sources[side], fail);
        whole.of[side] = merge.docs[side].root;
    }
    read = read && merge_all(&merge, &whole, fail);
    if (read)
        *out = merge.made;
    for (int side = 0; side < JSON_SIDES; side++)
        json_doc_finish(&merge.docs[side]);
    free(text);
    return read;
}
