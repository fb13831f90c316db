/* What leads from one JSON text to another, as operations of json_edit.h on values as small as can be named:
 * members, elements with an "id" of their own, elements that are texts, and else whole lists. Pure. */
#pragma once

#include "core/base/json_edit.h"

/* An operation is to be done after those before it. */
struct json_difference {
    struct json_op op;
    const char *path;           /* of the value: op.path, but of what is inserted, where it is afterwards */
    const char *before, *after; /* JSON text, NULL: absent */
};
struct json_differences {
    struct json_difference *items;
    size_t count;
};
/* All of it is in `arena`. Done one after the other to `from`, the operations make a text that equals `to`,
 * with its elements in that order. An element that is put into a list is put behind the one that is before it
 * in `to`. False: one of them is no JSON, too large to be edited, or there was no memory. */
bool json_diff(const struct json_source *from, const struct json_source *to, struct arena *arena,
               struct json_differences *out, struct fail *fail) MUST_CHECK;
