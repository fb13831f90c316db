/* The jail around libav: memory, the descriptors that are open, and threads of its own; nothing else. A
 * forbidden system call kills the process with SIGSYS. */
#pragma once

#include <stddef.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"

/* Everything is open, and the index is read. Starts a thread and ends it, since the C library makes calls at
 * its first one that are closed afterwards. `memory_mib` comes on top of what is mapped now; not limited
 * under sanitizers, whose shadow needs terabytes of addresses. False: this machine does not allow the jail;
 * `fail` says which call, and what to do. */
bool film_jail_enter(int memory_mib, struct fail *fail) MUST_CHECK;
/* The names of the system calls that are allowed inside, for tests; static. Besides them, threads. */
const char *const *film_jail_calls(size_t *count);
