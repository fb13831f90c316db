/* The merge of one JSON text. */
#pragma once

#include "core/base/json_edit.h"
#include "desk/work/conflict.h"

struct merge_json {
    struct json_source base, mine, theirs;
};
/* *out is malloc'd, with a NUL behind it: `theirs` with what `mine` changed. CONFLICT: `conflicts` says
 * where. REFUSED: one of them is no JSON. */
enum outcome merge_json(const struct merge_json *merge, struct conflicts *conflicts, char **out, size_t *size,
                        struct fail *fail) MUST_CHECK;

/* Are two JSON texts the same value, however they are spelt? NULL is the same as NULL alone. */
bool json_texts_equal(const char *a, const char *b);
