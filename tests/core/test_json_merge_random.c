/* Random changes of two people to random texts, always the same ones: whoever's changes are brought over into
 * the other's text, the same comes of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/json_merge.h"
#include "support/json_random.h"

enum { TEXTS = 6000, EDITS = 3, ARENA_MAX = 16 << 20 };

struct story {
    struct random_text base, mine, theirs;
    struct arena *arena;
    struct json_merged made; /* mine into theirs */
};

static struct json_source source_of(struct random_text text) {
    return (struct json_source){"a.json", text.bytes, text.size};
}

/* A text after a few edits, of which some put in slides, now and then the same as the other one's. malloc'd.
 */
static struct random_text changed(struct random_text base) {
    struct random_text now = {malloc(base.size + 1), base.size};
    memcpy(now.bytes, base.bytes, base.size + 1);
    for (int i = 0; i < EDITS; i++) {
        static struct random_edit edit;
        struct json_source source = source_of(now);
        struct fail fail;
        char *out;
        json_t *root = random_parse(now);
        random_edit_make(root, &edit);
        json_decref(root);
        if (edit.op.kind == JSON_OP_INSERT && random_below(2) == 0)
            snprintf(edit.value, sizeof edit.value, "{\"id\": \"m%u\", \"n\": {\"en\": %u, \"da\": [%u]}}",
                     random_below(9), random_below(2), random_below(2));
        if (!edit.path[0] || !json_edit(&source, &edit.op, &out, &now.size, &fail))
            continue;
        free(now.bytes);
        now.bytes = out;
    }
    return now;
}

static void complain(const struct story *story, const char *what, const char *why) {
    fail_msg("%s: %s\n--- base\n%s\n--- mine\n%s\n--- theirs\n%s\n---", what, why, story->base.bytes,
             story->mine.bytes, story->theirs.bytes);
}

static struct json_merged merged(const struct story *story, struct random_text mine,
                                 struct random_text theirs) {
    struct json_source base = source_of(story->base), other = source_of(theirs);
    struct json_merged made = {0};
    struct fail fail = {0};
    const char *value = mine.bytes + (memcmp(mine.bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0);
    if (!json_merge(&base, &(struct json_op){.kind = JSON_OP_SET, .path = "", .value = value}, 1, &other,
                    story->arena, &made, &fail))
        complain(story, "not merged", fail.text);
    return made;
}

/* What the operations of a merge make of a text. */
static json_t *done(const struct story *story, struct random_text text, const struct json_merged *made) {
    struct json_source source = source_of(text);
    struct random_text out = {NULL, 0};
    struct fail fail = {0};
    if (!json_edit_all(&source, made->ops, made->op_count, &out.bytes, &out.size, &fail))
        complain(story, "an operation is refused", fail.text);
    json_t *values = random_parse(out);
    free(out.bytes);
    return values;
}

static const char *id_of(const json_t *item) {
    return json_string_value(json_is_object(item) ? json_object_get(item, "id") : NULL);
}

static int by_id(const void *a, const void *b) {
    return strcmp(id_of(*(json_t *const *)a), id_of(*(json_t *const *)b));
}

/* Lists of elements with an id each in the order of their ids. */
static void sort_lists(json_t *value) {
    const char *key;
    size_t index, named = 0, count = json_array_size(value);
    json_t *child, *items[200];
    json_object_foreach(value, key, child) sort_lists(child);
    json_array_foreach(value, index, child) {
        sort_lists(child);
        named += id_of(child) != NULL;
    }
    if (count < 2 || named < count || count > LENGTH(items))
        return;
    json_array_foreach(value, index, child) items[index] = json_incref(child);
    qsort(items, count, sizeof *items, by_id);
    for (size_t i = 0; i < count; i++)
        json_array_set_new(value, i, items[i]);
}

static void judge_alone(const struct story *story) {
    struct json_merged onto_base = merged(story, story->mine, story->base),
                       onto_mine = merged(story, story->mine, story->mine),
                       nothing = merged(story, story->base, story->theirs);
    if (onto_base.conflict_total + onto_mine.conflict_total + nothing.conflict_total > 0)
        complain(story, "a conflict with nobody", "");
    if (onto_mine.op_count > 0 || nothing.op_count > 0)
        complain(story, "something is done for nothing", "");
    json_t *made = done(story, story->base, &onto_base), *mine = random_parse(story->mine);
    if (!json_equal(made, mine))
        complain(story, "not all of mine comes over", json_dumps(made, JSON_ENCODE_ANY));
    json_decref(made);
    json_decref(mine);
}

/* Both ways. True: without conflicts. */
static bool judge_both(const struct story *story) {
    struct json_merged to = merged(story, story->mine, story->theirs),
                       fro = merged(story, story->theirs, story->mine);
    if (to.conflict_total != fro.conflict_total)
        complain(story, "one has other conflicts than the other", "");
    if (to.conflict_total > 0)
        return false;
    json_t *left = done(story, story->theirs, &to), *right = done(story, story->mine, &fro);
    sort_lists(left);
    sort_lists(right);
    if (!json_equal(left, right))
        complain(story, "one way makes something else than the other", json_dumps(left, JSON_ENCODE_ANY));
    json_decref(left);
    json_decref(right);
    return true;
}

static void whoever_comes_last(void **state) {
    int clean = 0;
    (void)state;
    for (int i = 0; i < TEXTS; i++) {
        struct story story = {.arena = arena_create(ARENA_MAX)};
        random_seed = (uint32_t)i * 2654435761u + 1;
        story.base = random_text_make();
        story.mine = changed(story.base);
        story.theirs = changed(story.base);
        judge_alone(&story);
        clean += judge_both(&story);
        free(story.base.bytes);
        free(story.mine.bytes);
        free(story.theirs.bytes);
        arena_destroy(story.arena);
    }
    assert_in_range(clean, TEXTS / 4, TEXTS - TEXTS / 10); /* both were seen */
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(whoever_comes_last)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
