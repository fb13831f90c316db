/* Runs ffmpeg or ffprobe in its jail, behind everything else that wants the processor, and listens to what it
 * says. */
#pragma once

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "filming/tool_jail.h"

enum { TOOL_QUIET_S = 120, TOOL_LINE = 4096 };

struct tool_run {
    struct tool_jail jail;
    const char *const *argv; /* ends with NULL; argv[0] is the program's name */
    /* Each line it writes, without its end, cut at TOOL_LINE − 1 bytes; `error`: on standard error. */
    void (*heard)(void *context, bool error, const char *line);
    void *context;
    int quiet_s;                       /* it is ended when it has said nothing for so long */
    const volatile sig_atomic_t *stop; /* it is ended once this is not 0; may be NULL */
};
enum tool_end {
    TOOL_DONE,
    TOOL_REFUSED, /* it said no to this file */
    TOOL_HEAVY,   /* it took more memory, time or bytes than it may */
    TOOL_FULL,    /* the disk is full */
    TOOL_STOPPED, /* by `stop` */
    TOOL_TROUBLE, /* it could not be run at all */
};
/* Blocking. But for TOOL_DONE, `fail` has the program's last words, or what is wrong with this machine. */
enum tool_end tool_run(const struct tool_run *run, struct fail *fail) MUST_CHECK;
/* The path of a program in $PATH, links followed; malloc'd. NULL: it is not installed. */
char *tool_find(const char *name) MUST_CHECK;
