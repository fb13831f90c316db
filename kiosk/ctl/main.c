/* kioskctl: the staff's powers on the command line. */
#include <stdio.h>
#include <string.h>

#include "ctl/command.h"

static void usage(FILE *out) {
    fputs("usage: kioskctl COMMAND [option]…\n\n", out);
    for (size_t i = 0; i < command_count; i++)
        fprintf(out, "  %-10s %s\n", commands[i]->name, commands[i]->purpose);
    fputs("\nkioskctl COMMAND --help tells more. Exit status: 0 done, 1 the thing is wrong, 2 wrong usage.\n",
          out);
}

int main(int argc, char **argv) {
    const char *name = argc > 1 ? argv[1] : "";
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) {
        usage(stdout);
        return 0;
    }
    if (strcmp(name, "--version") == 0) {
        puts("kioskctl " KIOSK_VERSION);
        return 0;
    }
    const struct command *command = command_find(name);
    if (command)
        return command->run(argc - 1, argv + 1);
    if (*name)
        fprintf(stderr, "kioskctl: there is no command \"%s\"\n\n", name);
    usage(stderr);
    return 2;
}
