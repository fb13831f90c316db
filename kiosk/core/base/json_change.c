#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "core/base/json_edit_parts.h"
#include "core/base/json_equal.h"
#include "core/base/json_fault.h"
#include "core/base/json_locate.h"

static bool no_memory(struct fail *fail) {
    return fail_set(fail, "out of memory: try again");
}

/* What is done, on which text, to which end. */
struct work {
    const struct json_doc *doc;
    const struct json_op *op;
    struct json_path path;
    struct json_place place;
    struct json_change *change;
    struct fail *fail;
};

/* Why `value` is none. Always false. */
static bool value_refused(struct work *work, const struct json_value *near) {
    const char *value = work->op->value;
    size_t size = strlen(value);
    struct json_fault fault;
    json_error_t error;
    int line, column;
    if (json_fault_find(value, size, &fault)) {
        json_position(value, size, fault.at, &line, &column);
        return json_doc_fail(work->doc, near, work->fail,
                             "the value for \"%.80s\", its line %d, column %d: %s", work->op->path, line,
                             column, fault.text);
    }
    json_t *taken = json_loadb(value, size, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
    json_decref(taken);
    if (taken && arena_refused(work->doc->arena))
        return json_doc_fail(work->doc, near, work->fail, "the value for \"%.80s\" has too many parts",
                             work->op->path);
    if (taken)
        return json_doc_fail(
            work->doc, near, work->fail,
            "with the value for \"%.80s\" lists and objects would be more than %d in each other",
            work->op->path, JSON_EDIT_DEPTH_MAX);
    return json_doc_fail(work->doc, near, work->fail, "the value for \"%.80s\", its line %d, column %d: %s",
                         work->op->path, error.line, error.column, error.text);
}

/* The one value in brackets, at most `depth` in each other; NULL: it is none. */
static const struct json_value *one_value(struct json_doc *out, const struct json_out *text, size_t depth) {
    out->text = text->failed ? NULL : arena_copy(out->arena, text->text, text->size);
    out->size = text->size;
    out->root = out->text ? json_values(out->text, out->size, depth, out->arena) : NULL;
    return out->root && out->root->count == 1 ? &out->root->children[0] : NULL;
}

/* The operation's value in a text of its own, in the objects that are to be made around it. */
static bool value_read(struct work *work, struct json_doc *out, const struct json_value **value) {
    const char *text = work->op->value;
    const struct json_place *place = &work->place;
    const struct json_value *near = place->value ? place->value : place->holder;
    size_t above = place->holder ? place->step + 1 : 0, around = 0;
    struct json_out brackets = {0};
    if (!text)
        return fail_set(work->fail, "a value for \"%.80s\" is missing", work->op->path);
    if (strlen(text) > JSON_EDIT_TEXT_MAX)
        return fail_set(work->fail, "the value for \"%.80s\" is too long, at most %d bytes are allowed",
                        work->op->path, JSON_EDIT_TEXT_MAX);
    *out = (struct json_doc){.arena = work->doc->arena};
    json_out_word(&brackets, "[");
    json_out_word(&brackets, text);
    json_out_word(&brackets, "]");
    *value = one_value(out, &brackets, JSON_EDIT_DEPTH_MAX - above + 1);
    if (*value && !place->value && place->step + 1 < work->path.count) {
        struct json_piece inner = json_piece_of(out, (*value)->at, json_value_end(out, *value));
        brackets.size = 0;
        json_out_word(&brackets, "[");
        for (size_t i = place->step + 1; i < work->path.count; i++, around++) {
            json_out_word(&brackets, "{");
            json_out_quoted(&brackets, work->path.steps[i].key);
            json_out_word(&brackets, ": ");
        }
        json_out_piece(&brackets, inner);
        for (; around > 0; around--)
            json_out_word(&brackets, "}");
        json_out_word(&brackets, "]");
        *value = one_value(out, &brackets, JSON_EDIT_DEPTH_MAX - above + 1);
    }
    bool failed = brackets.failed || arena_wanted(out->arena);
    free(brackets.text);
    return *value || (failed ? no_memory(work->fail) : value_refused(work, near));
}

static bool same(struct work *work, const struct json_value *value) {
    work->change->what = JSON_SAME;
    work->change->holder = value->at;
    work->change->spelt = json_piece_of(work->doc, value->at, json_value_end(work->doc, value));
    json_out_put(&work->change->out, work->doc->text, work->doc->size);
    return true;
}

static bool replace(struct work *work, const struct json_thing *thing) {
    const struct json_doc *doc = work->doc;
    const struct json_value *holder = work->place.holder, *value = work->place.value;
    size_t end = json_value_end(doc, value);
    struct json_out *out = &work->change->out;
    struct json_fit fit = {
        json_line_indent(doc, value->at), json_line_column(doc, value->at), json_line_rest(doc, end),
        holder && json_on_one_line(json_piece_of(doc, holder->at, json_holder_close(doc, holder)))};
    work->change->what = JSON_REPLACED;
    work->change->holder = value->at;
    work->change->spelt = json_piece_of(doc, value->at, end);
    json_out_put(out, doc->text, value->at);
    json_thing_write(thing, json_style_of(doc), &fit, out);
    json_out_put(out, doc->text + end, doc->size - end);
    return true;
}

/* Where a new member stands among the others. */
static size_t member_index(const struct json_op *op, const struct json_value *holder, const char *key) {
    const struct json_value *near;
    size_t rank = 0;
    if (op->layout.kept && op->layout.neighbour == JSON_FIRST)
        return 0;
    if (op->layout.kept && op->layout.behind && (near = value_member(holder, op->layout.behind)))
        return (size_t)(near - holder->children) + 1;
    while (rank < op->order_count && strcmp(op->order[rank], key) != 0)
        rank++;
    if (rank == op->order_count)
        return holder->count;
    for (size_t i = rank; i > 0; i--)
        if ((near = value_member(holder, op->order[i - 1])))
            return (size_t)(near - holder->children) + 1;
    for (size_t i = rank + 1; i < op->order_count; i++)
        if ((near = value_member(holder, op->order[i])))
            return (size_t)(near - holder->children);
    return holder->count;
}

/* What the brackets of an empty holder hold; NULL: it is not empty, or no memory. */
static const char *left_in(const struct json_doc *doc, const struct json_value *holder) {
    size_t begin = holder->at + 1;
    return holder->count > 0
               ? NULL
               : arena_copy(doc->arena, doc->text + begin, json_holder_close(doc, holder) - begin);
}

static bool add(struct work *work, struct json_thing *thing) {
    struct json_change *change = work->change;
    struct json_place *place = &work->place;
    if (place->holder->kind == VALUE_OBJECT) {
        thing->key = work->path.steps[place->step].key;
        place->index = member_index(work->op, place->holder, thing->key);
    }
    change->what = JSON_ADDED;
    change->was.left = left_in(work->doc, place->holder);
    if (place->holder->count == 0 && !change->was.left)
        return no_memory(work->fail);
    change->holder = place->holder->at;
    change->index = place->index;
    (void)json_put(work->doc, place, thing, &work->op->layout, &change->out);
    return true;
}

static bool set(struct work *work) {
    struct json_doc text;
    const struct json_value *value = NULL, *present;
    bool insert = work->op->kind == JSON_OP_INSERT;
    if (!json_place_find(work->doc, &work->path, insert ? JSON_POSITION : JSON_OR_ABSENT, &work->place,
                         work->fail))
        return false;
    present = work->place.value;
    if (insert && present)
        return json_doc_fail(work->doc, present, work->fail, "\"%.80s\" is there already: set it instead",
                             work->op->path);
    if (!value_read(work, &text, &value) || !value)
        return false;
    if (!work->place.holder && value->kind < VALUE_LIST)
        return json_doc_fail(work->doc, present, work->fail,
                             "the whole of a file must be an object or a list");
    struct json_thing thing = {&text, value, work->op->layout.kept ? JSON_AS_IS : JSON_HOUSE, NULL};
    if (!present)
        return work->place.holder && add(work, &thing);
    if (!work->op->layout.kept && value_equal(present, value))
        return same(work, present);
    return replace(work, &thing);
}

static bool take(struct work *work, struct json_splice *splice, struct json_out *out) {
    struct json_change *change = work->change;
    const struct json_value *value = work->place.value;
    change->spelt = json_piece_of(work->doc, value->at, json_value_end(work->doc, value));
    change->was_holder = work->place.holder->at;
    change->was_index = work->place.index;
    return json_take(work->doc, &work->place, work->op->layout.left, splice, &change->was, out) ||
           no_memory(work->fail);
}

static bool remove_one(struct work *work) {
    struct json_splice splice;
    if (!json_place_find(work->doc, &work->path, JSON_THERE, &work->place, work->fail))
        return false;
    if (!work->place.holder)
        return json_doc_fail(work->doc, work->place.value, work->fail,
                             "the whole of a file cannot be removed: name what should go");
    work->change->what = JSON_REMOVED;
    return take(work, &splice, &work->change->out);
}

/* As it was spelt, if it still is what it was; else as it is. */
static bool moved_thing(struct work *work, struct json_doc *text, struct json_thing *thing) {
    const struct json_value *value = NULL;
    *thing = (struct json_thing){work->doc, work->place.value, JSON_SHIFTED, NULL};
    if (!work->op->layout.kept || !work->op->value)
        return true;
    if (!value_read(work, text, &value))
        return false;
    if (value_equal(value, thing->value))
        *thing = (struct json_thing){text, value, JSON_AS_IS, NULL};
    return true;
}

/* The rest of a move: the text is `doc` without the element, the place is in it. */
static bool put_again(struct work *work, const struct json_doc *doc, struct json_place *to, size_t around_at,
                      size_t holder_at) {
    struct json_change *change = work->change;
    struct json_doc text;
    struct json_thing thing;
    to->around = to->around ? json_doc_value(doc, around_at) : NULL;
    to->holder = json_doc_value(doc, holder_at);
    if (!moved_thing(work, &text, &thing))
        return false;
    const char *left = left_in(doc, to->holder);
    if (to->holder->count == 0)
        change->was.left = left ? arena_copy(work->doc->arena, left, strlen(left)) : NULL;
    if (to->holder->count == 0 && !change->was.left)
        return no_memory(work->fail);
    change->holder = to->holder->at;
    change->index = to->index;
    struct json_splice put = json_put(doc, to, &thing, &work->op->layout, &change->out);
    change->was_holder = json_splice_map(put, change->was_holder);
    return true;
}

static bool move_to(struct work *work, struct json_place *to) {
    struct json_splice taken;
    struct json_out rest = {0};
    struct json_doc doc = {0};
    bool moved = take(work, &taken, &rest);
    if (moved) {
        struct json_source source = {work->doc->file, rest.text, rest.size};
        size_t around = to->around ? json_splice_map(taken, to->around->at) : 0;
        work->change->what = JSON_MOVED;
        to->index -= to->holder == work->place.holder && to->index > work->place.index;
        moved = rest.failed ? no_memory(work->fail)
                            : json_doc_init(&doc, &source, work->fail) &&
                                  put_again(work, &doc, to, around, json_splice_map(taken, to->holder->at));
    }
    json_doc_finish(&doc);
    free(rest.text);
    return moved;
}

static bool move(struct work *work) {
    struct json_path path;
    struct json_place to;
    const struct json_doc *doc = work->doc;
    if (!json_place_find(doc, &work->path, JSON_THERE, &work->place, work->fail) ||
        !json_path_parse(work->op->to, &path, work->fail) ||
        !json_place_find(doc, &path, JSON_POSITION, &to, work->fail))
        return false;
    const struct json_value *value = work->place.value, *holder = work->place.holder;
    if (!holder || holder->kind != VALUE_LIST)
        return json_doc_fail(doc, value, work->fail,
                             "only an element of a list can be moved: [id=NAME] or [NUMBER]");
    if (!to.holder || to.holder->kind != VALUE_LIST)
        return json_doc_fail(
            doc, value, work->fail,
            "an element can be moved into a list alone: end with [id=NAME], [NUMBER] or [-]");
    if (to.holder->at >= value->at && to.holder->at < json_value_end(doc, value))
        return json_doc_fail(doc, to.holder, work->fail, "an element cannot be moved into itself");
    if (path.count + json_value_depth(value) > JSON_EDIT_DEPTH_MAX)
        return json_doc_fail(doc, to.holder, work->fail,
                             "lists and objects would be more than %d in each other here",
                             JSON_EDIT_DEPTH_MAX);
    if (to.holder == holder && (to.index == work->place.index || to.index == work->place.index + 1))
        return same(work, value);
    return move_to(work, &to);
}

bool json_change_make(const struct json_doc *doc, const struct json_op *op, struct json_change *change,
                      struct fail *fail) {
    struct work work = {.doc = doc, .op = op, .change = change, .fail = fail};
    static bool (*const ways[])(struct work *) = {
        [JSON_OP_SET] = set, [JSON_OP_REMOVE] = remove_one, [JSON_OP_INSERT] = set, [JSON_OP_MOVE] = move};
    *change = (struct json_change){0};
    if (!json_path_parse(op->path, &work.path, fail) || !ways[op->kind](&work))
        return false;
    if (change->out.failed)
        return no_memory(fail);
    if (doc->mark + change->out.size > JSON_EDIT_TEXT_MAX)
        return fail_at(fail, doc->file, 1, 1,
                       "the file would have %zu bytes, at most %d are allowed: shorten it",
                       doc->mark + change->out.size, JSON_EDIT_TEXT_MAX);
    return true;
}
