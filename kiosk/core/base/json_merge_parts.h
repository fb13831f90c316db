/* Private to json_merge: three texts side by side. */
#pragma once

#include "core/base/json_edit_parts.h"
#include "core/base/json_equal.h"
#include "core/base/json_merge.h"

enum json_side { JSON_BASE, JSON_MINE, JSON_THEIRS, JSON_SIDES };

/* One value on each side; NULL: absent. */
struct json_sides {
    const struct json_value *of[JSON_SIDES];
};

struct json_merge {
    struct json_doc docs[JSON_SIDES];
    struct arena *arena;
    struct json_conflict *conflicts;
    struct json_op *ops;
    size_t op_room;
    struct json_merged made;
    bool failed; /* no memory */
    bool many;   /* too many operations */
    bool far;    /* a path is too long */
};

/* The text of a value; NULL: it is absent, or no memory. */
const char *json_merge_text(struct json_merge *merge, enum json_side side, const struct json_value *value);
/* Copies and frees. */
const char *json_merge_keep(struct json_merge *merge, struct json_out *out);

/* My value, or that it is absent, into their text; `holder` is what holds it. No new element of a list. */
void json_merge_leaf(struct json_merge *merge, const struct json_sides *holder,
                     const struct json_sides *leaf);
/* My new elements of a list, and my order of the others if I changed it. */
void json_merge_order(struct json_merge *merge, const struct json_sides *list,
                      const struct value_names names[JSON_SIDES]);
