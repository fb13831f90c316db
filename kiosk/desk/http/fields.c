#include "desk/http/fields.h"

#include <stdio.h>
#include <string.h>

#include <jansson.h>

#include "core/base/json_read.h"
#include "core/base/utf8.h"
#include "desk/http/fields_parts.h"

struct check {
    struct findings *findings;
    char path[FINDING_PATH_BYTES];
};

static void add(struct check *check, enum finding_code code, struct json_spot spot) {
    if (check->findings->count == FINDINGS_MAX)
        return;
    struct finding *finding = &check->findings->items[check->findings->count++];
    *finding = (struct finding){.code = code, .line = spot.line, .column = spot.column};
    memcpy(finding->path, check->path, sizeof finding->path);
    utf8_clean(finding->path); /* it may have been cut */
}

/* Goes one step down; what is to be given to `leave`. */
static size_t enter(struct check *check, const char *name) {
    size_t before = strlen(check->path), at = before;
    if (at + 1 < sizeof check->path)
        check->path[at++] = '/';
    for (const char *c = name; *c && at + 2 < sizeof check->path; c++) {
        bool escaped = *c == '~' || *c == '/';
        check->path[at++] = *c;
        if (escaped) {
            check->path[at - 1] = '~';
            check->path[at++] = *c == '~' ? '0' : '1';
        }
    }
    check->path[at] = '\0';
    return before;
}

static void leave(struct check *check, size_t before) {
    check->path[before] = '\0';
}

static bool has_controls(const struct json_value *value) {
    for (uint32_t i = 0; i < value->count; i++) {
        unsigned char c = (unsigned char)value->text[i];
        if ((c < ' ' && c != '\n' && c != '\t') || c == 0x7F)
            return true;
    }
    return false;
}

static bool chosen(const char *text, const char *const *choices) {
    for (; *choices; choices++)
        if (strcmp(text, *choices) == 0)
            return true;
    return false;
}

static void check_object(struct check *check, const struct json_value *object, const struct field *fields);

static void check_number(struct check *check, const struct json_value *value, const struct field *field) {
    bool whole = field->kind == FIELD_WHOLE;
    if (whole ? !value_is(value, VALUE_WHOLE) : !value_is_number(value)) {
        add(check, FINDING_TYPE, value->spot);
    } else if (value_is(value, VALUE_WHOLE)
                   ? value->whole < field->low || value->whole > field->high
                   : !(value->real >= (double)field->low && value->real <= (double)field->high)) {
        add(check, FINDING_RANGE, value->spot);
    }
}

static void check_text(struct check *check, const struct json_value *value, const struct field *field) {
    if (!value_is(value, VALUE_TEXT))
        add(check, FINDING_TYPE, value->spot);
    else if (field->kind == FIELD_CHOICE && !chosen(value->text, field->choices))
        add(check, FINDING_CHOICE, value->spot);
    else if (field->kind == FIELD_TEXT && value->count > field->max)
        add(check, FINDING_LONG, value->spot);
    else if (field->kind == FIELD_TEXT && has_controls(value))
        add(check, FINDING_CONTROL, value->spot);
}

static void check_value(struct check *check, const struct json_value *value, const struct field *field);

static void check_elements(struct check *check, const struct json_value *value, const struct field *field) {
    bool list = field->kind == FIELD_LIST;
    if (!value_is(value, list ? VALUE_LIST : VALUE_OBJECT)) {
        add(check, FINDING_TYPE, value->spot);
        return;
    }
    if (value->count > field->max) {
        add(check, FINDING_LONG, value->spot);
        return;
    }
    for (uint32_t i = 0; i < value->count; i++) {
        const struct json_value *child = &value->children[i];
        char number[16];
        snprintf(number, sizeof number, "%u", i);
        size_t before = enter(check, list ? number : child->key);
        if (!list && strlen(child->key) >= FIELD_NAME_BYTES)
            add(check, FINDING_LONG, child->key_spot);
        check_value(check, child, field->of);
        leave(check, before);
    }
}

static void check_value(struct check *check, const struct json_value *value, const struct field *field) {
    switch (field->kind) {
    case FIELD_TEXT:
    case FIELD_CHOICE:
        check_text(check, value, field);
        break;
    case FIELD_WHOLE:
    case FIELD_NUMBER:
        check_number(check, value, field);
        break;
    case FIELD_BOOL:
        if (!value_is(value, VALUE_TRUE) && !value_is(value, VALUE_FALSE))
            add(check, FINDING_TYPE, value->spot);
        break;
    case FIELD_OBJECT:
        check_object(check, value, field->of);
        break;
    case FIELD_LIST:
    case FIELD_MAP:
        check_elements(check, value, field);
        break;
    case FIELD_ANY:
        break;
    }
}

static const struct field *find(const struct field *fields, const char *name) {
    for (; fields->name; fields++)
        if (strcmp(fields->name, name) == 0)
            return fields;
    return NULL;
}

static void check_object(struct check *check, const struct json_value *object, const struct field *fields) {
    if (!value_is(object, VALUE_OBJECT)) {
        add(check, FINDING_TYPE, object->spot);
        return;
    }
    for (uint32_t i = 0; i < object->count; i++) {
        const struct json_value *child = &object->children[i];
        const struct field *field = find(fields, child->key);
        size_t before = enter(check, child->key);
        if (field)
            check_value(check, child, field);
        else
            add(check, FINDING_UNKNOWN, child->key_spot);
        leave(check, before);
    }
    for (const struct field *field = fields; field->name; field++)
        if (field->required && !value_member(object, field->name)) {
            size_t before = enter(check, field->name);
            add(check, FINDING_MISSING, object->spot);
            leave(check, before);
        }
}

/* What json_read says of a text that json_values refused. */
static void explain(struct check *check, const char *text, size_t size) {
    struct fail fail = {0};
    json_t *value = json_read("", text, size, &fail);
    struct json_spot spot = {(uint32_t)fail.line, (uint32_t)fail.column};
    if (value)
        json_decref(value);
    add(check, value ? FINDING_TOO_MUCH : FINDING_SYNTAX, spot);
}

const struct json_value *fields_read_json(const char *text, size_t size, const struct field *fields,
                                          struct arena *arena, struct findings *findings) {
    struct check check = {.findings = findings};
    const struct json_value *root = json_values(text, size, FIELD_DEPTH_MAX, arena);
    if (root)
        check_object(&check, root, fields);
    else if (arena_refused(arena) && !arena_wanted(arena))
        add(&check, FINDING_TOO_MUCH, (struct json_spot){0});
    else if (!arena_wanted(arena))
        explain(&check, text, size);
    return findings->count == 0 ? root : NULL;
}

const struct json_value *fields_check_made(const struct json_value *object, const struct field *fields,
                                           struct findings *findings) {
    struct check check = {.findings = findings};
    check_object(&check, object, fields);
    return findings->count == 0 ? object : NULL;
}

static bool row_sound(const struct field *field, bool form) {
    bool nested = field->kind == FIELD_LIST || field->kind == FIELD_MAP;
    if (form &&
        (nested || field->kind == FIELD_OBJECT || field->kind == FIELD_NUMBER || field->kind == FIELD_ANY))
        return false;
    switch (field->kind) {
    case FIELD_TEXT:
        return field->max > 0;
    case FIELD_CHOICE:
        return field->choices && *field->choices;
    case FIELD_WHOLE:
    case FIELD_NUMBER:
        return field->low < field->high;
    case FIELD_OBJECT:
        return field->of && fields_sound(field->of, form);
    case FIELD_LIST:
    case FIELD_MAP:
        return field->max > 0 && field->of && row_sound(field->of, form);
    case FIELD_BOOL:
    case FIELD_ANY:
        break;
    }
    return true;
}

bool fields_sound(const struct field *fields, bool form) {
    for (const struct field *field = fields; field->name; field++)
        if (!row_sound(field, form) || strlen(field->name) >= FIELD_NAME_BYTES ||
            find(fields, field->name) != field)
            return false;
    return true;
}

bool fields_need(const struct field *fields) {
    for (const struct field *field = fields; field->name; field++)
        if (field->required)
            return true;
    return false;
}
