/* kioskctl: the staff's powers on the command line. */
#include <stdio.h>
#include <string.h>

#include "core/base/compiler.h"
#include "ctl/command.h"

static const struct {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *purpose;
} commands[] = {
    {"check", command_check, "find what is wrong with a site"},
    {"device", command_device, "say what this machine lacks to be a screen"},
    {"events", command_events, "list what a calendar or feed holds"},
    {"key", command_key, "make a signing key"},
    {"pin", command_pin, "make the PIN with which staff open a screen's tools"},
    {"publish", command_publish, "sign a site and write it as plain files"},
    {"render", command_render, "paint what a screen shows at a moment"},
    {"report", command_report, "say how complete a site is about what was decided"},
    {"stats", command_stats, "print how much the guide is used"},
    {"timeline", command_timeline, "list what a screen shows when"},
    {"verify", command_verify, "check a published tree"},
    {"walk", command_walk, "judge every page of the touch guide"},
};

static void usage(FILE *out) {
    fputs("usage: kioskctl COMMAND [option]…\n\n", out);
    for (size_t i = 0; i < LENGTH(commands); i++)
        fprintf(out, "  %-10s %s\n", commands[i].name, commands[i].purpose);
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
    for (size_t i = 0; i < LENGTH(commands); i++)
        if (strcmp(commands[i].name, name) == 0)
            return commands[i].run(argc - 1, argv + 1);
    if (*name)
        fprintf(stderr, "kioskctl: there is no command \"%s\"\n\n", name);
    usage(stderr);
    return 2;
}
