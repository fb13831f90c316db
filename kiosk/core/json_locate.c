#include "core/json_locate.h"

#include <string.h>

#include <jansson.h>

struct scan {
    const char *text;
    size_t size, at;
};

static char peek(const struct scan *scan) {
    return scan->at < scan->size ? scan->text[scan->at] : '\0';
}

static void skip_space(struct scan *scan) {
    while (scan->at < scan->size && strchr(" \t\r\n", scan->text[scan->at]))
        scan->at++;
}

static void skip_string(struct scan *scan) {
    scan->at++;
    while (scan->at < scan->size && scan->text[scan->at] != '"')
        scan->at += scan->text[scan->at] == '\\' ? 2 : 1;
    scan->at++;
}

static void skip_value(struct scan *scan) {
    int depth = 0;
    do {
        skip_space(scan);
        char c = peek(scan);
        if (c == '"') {
            skip_string(scan);
        } else if (c == '{' || c == '[') {
            depth++;
            scan->at++;
        } else if (c == '}' || c == ']') {
            depth--;
            scan->at++;
        } else if (c == ',' || c == ':') {
            scan->at++;
        } else {
            while (scan->at < scan->size && !strchr(" \t\r\n,:]}", scan->text[scan->at]))
                scan->at++;
        }
    } while (depth > 0 && scan->at < scan->size);
}

/* `token` is a key as written, with its quotes. */
static bool key_equals(const char *token, size_t length, const char *key) {
    if (!memchr(token, '\\', length))
        return length == strlen(key) + 2 && memcmp(token + 1, key, length - 2) == 0;
    json_t *decoded = json_loadb(token, length, JSON_DECODE_ANY, NULL);
    bool equal = decoded && strcmp(json_string_value(decoded), key) == 0;
    json_decref(decoded);
    return equal;
}

/* From the "{" to the value of `key`; *key_at is where the key stands. */
static bool enter_member(struct scan *scan, const char *key, size_t *key_at) {
    scan->at++;
    for (;;) {
        skip_space(scan);
        if (peek(scan) != '"')
            return false;
        size_t start = scan->at;
        skip_string(scan);
        if (scan->at > scan->size)
            return false;
        bool found = key_equals(scan->text + start, scan->at - start, key);
        skip_space(scan);
        scan->at++; /* ":" */
        skip_space(scan);
        if (found) {
            *key_at = start;
            return true;
        }
        skip_value(scan);
        skip_space(scan);
        if (peek(scan) != ',')
            return false;
        scan->at++;
    }
}

static bool enter_item(struct scan *scan, size_t index) {
    scan->at++;
    for (size_t i = 0;; i++) {
        skip_space(scan);
        if (peek(scan) == ']')
            return false;
        if (i == index)
            return true;
        skip_value(scan);
        skip_space(scan);
        if (peek(scan) != ',')
            return false;
        scan->at++;
    }
}

void json_locate(const char *text, size_t size, const struct json_step *steps, size_t count, bool of_key,
                 int *line, int *column) {
    struct scan scan = {text, size, 0};
    skip_space(&scan);
    size_t value = scan.at, key = scan.at;
    for (size_t i = 0; i < count; i++) {
        char open = peek(&scan);
        size_t key_at = value;
        bool entered = steps[i].key ? open == '{' && enter_member(&scan, steps[i].key, &key_at)
                                    : open == '[' && enter_item(&scan, steps[i].index);
        if (!entered)
            break;
        value = scan.at;
        key = steps[i].key ? key_at : value;
    }
    json_position(text, size, of_key ? key : value, line, column);
}

void json_position(const char *text, size_t size, size_t offset, int *line, int *column) {
    *line = 1;
    *column = 1;
    for (size_t i = 0; i < offset && i < size; i++) {
        if (text[i] == '\n') {
            ++*line;
            *column = 1;
        } else if (((unsigned char)text[i] & 0xC0) != 0x80) {
            ++*column;
        }
    }
}
