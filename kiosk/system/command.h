/* Programs of commands, as kioskctl and kiosk-desk are: one row and one file each. */
#pragma once

#include <stddef.h>

struct command {
    const char *name;    /* as it is typed */
    const char *purpose; /* one line of `PROGRAM --help`, without a full stop */
    const char *usage;   /* of `PROGRAM NAME --help` */
    /* argv[0] is the command's name. Returns the exit status: 0 done, 1 the thing is wrong (said on standard
     * error), 2 wrong usage. */
    int (*run)(int argc, char **argv);
};
struct commands {
    const char *program;
    const struct command *const *list; /* in the order in which they are listed */
    size_t count;
};

const struct command *command_find(const struct commands *commands, const char *name); /* or NULL */
/* What main does of such a program: --help, --version, or the command named. Returns the exit status. */
int commands_run(const struct commands *commands, int argc, char **argv);
