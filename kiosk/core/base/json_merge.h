/* Two people changed one JSON text: what did both change, each to something else, and what brings the one's
 * changes into the other's text? */
#pragma once

#include <stddef.h>

#include "core/base/json_edit.h"

enum { JSON_CONFLICTS_MAX = 200, JSON_MERGE_OPS_MAX = 1000 };

/* A value as it was and as each of them wants it: JSON text, NULL where it is absent. */
struct json_conflict {
    const char *path, *base, *mine, *theirs;
};
struct json_merged {
    const struct json_conflict *conflicts;
    size_t conflict_count; /* in the order of the texts */
    size_t conflict_total; /* also those beyond JSON_CONFLICTS_MAX */
    const struct json_op *ops;
    size_t op_count; /* to be done to their text, one after the other; none where there are conflicts */
};

/* `ops` are what I do to `base`, one after the other; `theirs` is what another one made of it. Objects are
 * compared member by member, lists whose elements have an "id" each element by element; any other value is
 * one leaf, also a list. Two who change different leaves do not meet, nor do two who change one to the same
 * value. What one removed and the other changed is one conflict. Order is none: where both moved elements,
 * mine stands. The operations change only the leaves that I changed, whatever `ops` set. All is in `arena`.
 * False: an operation cannot be done, a text is none, more changes than JSON_MERGE_OPS_MAX, a name too long
 * for a path, or no memory. */
bool json_merge(const struct json_source *base, const struct json_op *ops, size_t count,
                const struct json_source *theirs, struct arena *arena, struct json_merged *out,
                struct fail *fail) MUST_CHECK;
