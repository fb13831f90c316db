/* An edit of a JSON text: a line with s, r, i or m, one with its path, one with its value or where to, then
 * the text. What is done means what it says, leaves valid JSON, and can be undone byte for byte and done
 * again. */
#include "core/base/json_merge.h"
#include "fuzz/target.h"
#include "support/json_model.h"

enum { ARENA_MAX = 64 << 20 };

struct text {
    char *bytes;
    size_t size;
};

/* Ends the line; the next one, or the end. */
static char *end_line(char *line) {
    char *end = strchr(line, '\n');
    if (!end)
        return line + strlen(line);
    *end = '\0';
    return end + 1;
}

static struct json_source source_of(struct text text) {
    return (struct json_source){"fuzz.json", text.bytes, text.size};
}

static struct text apply(struct text text, const struct json_op *op) {
    struct json_source source = source_of(text);
    struct text out = {NULL, 0};
    PROMISED(json_edit(&source, op, &out.bytes, &out.size, &target_why));
    return out;
}

static bool same(struct text a, struct text b) {
    return a.size == b.size && memcmp(a.bytes, b.bytes, a.size) == 0;
}

static json_t *parse(struct text text) {
    size_t mark = text.size >= 3 && memcmp(text.bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    return json_loadb(text.bytes + mark, text.size - mark, JSON_REJECT_DUPLICATES, NULL);
}

static void means_what_it_says(struct text before, struct text after, const struct json_op *op) {
    json_t *model = parse(before), *made = parse(after);
    PROMISED(model && made);
    enum model_outcome outcome = model_apply(&model, op);
    PROMISED(outcome != MODEL_REFUSED);
    PROMISED(outcome == MODEL_UNSURE || json_equal(model, made));
    json_decref(model);
    json_decref(made);
}

static void is_undone_and_done_again(struct text before, struct text after, const struct json_op *op,
                                     struct arena *arena) {
    struct json_op undo, redo;
    struct json_source source = source_of(before), then = source_of(after);
    PROMISED(json_edit_inverse(&source, op, arena, &undo, &target_why));
    struct text undone = apply(after, &undo);
    PROMISED(same(undone, before));
    PROMISED(json_edit_inverse(&then, &undo, arena, &redo, &target_why));
    struct text again = apply(undone, &redo);
    PROMISED(same(again, after));
    free(undone.bytes);
    free(again.bytes);
}

/* The edit is brought over into the text before it as a whole, and into the text after it not at all. */
static void meets_nobody(struct text before, struct text after, const struct json_op *op,
                         struct arena *arena) {
    struct json_source base = source_of(before), mine = source_of(after);
    struct json_merged made = {0};
    PROMISED(json_merge(&base, op, 1, &mine, arena, &made, &target_why));
    PROMISED(made.conflict_total == 0 && made.op_count == 0);
    if (json_merge(&base, op, 1, &base, arena, &made, &target_why)) {
        struct text merged = {NULL, 0};
        PROMISED(made.conflict_total == 0);
        PROMISED(json_edit_all(&base, made.ops, made.op_count, &merged.bytes, &merged.size, &target_why));
        json_t *values = parse(after), *again = parse(merged);
        PROMISED(json_equal(values, again));
        json_decref(values);
        json_decref(again);
        free(merged.bytes);
    } else {
        PROMISED(strstr(target_why.text, "changes") || strstr(target_why.text, "too long"));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char kinds[] = "srim";
    char *copy = target_copy(data, size), *path = end_line(copy), *value = end_line(path),
         *text = end_line(value);
    const char *kind = copy[0] ? strchr(kinds, copy[0]) : NULL;
    struct json_op op = {
        .kind = kind ? (enum json_op_kind)(kind - kinds) : JSON_OP_SET, .path = path, .value = value};
    struct text before = {text, size - (size_t)(text - copy)}, after = {NULL, 0};
    struct json_source source = source_of(before);
    if (op.kind == JSON_OP_MOVE) {
        op.to = value;
        op.value = NULL;
    }
    target_why = (struct fail){0};
    if (json_edit(&source, &op, &after.bytes, &after.size, &target_why)) {
        struct arena *arena = arena_create(ARENA_MAX);
        PROMISED(arena);
        means_what_it_says(before, after, &op);
        is_undone_and_done_again(before, after, &op, arena);
        meets_nobody(before, after, &op, arena);
        arena_destroy(arena);
    } else {
        PROMISED(target_why.text[0]);
    }
    free(after.bytes);
    free(copy);
    return 0;
}
