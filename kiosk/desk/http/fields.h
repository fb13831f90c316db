/* What a request may say in its body or behind its "?": one fixed table of fields a route. What the table
 * does not name is refused, so no field reaches a handler by accident (OWASP: mass assignment). Pure. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/compiler.h"
#include "core/base/json_values.h"

enum field_kind {
    FIELD_TEXT,   /* at most `max` bytes, no control characters but line feed and tab */
    FIELD_CHOICE, /* one of `choices` */
    FIELD_WHOLE,  /* a whole number from `low` to `high` */
    FIELD_NUMBER, /* any number from `low` to `high` */
    FIELD_BOOL,
    FIELD_OBJECT, /* with the fields of the table `of` */
    FIELD_LIST,   /* at most `max` elements, each as the one row `of` */
    FIELD_MAP,    /* at most `max` members with any names, each as the one row `of` */
    FIELD_ANY,    /* any JSON; whoever takes it judges it */
};

/* A table ends with a row without a name. */
struct field {
    const char *name;
    enum field_kind kind;
    bool required;
    uint32_t max;
    int64_t low, high;
    const char *const *choices; /* NULL behind the last */
    const struct field *of;
    const char *summary; /* English, for the OpenAPI document; may be NULL */
};

enum finding_code {
    FINDING_SYNTAX,   /* no JSON, or no form; also a key that stands twice in an object */
    FINDING_TOO_MUCH, /* more values, or more in each other, than anybody needs */
    FINDING_UNKNOWN,
    FINDING_TWICE,
    FINDING_MISSING,
    FINDING_TYPE,
    FINDING_LONG,
    FINDING_RANGE,
    FINDING_CHOICE,
    FINDING_CONTROL,
    FINDING_CODES
};
enum { FINDINGS_MAX = 16, FINDING_PATH_BYTES = 160, FIELD_DEPTH_MAX = 32, FIELD_NAME_BYTES = 64 };

struct finding {
    enum finding_code code;
    uint32_t line, column;         /* from 1; 0: of a form, or the place is not known */
    char path[FINDING_PATH_BYTES]; /* JSON pointer (RFC 6901) */
};
struct findings {
    size_t count; /* the first FINDINGS_MAX are kept, the others neither kept nor counted */
    struct finding items[FINDINGS_MAX];
};

/* The object in `text`, checked and in `arena`. NULL: `findings` say why, or arena_wanted says that there is
 * no memory. */
const struct json_value *fields_read_json(const char *text, size_t size, const struct field *fields,
                                          struct arena *arena, struct findings *findings) MUST_CHECK;
/* The same of application/x-www-form-urlencoded, a query or a form's body: only texts, choices, whole numbers
 * and bools ("true", "false"). "" and size 0 is an object without members. */
const struct json_value *fields_read_form(const char *text, size_t size, const struct field *fields,
                                          struct arena *arena, struct findings *findings) MUST_CHECK;

/* Is any of them required? If not, a body may be left out. */
bool fields_need(const struct field *fields);
/* Is this table one that can be kept to? For routes_check. */
bool fields_sound(const struct field *fields, bool form);
