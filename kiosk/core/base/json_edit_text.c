#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <jansson.h>

#include "core/base/json_edit_parts.h"
#include "core/base/json_fault.h"
#include "core/base/json_locate.h"
#include "core/base/json_read.h"
#include "core/base/utf8.h"

enum { VALUES_LIMIT = 64 << 20, SPACES_FEW = 8 };

/* Why json_values refused it. Always false. */
static bool refused(const struct json_doc *doc, const struct json_source *source, struct fail *fail) {
    struct json_fault fault;
    int line, column;
    if (!doc->arena || arena_wanted(doc->arena))
        return fail_set(fail, "out of memory: try again");
    json_t *taken = json_read(doc->file, source->text, source->size, fail);
    if (!taken)
        return false;
    json_decref(taken);
    if (json_fault_find(doc->text, doc->size,
                        &fault)) { /* the library passes over a byte 0 behind a number */
        json_position(doc->text, doc->size, fault.at, &line, &column);
        return fail_at(fail, doc->file, line, column, "not valid JSON: %s", fault.text);
    }
    if (arena_refused(doc->arena))
        return fail_at(fail, doc->file, 1, 1, "too many values to be edited here: split the file");
    return fail_at(fail, doc->file, 1, 1,
                   "lists and objects are more than %d in each other: they cannot be edited here",
                   JSON_EDIT_DEPTH_MAX);
}

bool json_doc_init(struct json_doc *doc, const struct json_source *source, struct fail *fail) {
    size_t mark = utf8_mark(source->text, source->size);
    *doc = (struct json_doc){
        .file = source->file, .text = source->text + mark, .size = source->size - mark, .mark = mark};
    if (source->size > JSON_EDIT_TEXT_MAX)
        return fail_at(fail, doc->file, 1, 1, "the file has %zu bytes, at most %d can be edited here",
                       source->size, JSON_EDIT_TEXT_MAX);
    doc->arena = arena_create(VALUES_LIMIT);
    if (doc->arena)
        doc->root = json_values(doc->text, doc->size, JSON_EDIT_DEPTH_MAX, doc->arena);
    return doc->root || refused(doc, source, fail);
}

void json_doc_finish(struct json_doc *doc) {
    arena_destroy(doc->arena);
    *doc = (struct json_doc){0};
}

const struct json_value *json_doc_value(const struct json_doc *doc, size_t at) {
    const struct json_value *value = doc->root;
    while (value->at != at) {
        size_t from = 0, to = value->count; /* the last child that begins at `at` or before */
        while (to - from > 1) {
            size_t middle = from + (to - from) / 2;
            if (value->children[middle].at <= at)
                from = middle;
            else
                to = middle;
        }
        value = &value->children[from];
    }
    return value;
}

bool json_doc_fail(const struct json_doc *doc, const struct json_value *value, struct fail *fail,
                   const char *format, ...) {
    char text[sizeof fail->text];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return fail_at(fail, doc->file, (int)value->spot.line, (int)value->spot.column, "%s", text);
}

struct json_piece json_piece_of(const struct json_doc *doc, size_t begin, size_t end) {
    return (struct json_piece){doc->text + begin, end - begin};
}

static bool space(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

size_t json_skip_spaces(const struct json_doc *doc, size_t at) {
    while (at < doc->size && space(doc->text[at]))
        at++;
    return at;
}

/* Behind the text that begins at `at`. */
static size_t skip_text(const struct json_doc *doc, size_t at) {
    for (at++; doc->text[at] != '"'; at++)
        at += doc->text[at] == '\\';
    return at + 1;
}

size_t json_value_end(const struct json_doc *doc, const struct json_value *value) {
    size_t at = value->at;
    if (value->kind == VALUE_TEXT)
        return skip_text(doc, at);
    if (value->kind < VALUE_LIST) {
        while (at < doc->size && !space(doc->text[at]) && !strchr(",]}", doc->text[at]))
            at++;
        return at;
    }
    return json_holder_close(doc, value) + 1;
}

size_t json_holder_close(const struct json_doc *doc, const struct json_value *holder) {
    const struct json_value *last = holder;
    size_t depth = 0, at;
    for (; last->kind >= VALUE_LIST && last->count > 0; depth++)
        last = &last->children[last->count - 1];
    if (last->kind >= VALUE_LIST)
        at = json_skip_spaces(doc, last->at + 1); /* its bracket, also if it is `holder` */
    else
        at = json_skip_spaces(doc, json_value_end(doc, last));
    for (depth -= last->kind<VALUE_LIST; depth> 0; depth--)
        at = json_skip_spaces(doc, at + 1);
    return at;
}

size_t json_child_end(const struct json_doc *doc, const struct json_value *holder, size_t index) {
    return json_value_end(doc, &holder->children[index]);
}

size_t json_child_comma(const struct json_doc *doc, const struct json_value *holder, size_t index) {
    return json_skip_spaces(doc, json_child_end(doc, holder, index));
}

size_t json_child_begin(const struct json_doc *doc, const struct json_value *holder, size_t index) {
    const struct json_value *child = &holder->children[index];
    if (!child->key)
        return child->at;
    return json_skip_spaces(doc, index > 0 ? json_child_comma(doc, holder, index - 1) + 1 : holder->at + 1);
}

bool json_on_one_line(struct json_piece piece) {
    return piece.size == 0 || !memchr(piece.at, '\n', piece.size);
}

static size_t line_begin(const struct json_doc *doc, size_t at) {
    while (at > 0 && doc->text[at - 1] != '\n')
        at--;
    return at;
}

struct json_piece json_line_indent(const struct json_doc *doc, size_t at) {
    size_t begin = line_begin(doc, at), end = begin;
    while (end < at && (doc->text[end] == ' ' || doc->text[end] == '\t'))
        end++;
    return json_piece_of(doc, begin, end);
}

size_t json_line_column(const struct json_doc *doc, size_t at) {
    size_t begin = line_begin(doc, at);
    return utf8_count(doc->text + begin, at - begin);
}

size_t json_line_rest(const struct json_doc *doc, size_t at) {
    const char *end = memchr(doc->text + at, '\n', doc->size - at);
    size_t size = end ? (size_t)(end - doc->text) - at : doc->size - at;
    while (size > 0 && space(doc->text[at + size - 1]))
        size--;
    return utf8_count(doc->text + at, size);
}

size_t json_value_depth(const struct json_value *value) {
    size_t most = 0;
    if (value->kind < VALUE_LIST)
        return 0;
    for (size_t i = 0; i < value->count; i++) {
        size_t depth = json_value_depth(&value->children[i]);
        most = depth > most ? depth : most;
    }
    return most + 1;
}

struct json_style json_style_of(const struct json_doc *doc) {
    struct json_style style = {{"\n", 1}, {"  ", 2}};
    const char *end = memchr(doc->text, '\n', doc->size);
    if (end && end > doc->text && end[-1] == '\r')
        style.newline = (struct json_piece){"\r\n", 2};
    if (doc->root->count == 0)
        return style;
    size_t begin = json_child_begin(doc, doc->root, 0);
    struct json_piece indent = json_line_indent(doc, begin);
    bool own_line = indent.at + indent.size == doc->text + begin && indent.at > doc->text + doc->root->at;
    if (own_line && indent.size > 0 && indent.size <= SPACES_FEW)
        style.unit = indent;
    return style;
}
