/* What is wrong with a text that is no JSON (RFC 8259), in words for who wrote it: the mistakes that people
 * make. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/base/compiler.h"

struct json_fault {
    size_t at;      /* the byte it is about */
    char text[200]; /* what it is, and what to do */
};
/* The first mistake in `text`, without a byte order mark. False: none is known here (the parser's limits,
 * keys that stand twice). */
bool json_fault_find(const char *text, size_t size, struct json_fault *out) MUST_CHECK;
