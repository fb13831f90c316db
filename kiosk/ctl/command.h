/* The commands of kioskctl: one row and one file each. Adding one is a name here and a file
 * (docs/adding-a-kioskctl-command.md).
 */
#pragma once

#include <stddef.h>

struct command {
    const char *name;    /* as it is typed */
    const char *purpose; /* one line of `kioskctl --help`, without a full stop */
    const char *usage;   /* of `kioskctl NAME --help` */
    /* argv[0] is the command's name. Returns the exit status: 0 done, 1 the thing is wrong (said on standard
     * error), 2 wrong usage. */
    int (*run)(int argc, char **argv);
};

/* In the order in which they are listed. */
#define COMMANDS(X)                                                                                          \
    X(check)                                                                                                 \
    X(device)                                                                                                \
    X(events)                                                                                                \
    X(key)                                                                                                   \
    X(pin)                                                                                                   \
    X(publish)                                                                                               \
    X(render)                                                                                                \
    X(report)                                                                                                \
    X(stats)                                                                                                 \
    X(timeline)                                                                                              \
    X(verify)                                                                                                \
    X(walk)

#define COMMAND_DECLARE(name) extern const struct command command_##name;
COMMANDS(COMMAND_DECLARE)
#undef COMMAND_DECLARE

/* All of them, in order. */
extern const struct command *const commands[];
extern const size_t command_count;
const struct command *command_find(const char *name); /* or NULL */
