/* The jail around espeak-ng, which reads texts of pages and feeds aloud: no files but its own data and
 * libraries, no device, no socket, no other program, no signal to any other process. What it says it writes
 * to its standard output. */
#pragma once

#include "core/base/compiler.h"
#include "core/base/fail.h"

/* For this process and whatever it becomes; `program` (a path) can be run afterwards, and nothing else. On a
 * kernel without Landlock (before 5.13) files and devices stay open. False: this machine does not allow it.
 */
bool voice_confine(const char *program, struct fail *fail) MUST_CHECK;
