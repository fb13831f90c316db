/* What the painter gives up before it reads a content: network, programs, all files but those it is there to
 * read, and much memory. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"

enum { PAINTER_MEMORY_MIB = 600 };
struct painter_reads {
    const char *contents, *feeds, *cache; /* folders; feeds NULL: none */
};
/* Loads what its libraries load at their first use, which may be more than the jail allows. */
bool painter_warm(struct fail *fail) MUST_CHECK;
/* For ever. It dies with the process `parent`. *fenced is false where the kernel has no Landlock: then it
 * reads what its user may, and can empty it; still no file grows or goes. False: `fail` says what is refused.
 */
bool painter_jail_enter(const struct painter_reads *reads, int parent, bool *fenced,
                        struct fail *fail) MUST_CHECK;

/* The names of the system calls that are left, for tests; static. */
const char *const *painter_jail_calls(size_t *count);
