/* The jail around Debian's ffmpeg and ffprobe, which are run as they are: one file to read, one folder to
 * write, no network, no other program, little of the processor, of memory and of the disk. */
#pragma once

#include <stdint.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"

struct tool_jail {
    const char *program; /* a path; the only program that can be run afterwards */
    const char *reads;   /* a file, or NULL */
    const char *folder;  /* where it reads, makes, writes and removes files */
    uint64_t cpu_s;
    uint64_t
        memory; /* bytes of address space; 0: not limited, for programs that reserve what they never use */
    uint64_t file_bytes; /* of a file that is written */
};
/* For this process and whatever it becomes. What it may not do fails with EPERM or EACCES. On a kernel
 * without Landlock (before 5.13) the user's files stay open to it. False: this machine does not allow it. */
bool tool_jail_enter(const struct tool_jail *jail, struct fail *fail) MUST_CHECK;
