/* Random JSON texts and edits of them: always the same ones for the same seed. Texts are as people, editors
 * and programs write them, and worse: tabs, CRLF, blank lines, all on one line, names spelt with escapes. */
#pragma once

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "core/base/json_edit.h"

enum { RANDOM_VALUE_MAX = 4000 };

struct random_text {
    char *bytes;
    size_t size;
};

static uint32_t random_seed;

static inline uint32_t random_below(uint32_t below) {
    random_seed = random_seed * 1664525u + 1013904223u;
    return (uint32_t)((uint64_t)(random_seed >> 4) * below >> 28);
}

struct random_writer {
    char *bytes;
    size_t size;
    const char *newline, *unit;
    enum { RANDOM_HOUSE, RANDOM_COMPACT, RANDOM_LINE, RANDOM_CHAOS, RANDOM_STYLES } style;
    int level, ids;
};

static inline void random_add(struct random_writer *writer, const char *word) {
    size_t length = strlen(word);
    writer->bytes = realloc(writer->bytes, writer->size + length + 1);
    memcpy(writer->bytes + writer->size, word, length + 1);
    writer->size += length;
}

static inline void random_gap(struct random_writer *writer, bool broken) {
    static const char *const gaps[] = {"", " ", "  ", "\t", "\n", "\n\n  ", "\r\n    ", " \n\t", "\r"};
    if (writer->style == RANDOM_CHAOS)
        random_add(writer, gaps[random_below(LENGTH(gaps))]);
    if (writer->style == RANDOM_LINE && !broken)
        random_add(writer, " ");
    if (writer->style != RANDOM_HOUSE || !broken)
        return;
    random_add(writer, writer->newline);
    if (random_below(12) == 0)
        random_add(writer, writer->newline);
    for (int i = 0; i < writer->level; i++)
        random_add(writer, writer->unit);
}

static const char *const RANDOM_KEYS[] = {"en",  "da", "id",        "headline", "a/b",    "x~y",  "[k]",
                                          "a=b", "",   "s\xc3\xb8", "t\\u00e6", "q\\\"q", "\\\\", "$schema"};
static const char *const RANDOM_WORDS[] = {
    "\"Velkommen\"",
    "\"\"",
    "\"a \\\"b\\\" {[,]}\"",
    "\"\xf0\x9f\x8e\x84 \\u00e6\"",
    "\"Ballerup Kommune har mange tilbud til nye borgere fra hele verden\"",
    "0",
    "-12.50",
    "1e3",
    "true",
    "false",
    "null",
    "123456"};

static inline void random_value(struct random_writer *writer, int depth);

static inline void random_children(struct random_writer *writer, int depth, bool object) {
    static const int counts[] = {0, 1, 1, 2, 2, 3, 5};
    int count = counts[random_below(LENGTH(counts))];
    uint32_t first = random_below(LENGTH(RANDOM_KEYS)), what = random_below(3);
    bool broken = count > 0 && random_below(4) > 0;
    random_add(writer, object ? "{" : "[");
    writer->level++;
    for (int i = 0; i < count; i++) {
        char id[40];
        random_gap(writer, broken);
        if (object) {
            random_add(writer, "\"");
            random_add(writer, RANDOM_KEYS[(first + (uint32_t)i) % LENGTH(RANDOM_KEYS)]);
            random_add(writer, writer->style == RANDOM_CHAOS && random_below(3) == 0 ? "\" \n:\t"
                               : writer->style == RANDOM_COMPACT                     ? "\":"
                                                                                     : "\": ");
            random_value(writer, depth - 1);
        } else if (what == 0) {
            snprintf(id, sizeof id, "{\"id\": \"n%d\", \"n\": %d}", writer->ids, writer->ids);
            writer->ids++;
            random_add(writer, id);
        } else if (what == 1) {
            random_add(writer, RANDOM_WORDS[random_below(LENGTH(RANDOM_WORDS))]);
        } else {
            random_value(writer, depth - 1);
        }
        if (writer->style == RANDOM_CHAOS && random_below(3) == 0)
            random_gap(writer, true);
        if (i + 1 < count)
            random_add(writer, ",");
    }
    writer->level--;
    if (count > 0 || writer->style == RANDOM_CHAOS)
        random_gap(writer, broken);
    random_add(writer, object ? "}" : "]");
}

static inline void random_value(struct random_writer *writer, int depth) {
    if (depth == 0 || random_below(3) == 0)
        random_add(writer, RANDOM_WORDS[random_below(LENGTH(RANDOM_WORDS))]);
    else
        random_children(writer, depth, random_below(2) == 0);
}

static inline struct random_text random_text_make(void) {
    static const char *const newlines[] = {"\n", "\n", "\r\n"}, *const units[] = {"  ", "  ", "\t", "    "};
    struct random_writer writer = {.newline = newlines[random_below(LENGTH(newlines))],
                                   .unit = units[random_below(LENGTH(units))],
                                   .style = random_below(RANDOM_STYLES)};
    random_add(&writer, random_below(8) == 0 ? "\xEF\xBB\xBF" : "");
    if (writer.style == RANDOM_CHAOS)
        random_gap(&writer, true);
    random_children(&writer, 4, random_below(4) > 0);
    if (random_below(3) > 0)
        random_add(&writer, writer.newline);
    return (struct random_text){writer.bytes, writer.size};
}

struct random_edit {
    struct json_op op;
    char path[JSON_PATH_MAX], to[JSON_PATH_MAX], value[RANDOM_VALUE_MAX];
};

static inline void random_path_key(char *path, const char *key) {
    char *to = path + strlen(path);
    *to++ = '/';
    for (; *key; key++) {
        const char *escaped = strchr("~/[]", *key);
        if (escaped)
            *to++ = '~';
        *to++ = escaped ? (char)('0' + (escaped - "~/[]")) : *key;
    }
    *to = '\0';
}

static const char *random_string_of(const json_t *item) {
    const json_t *named = json_is_object(item) ? json_object_get(item, "id") : item;
    return json_string_value(named);
}

static inline void random_path_element(char *path, const json_t *list, size_t index) {
    const json_t *item = json_array_get(list, index);
    const char *text = random_string_of(item);
    size_t same = 0, i;
    const json_t *other;
    json_array_foreach((json_t *)list, i, other) {
        const char *theirs = random_string_of(other);
        same += text && theirs && json_is_object(other) == json_is_object(item) && strcmp(text, theirs) == 0;
    }
    char *to = path + strlen(path);
    if (same != 1 || strlen(text) > 100 || random_below(3) == 0) {
        sprintf(to, "[%zu]", index);
        return;
    }
    char escaped[400] = "";
    random_path_key(escaped, text);
    sprintf(to, "[%s=%s]", json_is_object(item) ? "id" : "", escaped + 1);
}

/* A way down from `root`; ends in a list or object when `holder`. */
static inline json_t *random_wander(json_t *root, char *path, bool holder) {
    json_t *at = root;
    path[0] = '\0';
    for (;;) {
        size_t count = json_is_array(at) ? json_array_size(at) : json_object_size(at);
        if (count == 0 || strlen(path) > JSON_PATH_MAX / 2 || (random_below(4) == 0 && at != root))
            return at;
        size_t index = random_below((uint32_t)count);
        json_t *next = NULL;
        const char *key = NULL;
        if (json_is_array(at)) {
            next = json_array_get(at, index);
        } else {
            void *iterator = json_object_iter(at);
            for (; index > 0; index--)
                iterator = json_object_iter_next(at, iterator);
            key = json_object_iter_key(iterator);
            next = json_object_iter_value(iterator);
        }
        if (holder && !json_is_array(next) && !json_is_object(next))
            return at;
        if (key)
            random_path_key(path, key);
        else
            random_path_element(path, at, index);
        at = next;
    }
}

static inline void random_position(char *path, const json_t *list) {
    size_t count = json_array_size(list);
    uint32_t how = random_below(4);
    if (count == 0 || how == 0) {
        strcat(path, random_below(2) == 0 ? "[-]" : count == 0 ? "[0]" : "[-]");
        return;
    }
    random_path_element(path, list, random_below((uint32_t)count));
    if (how == 1)
        strcat(path, "+");
}

static inline void random_value_text(char *out) {
    struct random_writer writer = {.newline = "\n",
                                   .unit = "  ",
                                   .style = random_below(RANDOM_STYLES),
                                   .ids = (int)random_below(1000) + 1000};
    random_value(&writer, (int)random_below(4));
    snprintf(out, RANDOM_VALUE_MAX, "%s", writer.size < RANDOM_VALUE_MAX ? writer.bytes : "null");
    free(writer.bytes);
}

static inline void random_edit_make(json_t *root, struct random_edit *edit) {
    static const char *const names[] = {"new", "fr", "a~b/c", "[x]", "\xc3\xa6\"\\\t"};
    json_t *at = random_wander(root, edit->path, false);
    edit->op = (struct json_op){.kind = random_below(4), .path = edit->path, .value = edit->value};
    random_value_text(edit->value);
    if (edit->op.kind == JSON_OP_MOVE) {
        for (int i = 0; i < 20 && (edit->path[0] == '\0' || edit->path[strlen(edit->path) - 1] != ']'); i++)
            random_wander(root, edit->path, false);
        json_t *into = random_wander(root, edit->to, true);
        for (int i = 0; i < 20 && !json_is_array(into); i++)
            into = random_wander(root, edit->to, true);
        if (json_is_array(into))
            random_position(edit->to, into);
        edit->op.to = edit->to;
        edit->op.value = NULL;
    } else if (edit->op.kind == JSON_OP_INSERT && json_is_array(at)) {
        random_position(edit->path, at);
    } else if (edit->op.kind != JSON_OP_REMOVE && json_is_object(at) && random_below(3) > 0) {
        random_path_key(edit->path, names[random_below(LENGTH(names))]);
        if (random_below(5) == 0)
            random_path_key(edit->path, names[random_below(LENGTH(names))]);
    } else if (edit->op.kind == JSON_OP_SET && random_below(6) == 0) {
        char *same = json_dumps(at, JSON_ENCODE_ANY | JSON_INDENT((size_t)random_below(5)));
        if (strlen(same) < RANDOM_VALUE_MAX)
            strcpy(edit->value, same);
        free(same);
    }
}

/* The values of a text, with or without a byte order mark; NULL: it is none. */
static inline json_t *random_parse(struct random_text text) {
    size_t mark = text.size >= 3 && memcmp(text.bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    return json_loadb(text.bytes + mark, text.size - mark, JSON_REJECT_DUPLICATES, NULL);
}
