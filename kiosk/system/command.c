#include "system/command.h"

#include <stdio.h>
#include <string.h>

const struct command *command_find(const struct commands *commands, const char *name) {
    for (size_t i = 0; i < commands->count; i++)
        if (strcmp(commands->list[i]->name, name) == 0)
            return commands->list[i];
    return NULL;
}

static void usage(const struct commands *commands, FILE *out) {
    fprintf(out, "usage: %s COMMAND [option]…\n\n", commands->program);
    for (size_t i = 0; i < commands->count; i++)
        fprintf(out, "  %-10s %s\n", commands->list[i]->name, commands->list[i]->purpose);
    fprintf(out,
            "\n%s COMMAND --help tells more. Exit status: 0 done, 1 the thing is wrong, 2 wrong usage.\n",
            commands->program);
}

int commands_run(const struct commands *commands, int argc, char **argv) {
    const char *name = argc > 1 ? argv[1] : "";
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) {
        usage(commands, stdout);
        return 0;
    }
    if (strcmp(name, "--version") == 0) {
        printf("%s " KIOSK_VERSION "\n", commands->program);
        return 0;
    }
    const struct command *command = command_find(commands, name);
    if (command)
        return command->run(argc - 1, argv + 1);
    if (*name)
        fprintf(stderr, "%s: there is no command \"%s\"\n\n", commands->program, name);
    usage(commands, stderr);
    return 2;
}
