/* The jail around the parsers: after it there are no files, no network, no other programs, no new machine
 * code, little memory and little time. A forbidden system call kills the process with SIGSYS. */
#pragma once

#include "core/base/compiler.h"
#include "core/base/fail.h"

/* Leaves nothing open but the three standard streams: whatever the caller forgot to close is not let in. */
void jail_close_rest(void);

/* Everything the parsers need must be open, loaded and warm. `memory_mib` comes on top of what is mapped now;
 * not limited under AddressSanitizer, whose shadow needs terabytes of addresses. False: this machine does not
 * allow the jail; `fail` says which call, and what to do. */
bool jail_enter(int memory_mib, int cpu_seconds, struct fail *fail) MUST_CHECK;

/* The names of the system calls that are allowed inside, for tests; static. */
const char *const *jail_calls(size_t *count);
