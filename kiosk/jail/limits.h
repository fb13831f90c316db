/* What a process may use up from now on, and which files it keeps of those that it was born with. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/compiler.h"

/* The most there may be of `what`, one of the RLIMIT_… of getrlimit(2), in its unit, also for those who
 * could raise it. False: errno says why. */
bool limits_set(int what, uint64_t most) MUST_CHECK;
/* `bytes` of addresses in all (RLIMIT_AS). A sanitizer's shadow has no room in any: there this does nothing.
 * False as above. */
bool limits_addresses(uint64_t bytes) MUST_CHECK;
/* The same, `mib` MiB on top of what is mapped now. False also where /proc is missing. */
bool limits_addresses_more(int mib) MUST_CHECK;
/* Closes all files from descriptor `first` on. */
void limits_close_from(int first);
