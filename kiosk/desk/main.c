/* kiosk-desk: what staff change, kept, checked and published. */
#include <stdio.h>
#include <string.h>

#include "desk/command.h"

static void usage(FILE *out) {
    fputs("usage: kiosk-desk COMMAND [option]…\n\n", out);
    for (size_t i = 0; i < desk_command_count; i++)
        fprintf(out, "  %-10s %s\n", desk_commands[i]->name, desk_commands[i]->purpose);
    fputs(
        "\nkiosk-desk COMMAND --help tells more. Exit status: 0 done, 1 the thing is wrong, 2 wrong usage.\n",
        out);
}

int main(int argc, char **argv) {
    const char *name = argc > 1 ? argv[1] : "";
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) {
        usage(stdout);
        return 0;
    }
    if (strcmp(name, "--version") == 0) {
        puts("kiosk-desk " KIOSK_VERSION);
        return 0;
    }
    const struct desk_command *command = desk_command_find(name);
    if (command)
        return command->run(argc - 1, argv + 1);
    if (*name)
        fprintf(stderr, "kiosk-desk: there is no command \"%s\"\n\n", name);
    usage(stderr);
    return 2;
}
