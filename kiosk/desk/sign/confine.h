/* What kiosk-sign gives up once it listens: network, programs, and all files but its book. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"

/* No core dumps, and no debugger of the same user: before the key is read. */
bool confine_memory(struct fail *fail) MUST_CHECK;
/* The book's folder and the sockets that are open are all that is left. *fenced is false where the kernel has
 * no Landlock: then the files that the user may reach can be reached still. False: `fail` says why. */
bool confine(const char *folder, bool *fenced, struct fail *fail) MUST_CHECK;

/* The names of the system calls that are left, for tests; static. */
const char *const *confine_calls(size_t *count);
