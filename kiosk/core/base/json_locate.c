#include "core/base/json_locate.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "core/base/utf8.h"

struct spot {
    int line, column;
};

/* A value; its key where it is a member. */
struct node {
    struct spot value, key;
    size_t key_at, key_length; /* as written, with its quotes; length 0: an element */
    uint32_t parent;           /* while the text is read: the value it stands in */
    uint32_t children;         /* where its children begin in index->children */
    uint32_t count;
    bool object;
};

struct json_index {
    const char *text;
    struct node *nodes; /* in the order written; the root is the first */
    size_t count, room;
    uint32_t *children; /* those of one value beside each other */
};

struct scan {
    const char *text;
    size_t size, at;
    struct spot spot; /* of `at` */
};

static void step(struct scan *scan) {
    char c = scan->text[scan->at++];
    if (c == '\n') {
        scan->spot.line++;
        scan->spot.column = 1;
    } else if (((unsigned char)c & 0xC0) != 0x80) {
        scan->spot.column++;
    }
}

static void skip_string(struct scan *scan) {
    step(scan);
    while (scan->at < scan->size && scan->text[scan->at] != '"') {
        if (scan->text[scan->at] == '\\')
            step(scan);
        if (scan->at < scan->size)
            step(scan);
    }
    if (scan->at < scan->size)
        step(scan);
}

static bool ends_word(char c) {
    return memchr(" \t\r\n,:]}", c, 8) != NULL;
}

/* NULL: out of memory. */
static struct node *add(struct json_index *index) {
    if (index->count == index->room) {
        size_t room = index->room ? index->room * 2 : 64;
        struct node *nodes = room < UINT32_MAX ? realloc(index->nodes, room * sizeof *nodes) : NULL;
        if (!nodes)
            return NULL;
        index->nodes = nodes;
        index->room = room;
    }
    struct node *node = &index->nodes[index->count++];
    *node = (struct node){0};
    return node;
}

/* All values with the value each stands in. A string before a ":" is the key of the value after it. */
static bool read_values(struct json_index *index, size_t size) {
    struct scan scan = {index->text, size, utf8_mark(index->text, size), {1, 1}};
    struct node key = {0};
    uint32_t inside = 0;
    while (scan.at < size) {
        char c = scan.text[scan.at];
        if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == ',' || c == ':') {
            step(&scan);
            continue;
        }
        if (c == '}' || c == ']') {
            inside = index->count ? index->nodes[inside].parent : 0;
            step(&scan);
            continue;
        }
        struct spot at = scan.spot;
        if (c == '"' && index->count && index->nodes[inside].object && key.key_length == 0) {
            key.key = at;
            key.key_at = scan.at;
            skip_string(&scan);
            key.key_length = scan.at - key.key_at;
            continue;
        }
        struct node *node = add(index);
        if (!node)
            return false;
        *node = key;
        key = (struct node){0};
        node->value = at;
        node->parent = inside;
        if (node->key_length == 0)
            node->key = at;
        if (c == '{' || c == '[') {
            node->object = c == '{';
            inside = (uint32_t)(node - index->nodes);
            step(&scan);
        } else if (c == '"') {
            skip_string(&scan);
        } else {
            while (scan.at < size && !ends_word(scan.text[scan.at]))
                step(&scan);
        }
    }
    return true;
}

/* Puts the children of each value beside each other, in the order written. */
static bool sort_children(struct json_index *index) {
    uint32_t begin = 0;
    index->children = calloc(index->count + 1, sizeof *index->children);
    if (!index->children)
        return false;
    for (size_t i = 1; i < index->count; i++)
        index->nodes[index->nodes[i].parent].count++;
    for (size_t i = 0; i < index->count; i++) {
        index->nodes[i].children = begin;
        begin += index->nodes[i].count;
        index->nodes[i].count = 0;
    }
    for (size_t i = 1; i < index->count; i++) {
        struct node *above = &index->nodes[index->nodes[i].parent];
        index->children[above->children + above->count++] = (uint32_t)i;
    }
    return true;
}

struct json_index *json_index_create(const char *text, size_t size) {
    struct json_index *index = calloc(1, sizeof *index);
    if (!index)
        return NULL;
    index->text = text;
    if (read_values(index, size) && sort_children(index))
        return index;
    json_index_destroy(index);
    return NULL;
}

void json_index_destroy(struct json_index *index) {
    if (!index)
        return;
    free(index->nodes);
    free(index->children);
    free(index);
}

static bool key_equals(const char *token, size_t length, const char *key) {
    if (!memchr(token, '\\', length))
        return length == strlen(key) + 2 && memcmp(token + 1, key, length - 2) == 0;
    json_t *decoded = json_loadb(token, length, JSON_DECODE_ANY, NULL);
    bool equal = decoded && strcmp(json_string_value(decoded), key) == 0;
    json_decref(decoded);
    return equal;
}

static const struct node *child(const struct json_index *index, const struct node *above,
                                const struct json_step *down) {
    const uint32_t *children = index->children + above->children;
    if (!down->key)
        return !above->object && down->index < above->count ? &index->nodes[children[down->index]] : NULL;
    for (uint32_t i = 0; above->object && i < above->count; i++) {
        const struct node *node = &index->nodes[children[i]];
        if (key_equals(index->text + node->key_at, node->key_length, down->key))
            return node;
    }
    return NULL;
}

void json_index_find(const struct json_index *index, const struct json_step *steps, size_t count, bool of_key,
                     int *line, int *column) {
    const struct node *node = index->count ? &index->nodes[0] : NULL;
    for (size_t i = 0; node && i < count; i++) {
        const struct node *next = child(index, node, &steps[i]);
        if (!next)
            break;
        node = next;
    }
    struct spot spot = !node ? (struct spot){1, 1} : of_key ? node->key : node->value;
    *line = spot.line;
    *column = spot.column;
}

void json_locate(const char *text, size_t size, const struct json_step *steps, size_t count, bool of_key,
                 int *line, int *column) {
    struct json_index *index = json_index_create(text, size);
    *line = *column = 0;
    if (index)
        json_index_find(index, steps, count, of_key, line, column);
    json_index_destroy(index);
}

void json_position(const char *text, size_t size, size_t offset, int *line, int *column) {
    struct scan scan = {text, size, utf8_mark(text, size), {1, 1}};
    while (scan.at < offset && scan.at < size)
        step(&scan);
    *line = scan.spot.line;
    *column = scan.spot.column;
}
