/* Are two values the same, however they are spelt? */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/base/json_values.h"

/* By kind and content; members in whatever order. NULL equals NULL alone. Values of JSON_DEPTH_MAX at most.
 */
bool value_equal(const struct json_value *a, const struct json_value *b);

/* The children of an object by key, or of a list by their member `name`, so that each is found at once. */
struct value_names {
    const char *name;
    const struct json_value **sorted; /* by name */
    size_t count;
};
/* False: no memory; or a list, and an element has no such text, or two have the same. finish in any case. */
bool value_names_init(struct value_names *names, const struct json_value *value, const char *name) MUST_CHECK;
void value_names_finish(struct value_names *names);
/* NULL: there is none. */
const struct json_value *value_named(const struct value_names *names, const char *name);
/* What `child` is found by. */
const char *value_name(const struct value_names *names, const struct json_value *child);
