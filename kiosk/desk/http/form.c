/* Forms and queries (application/x-www-form-urlencoded, WHATWG URL §5) as the values their table names. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/percent.h"
#include "desk/http/fields_parts.h"

enum { PAIRS_MAX = 64, DIGITS_MAX = 19 };

static const struct json_value *refuse(struct findings *findings, enum finding_code code, const char *name) {
    if (findings->count < FINDINGS_MAX) {
        struct finding *finding = &findings->items[findings->count++];
        *finding = (struct finding){.code = code, .path = "/"};
        strncat(finding->path, name, sizeof finding->path - 2);
    }
    return NULL;
}

/* RFC 8259 §6 without fraction and exponent, so that each number has one spelling. */
static bool read_whole(const char *text, int64_t *out) {
    const char *digits = text + (*text == '-');
    size_t count = strspn(digits, "0123456789");
    if (count == 0 || count > DIGITS_MAX || digits[count] ||
        (digits[0] == '0' && (count > 1 || *text == '-')))
        return false;
    errno = 0;
    *out = strtoll(text, NULL, 10);
    return errno == 0;
}

static void type_value(struct json_value *value, const struct field *fields) {
    while (fields->name && strcmp(fields->name, value->key) != 0)
        fields++;
    if (!fields->name)
        return; /* it is refused as unknown */
    int64_t whole = 0;
    if (fields->kind == FIELD_WHOLE && read_whole(value->text, &whole)) {
        value->kind = VALUE_WHOLE;
        value->whole = whole;
        value->count = 0;
    } else if (fields->kind == FIELD_BOOL && strcmp(value->text, "true") == 0) {
        value->kind = VALUE_TRUE;
    } else if (fields->kind == FIELD_BOOL && strcmp(value->text, "false") == 0) {
        value->kind = VALUE_FALSE;
    }
}

/* Browsers send line breaks of a form as CR LF. */
static size_t drop_returns(char *text, size_t size) {
    size_t to = 0;
    for (size_t from = 0; from < size; from++)
        if (text[from] != '\r')
            text[to++] = text[from];
    return to;
}

/* One "name=value" of `size` bytes, with a byte of room behind it. */
static bool read_pair(char *text, size_t size, struct json_value *value) {
    char *equals = memchr(text, '=', size), *content = equals ? equals + 1 : text + size;
    size_t name_size = equals ? (size_t)(equals - text) : size,
           content_size = size - (size_t)(content - text);
    if (!percent_decode(text, &name_size, true) || name_size == 0 ||
        !percent_decode(content, &content_size, true))
        return false;
    content_size = drop_returns(content, content_size);
    content[content_size] = '\0';
    text[name_size] = '\0';
    *value = (struct json_value){
        .key = text, .text = content, .count = (uint32_t)content_size, .kind = VALUE_TEXT};
    return equals != NULL;
}

const struct json_value *fields_read_form(const char *text, size_t size, const struct field *fields,
                                          struct arena *arena, struct findings *findings) {
    struct json_value *object = arena_alloc(arena, sizeof *object);
    struct json_value *children = arena_alloc(arena, PAIRS_MAX * sizeof *children);
    char *copy = arena_copy(arena, text, size);
    if (!object || !children || !copy)
        return NULL;
    uint32_t count = 0;
    for (char *at = copy, *end = copy + size; at < end;) {
        char *next = memchr(at, '&', (size_t)(end - at));
        size_t length = (size_t)((next ? next : end) - at);
        if (count == PAIRS_MAX)
            return refuse(findings, FINDING_TOO_MUCH, "");
        if (!read_pair(at, length, &children[count]))
            return refuse(findings, FINDING_SYNTAX, "");
        for (uint32_t i = 0; i < count; i++)
            if (strcmp(children[i].key, children[count].key) == 0)
                return refuse(findings, FINDING_TWICE, children[i].key);
        type_value(&children[count++], fields);
        at += length + 1;
    }
    *object = (struct json_value){.children = children, .count = count, .kind = VALUE_OBJECT};
    return fields_check_made(object, fields, findings);
}
