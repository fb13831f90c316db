/* The commands of kiosk-desk: one row and one file each. */
#pragma once

#include <stddef.h>

struct desk_command {
    const char *name;    /* as it is typed */
    const char *purpose; /* one line of `kiosk-desk --help`, without a full stop */
    const char *usage;   /* of `kiosk-desk NAME --help` */
    /* argv[0] is the command's name. Returns the exit status: 0 done, 1 the thing is wrong (said on standard
     * error), 2 wrong usage. */
    int (*run)(int argc, char **argv);
};

/* In the order in which they are listed. */
#define DESK_COMMANDS(X)                                                                                     \
    X(audit)                                                                                                 \
    X(backup)                                                                                                \
    X(export)                                                                                                \
    X(import)                                                                                                \
    X(publish)                                                                                               \
    X(restore)                                                                                               \
    X(serve)                                                                                                 \
    X(user)

#define DESK_COMMAND_DECLARE(name) extern const struct desk_command desk_command_##name;
DESK_COMMANDS(DESK_COMMAND_DECLARE)
#undef DESK_COMMAND_DECLARE

/* All of them, in order. */
extern const struct desk_command *const desk_commands[];
extern const size_t desk_command_count;
const struct desk_command *desk_command_find(const char *name); /* or NULL */
