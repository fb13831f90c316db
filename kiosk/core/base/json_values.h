/* The values of a JSON text (RFC 8259) and where each stands, made in one pass. What a site consists of is
 * read from these; json_read.h says what is wrong with a text that is refused here, and refuses the same. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/compiler.h"

enum { JSON_DEPTH_MAX = 2048 };

enum value_kind {
    VALUE_NULL,
    VALUE_FALSE,
    VALUE_TRUE,
    VALUE_WHOLE, /* written without a point and an exponent */
    VALUE_REAL,
    VALUE_TEXT,
    VALUE_LIST,
    VALUE_OBJECT
};

/* From 1; columns in characters. */
struct json_spot {
    uint32_t line, column;
};

struct json_value {
    const char *key; /* NULL: an element of a list, or the root */
    union {          /* by `kind` */
        const char *text;
        int64_t whole;
        double real;
        const struct json_value *children; /* in the order written */
    };
    uint32_t count; /* of children, or bytes of the text */
    uint32_t at;    /* the byte it begins with */
    struct json_spot spot, key_spot;
    enum value_kind kind;
};

/* The root, an object or a list, with all that it needs in `arena`; `text` has no byte order mark. NULL:
 * refused (also for a key that stands twice in an object, and for more than `depth` in each other, at most
 * JSON_DEPTH_MAX), or out of memory, and then arena_wanted. */
const struct json_value *json_values(const char *text, size_t size, size_t depth,
                                     struct arena *arena) MUST_CHECK;

/* All take NULL for a value that is absent. */
bool value_is(const struct json_value *value, enum value_kind kind);
/* NULL: no text. */
const char *value_text(const struct json_value *value);
bool value_is_number(const struct json_value *value);
/* Any number; 0: none. */
double value_number(const struct json_value *value);
/* Elements of a list; 0: none. */
size_t value_length(const struct json_value *value);
const struct json_value *value_member(const struct json_value *value, const char *key);
const struct json_value *value_item(const struct json_value *value, size_t index);
