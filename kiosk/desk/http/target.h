/* The request-target (RFC 9112 §3.2) as segments. Strict: there is one way to write a path, and no way out of
 * it. Pure. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/base/compiler.h"

enum { TARGET_MAX = 2048, TARGET_SEGMENTS_MAX = 16, TARGET_SEGMENT_MAX = 256 };

struct target {
    size_t count;                              /* "/" has one segment, "" */
    const char *segments[TARGET_SEGMENTS_MAX]; /* decoded; only the last may be "" */
    const char *query;                         /* as it was sent, without "?"; "" when there is none */
    char text[TARGET_MAX];                     /* what they point into */
};

/* Origin-form only ("/a/b?c"). False: another form, too long, too deep, an empty segment, "." or ".." however
 * written, a "/", "\" or control character in a segment, "%" without two hex digits, no UTF-8, or a character
 * that RFC 3986 does not allow as it is. */
bool target_parse(const char *raw, struct target *out) MUST_CHECK;

/* The path as it may be logged or compared: the decoded segments, each behind a "/". */
void target_path(const struct target *target, char *out, size_t size);
