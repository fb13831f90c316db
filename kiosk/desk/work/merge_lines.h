/* Two people changed one text, each from the same earlier version: what both want, line by line. Pure. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/base/compiler.h"

struct merge_text {
    const char *at;
    size_t size;
};
enum merge_end {
    MERGE_DONE,
    MERGE_CONFLICT, /* both changed the same lines, or lines beside each other, and not alike */
    MERGE_NO_MEMORY
};
/* *out is malloc'd, with a NUL behind it. Line ends are part of their line. */
enum merge_end merge_lines(struct merge_text base, struct merge_text mine, struct merge_text theirs,
                           char **out, size_t *size) MUST_CHECK;
