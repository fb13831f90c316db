/* How often each of many did something within a span of time; forgets by itself, and never takes more memory.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/compiler.h"

enum { TRIES_MOST = 10, TRIES_WHO = 48 /* bytes of a name, with its NUL */ };

struct tries;

/* At most TRIES_MOST within `span_ms`, of each. NULL: no memory. */
struct tries *tries_create(int64_t span_ms) MUST_CHECK;
void tries_destroy(struct tries *tries);

/* May `who` try again at `now_ms` (monotonic)? If not, *wait_s is how long to wait, from 1. */
bool tries_allowed(const struct tries *tries, const char *who, int64_t now_ms, int *wait_s) MUST_CHECK;
/* `who` did. Of too many names, that is forgotten which tried least lately. */
void tries_add(struct tries *tries, const char *who, int64_t now_ms);
