#include "core/base/json_values.h"

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "core/base/utf8.h"

enum { FEW = 16, DIGITS_SURE = 18 /* of a number that int64_t holds */ };

struct scan {
    char *copy, *at; /* texts are decoded where they stand; a NUL behind the end */
    size_t size;
    char *line_begin; /* moved on for bytes that are no column */
    uint32_t line;
    struct json_value *waiting; /* for what they stand in to be closed */
    size_t count, room;
    uint32_t open[JSON_DEPTH_MAX]; /* what is not closed yet, in `waiting` */
    size_t depth, depth_max;
    struct arena *arena;
};

static void spaces(struct scan *scan) {
    char *at = scan->at;
    for (;; at++) {
        while (*at == ' ')
            at++;
        if (*at == '\n') {
            scan->line++;
            scan->line_begin = at + 1;
        } else if (*at != '\r' && *at != '\t') {
            break;
        }
    }
    scan->at = at;
}

static struct json_spot spot(const struct scan *scan) {
    return (struct json_spot){scan->line, (uint32_t)(scan->at - scan->line_begin + 1)};
}

/* The unit of UTF-16 that `\u` and four hex digits name; -1: something else stands there. */
static int32_t unit(const char *at) {
    static const char digits[] = "0123456789abcdefABCDEF";
    int32_t value = 0;
    if (at[0] != '\\' || at[1] != 'u')
        return -1;
    for (int i = 2; i < 6; i++) {
        const char *digit = at[i] ? strchr(digits, at[i]) : NULL;
        if (!digit)
            return -1;
        int n = (int)(digit - digits);
        value = value * 16 + (n > 15 ? n - 6 : n);
    }
    return value;
}

static char *put_character(char *to, uint32_t c) {
    if (c < 0x80) {
        *to++ = (char)c;
    } else if (c < 0x800) {
        *to++ = (char)(0xC0 | c >> 6);
        *to++ = (char)(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        *to++ = (char)(0xE0 | c >> 12);
        *to++ = (char)(0x80 | (c >> 6 & 0x3F));
        *to++ = (char)(0x80 | (c & 0x3F));
    } else {
        *to++ = (char)(0xF0 | c >> 18);
        *to++ = (char)(0x80 | (c >> 12 & 0x3F));
        *to++ = (char)(0x80 | (c >> 6 & 0x3F));
        *to++ = (char)(0x80 | (c & 0x3F));
    }
    return to;
}

/* At a backslash. Where the character was put ends; NULL: no escape of JSON, or of a half or no character. */
static char *escape(struct scan *scan, char *to) {
    static const char names[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    const char *name = scan->at[1] ? strchr(names, scan->at[1]) : NULL;
    if (name) {
        scan->at += 2;
        *to = meant[name - names];
        return to + 1;
    }
    int32_t c = unit(scan->at);
    if (c <= 0 || (c >= 0xDC00 && c <= 0xDFFF))
        return NULL;
    scan->at += 6;
    if (c >= 0xD800 && c <= 0xDBFF) {
        int32_t low = unit(scan->at);
        if (low < 0xDC00 || low > 0xDFFF)
            return NULL;
        scan->at += 6;
        c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
    }
    return put_character(to, (uint32_t)c);
}

static bool plain(char c) {
    return (unsigned char)(c - ' ') < 0x60 && c != '"' && c != '\\';
}

/* At the first quote; a NUL takes the place of the last one. NULL: no text. */
static const char *read_text(struct scan *scan, size_t *size) {
    char *begin = scan->at + 1, *to = begin;
    while (plain(*to))
        to++;
    scan->at = to;
    while (to && *scan->at != '"') {
        if (plain(*scan->at)) {
            *to++ = *scan->at++;
        } else if (*scan->at == '\\') {
            to = escape(scan, to);
        } else {
            size_t bytes = (unsigned char)*scan->at < ' ' /* also the end */
                               ? 0
                               : utf8_character(scan->at, (size_t)(scan->copy + scan->size - scan->at));
            if (bytes == 0)
                return NULL;
            memmove(to, scan->at, bytes);
            to += bytes;
            scan->at += bytes;
            scan->line_begin += bytes - 1;
        }
    }
    if (!to)
        return NULL;
    *to = '\0';
    scan->at++;
    *size = (size_t)(to - begin);
    return begin;
}

static size_t digits(const char *at) {
    return strspn(at, "0123456789");
}

/* What jansson makes of a number with a point, an exponent or many digits: it knows what is too large. */
static bool ask_library(const char *at, size_t length, struct json_value *value) {
    json_t *number = json_loadb(at, length, JSON_DECODE_ANY, NULL);
    bool real = json_is_real(number);
    if (real)
        value->real = json_real_value(number);
    else if (number)
        value->whole = json_integer_value(number);
    value->kind = real ? VALUE_REAL : VALUE_WHOLE;
    json_decref(number);
    return number != NULL;
}

static bool read_number(struct scan *scan, struct json_value *value) {
    char *begin = scan->at, *at = begin + (*begin == '-');
    size_t whole = digits(at);
    at += whole;
    bool more = *at == '.' || *at == 'e' || *at == 'E';
    if (whole == 0 || (whole > 1 && at[-(ptrdiff_t)whole] == '0'))
        return false;
    if (more)
        at += strspn(at, "0123456789.eE+-");
    scan->at = at;
    if (more || whole > DIGITS_SURE)
        return ask_library(begin, (size_t)(at - begin), value);
    value->kind = VALUE_WHOLE;
    value->whole = 0;
    for (const char *digit = at - whole; digit < at; digit++)
        value->whole = value->whole * 10 + (*digit - '0');
    if (*begin == '-')
        value->whole = -value->whole;
    return true;
}

static bool read_word(struct scan *scan, struct json_value *value) {
    static const struct {
        const char *word;
        enum value_kind kind;
    } words[] = {{"true", VALUE_TRUE}, {"false", VALUE_FALSE}, {"null", VALUE_NULL}};
    for (size_t i = 0; i < LENGTH(words); i++)
        if (strncmp(scan->at, words[i].word, strlen(words[i].word)) == 0) {
            scan->at += strlen(words[i].word);
            value->kind = words[i].kind;
            return true;
        }
    return false;
}

/* A container's children are read by those who come back. */
static bool read_value(struct scan *scan, struct json_value *value) {
    size_t size = 0;
    value->spot = spot(scan);
    value->at = (uint32_t)(scan->at - scan->copy);
    switch (*scan->at) {
    case '"':
        value->kind = VALUE_TEXT;
        value->text = read_text(scan, &size);
        value->count = (uint32_t)size;
        return value->text != NULL;
    case '{':
    case '[':
        value->kind = *scan->at++ == '{' ? VALUE_OBJECT : VALUE_LIST;
        return scan->depth < scan->depth_max;
    case 't':
    case 'f':
    case 'n':
        return read_word(scan, value);
    default:
        return read_number(scan, value);
    }
}

static bool read_key(struct scan *scan, struct json_value *value) {
    size_t size;
    value->key_spot = spot(scan);
    if (*scan->at != '"' || !(value->key = read_text(scan, &size)))
        return false;
    spaces(scan);
    if (*scan->at++ != ':')
        return false;
    spaces(scan);
    return true;
}

static bool wait(struct scan *scan, const struct json_value *value) {
    if (scan->count == scan->room) {
        size_t room = scan->room ? scan->room * 2 : 256;
        struct json_value *waiting = realloc(scan->waiting, room * sizeof *waiting);
        if (!waiting) {
            arena_want(scan->arena);
            return false;
        }
        scan->waiting = waiting;
        scan->room = room;
    }
    scan->waiting[scan->count++] = *value;
    return true;
}

static int by_key(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool many_keys_differ(const struct json_value *members, size_t count, struct arena *arena) {
    const char **keys = malloc(count * sizeof *keys);
    bool differ = keys != NULL;
    if (!keys)
        arena_want(arena);
    for (size_t i = 0; keys && i < count; i++)
        keys[i] = members[i].key;
    if (keys)
        qsort(keys, count, sizeof *keys, by_key);
    for (size_t i = 1; differ && i < count; i++)
        differ = strcmp(keys[i - 1], keys[i]) != 0;
    free(keys);
    return differ;
}

static bool keys_differ(const struct json_value *members, size_t count, struct arena *arena) {
    if (count > FEW)
        return many_keys_differ(members, count, arena);
    for (size_t i = 1; i < count; i++)
        for (size_t k = 0; k < i; k++)
            if (strcmp(members[i].key, members[k].key) == 0)
                return false;
    return true;
}

static struct json_value *innermost(struct scan *scan) {
    return scan->depth > 0 ? &scan->waiting[scan->open[scan->depth - 1]] : NULL;
}

/* At what should close the innermost: its children find their place. */
static bool close_one(struct scan *scan) {
    struct json_value *value = innermost(scan);
    const struct json_value *first = value + 1;
    size_t count = scan->count - scan->open[scan->depth - 1] - 1;
    if (*scan->at != (value->kind == VALUE_OBJECT ? '}' : ']'))
        return false;
    scan->at++;
    if (value->kind == VALUE_OBJECT && !keys_differ(first, count, scan->arena))
        return false;
    struct json_value *children = count ? arena_alloc(scan->arena, count * sizeof *children) : NULL;
    if (count && !children)
        return false;
    if (count)
        memcpy(children, first, count * sizeof *children);
    value->children = children;
    value->count = (uint32_t)count;
    scan->count -= count;
    scan->depth--;
    return true;
}

/* One value, and what is closed behind it. */
static bool read_next(struct scan *scan) {
    struct json_value value = {0};
    const struct json_value *around = innermost(scan);
    spaces(scan);
    if (around && around->kind == VALUE_OBJECT && !read_key(scan, &value))
        return false;
    if (!read_value(scan, &value))
        return false;
    if (!value.key)
        value.key_spot = value.spot;
    if (!wait(scan, &value))
        return false;
    spaces(scan);
    if (value.kind >= VALUE_LIST) {
        scan->open[scan->depth++] = (uint32_t)(scan->count - 1);
        if (*scan->at != (value.kind == VALUE_OBJECT ? '}' : ']'))
            return true;
    }
    while (scan->depth > 0) {
        if (*scan->at == ',') {
            scan->at++;
            return true;
        }
        if (!close_one(scan))
            return false;
        spaces(scan);
    }
    return true;
}

const struct json_value *json_values(const char *text, size_t size, size_t depth, struct arena *arena) {
    struct scan scan = {.size = size, .line = 1, .depth_max = depth, .arena = arena};
    struct json_value *root = NULL;
    scan.copy = size < UINT32_MAX ? arena_copy(arena, text, size) : NULL;
    if (!scan.copy)
        return NULL;
    scan.at = scan.line_begin = scan.copy;
    bool whole = true;
    do
        whole = read_next(&scan);
    while (whole && scan.depth > 0);
    whole = whole && scan.waiting[0].kind >= VALUE_LIST && scan.at == scan.copy + size;
    if (whole && (root = arena_alloc(arena, sizeof *root)))
        *root = scan.waiting[0];
    free(scan.waiting);
    return root;
}

bool value_is(const struct json_value *value, enum value_kind kind) {
    return value && value->kind == kind;
}

const char *value_text(const struct json_value *value) {
    return value_is(value, VALUE_TEXT) ? value->text : NULL;
}

bool value_is_number(const struct json_value *value) {
    return value_is(value, VALUE_WHOLE) || value_is(value, VALUE_REAL);
}

double value_number(const struct json_value *value) {
    return value_is(value, VALUE_WHOLE)  ? (double)value->whole
           : value_is(value, VALUE_REAL) ? value->real
                                         : 0;
}

size_t value_length(const struct json_value *value) {
    return value_is(value, VALUE_LIST) ? value->count : 0;
}

const struct json_value *value_member(const struct json_value *value, const char *key) {
    if (!value_is(value, VALUE_OBJECT))
        return NULL;
    for (size_t i = 0; i < value->count; i++) {
        const char *own = value->children[i].key;
        if (own[0] == key[0] && strcmp(own, key) == 0) /* most differ at once */
            return &value->children[i];
    }
    return NULL;
}

const struct json_value *value_item(const struct json_value *value, size_t index) {
    return index < value_length(value) ? &value->children[index] : NULL;
}
