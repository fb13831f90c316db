/* The system calls a process may still make. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"

/* From now on this process makes the `count` system calls `names` and no others, gains no rights by running
 * programs, and leaves no core. A forbidden call kills it with SIGSYS. Names, so that the numbers and the
 * variants of each machine (mmap2, clock_gettime64 …) are libseccomp's business; one that this machine lacks
 * is passed over. Memory is never made executable, also where mmap and mprotect are listed; abort() works.
 * False: this machine does not allow it; `fail` says which call, and what to do. */
bool filter_enter(const char *const *names, size_t count, struct fail *fail) MUST_CHECK;
/* The same for a program with threads: it may start more of them, and no processes. Only threads that are
 * started afterwards are held by it: there must be one when it is called. */
bool filter_enter_threads(const char *const *names, size_t count, struct fail *fail) MUST_CHECK;
