/* kioskctl device check: in words, with the remedy, what is missing on this machine for it to be a screen. */
#include "ctl/device.h"

#include <getopt.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "ctl/command.h"

static const char USAGE[] =
    "usage: kioskctl device check [option]…\n"
    "Says what is missing on this machine for it to be a screen, one row a line, each with what mends it. "
    "Changes "
    "nothing.\n"
    "Run by root it looks with the rights of the users kiosk and kiosk-sync, else with those of who "
    "calls.\n"
    "  --config FILE   the screen's configuration; default: /etc/kiosk/screen.json\n"
    "  --no-network    do not ask the server that content comes from\n"
    "  --quiet         only what is not as it should be\n"
    "  --json          print {\"ok\": …, \"rows\": [{\"check\", \"state\", \"text\", \"remedy\"}, …]}\n"
    "  --for PROGRAM   kiosk or kiosk-sync: only what that program needs; default: all, in a unit what it "
    "needs\n"
    "  --user NAME     look with the rights of this user, as who runs both programs\n"
    "  --root DIR      look at the machine whose files lie in DIR\n"
    "States: ok; note, good to know; unseen, cannot be looked at from here; warning, it plays but something "
    "is "
    "wrong;\n"
    "missing, it cannot be a screen like this. Exit status: 0 nothing is missing, 1 something is, 2 wrong "
    "usage.\n";

/* Slow and outward ones last, so that a limit of time takes the least away. */
static const struct {
    void (*run)(struct device *device);
    int askers;
    bool network;
} checks[] = {
    {device_check_user, DEVICE_FOR_PLAYER | DEVICE_FOR_SYNC | DEVICE_FOR_PERSON, false},
    {device_check_config, DEVICE_FOR_PLAYER | DEVICE_FOR_SYNC | DEVICE_FOR_PERSON, false},
    {device_check_trust, DEVICE_FOR_PLAYER | DEVICE_FOR_SYNC | DEVICE_FOR_PERSON, false},
    {device_check_store, DEVICE_FOR_PLAYER | DEVICE_FOR_SYNC | DEVICE_FOR_PERSON, false},
    {device_check_state, DEVICE_FOR_PLAYER | DEVICE_FOR_PERSON, false},
    {device_check_display, DEVICE_FOR_PLAYER | DEVICE_FOR_PERSON, false},
    {device_check_graphics, DEVICE_FOR_PLAYER | DEVICE_FOR_PERSON, false},
    {device_check_touch, DEVICE_FOR_PLAYER | DEVICE_FOR_PERSON, false},
    {device_check_fonts, DEVICE_FOR_PLAYER | DEVICE_FOR_PERSON, false},
    {device_check_voice, DEVICE_FOR_PLAYER | DEVICE_FOR_PERSON, false},
    {device_check_clock, DEVICE_FOR_PLAYER | DEVICE_FOR_SYNC | DEVICE_FOR_PERSON, false},
    {device_check_services, DEVICE_FOR_PERSON, false},
    {device_check_console, DEVICE_FOR_PERSON, false},
    {device_check_jail, DEVICE_FOR_SYNC | DEVICE_FOR_PERSON, false},
    {device_check_server, DEVICE_FOR_SYNC | DEVICE_FOR_PERSON, true},
};

struct arguments {
    const char *root, *config, *user, *program;
    bool json, quiet, no_network;
};

/* -1: go on; else the exit status. */
static int parse(int argc, char **argv, struct arguments *arguments) {
    static const struct option names[] = {{"config", required_argument, NULL, 'c'},
                                          {"root", required_argument, NULL, 'r'},
                                          {"user", required_argument, NULL, 'u'},
                                          {"for", required_argument, NULL, 'f'},
                                          {"json", no_argument, NULL, 'j'},
                                          {"quiet", no_argument, NULL, 'q'},
                                          {"no-network", no_argument, NULL, 'n'},
                                          {"help", no_argument, NULL, 'h'},
                                          {NULL, 0, NULL, 0}};
    *arguments = (struct arguments){.root = "", .config = "/etc/kiosk/screen.json"};
    optind = 1;
    for (int option; (option = getopt_long(argc, argv, "h", names, NULL)) != -1;) {
        if (option == 'h' || option == '?') {
            fputs(USAGE, option == 'h' ? stdout : stderr);
            return option == 'h' ? 0 : 2;
        }
        arguments->config = option == 'c' ? optarg : arguments->config;
        arguments->root = option == 'r' ? optarg : arguments->root;
        arguments->user = option == 'u' ? optarg : arguments->user;
        arguments->program = option == 'f' ? optarg : arguments->program;
        arguments->json |= option == 'j';
        arguments->quiet |= option == 'q';
        arguments->no_network |= option == 'n';
    }
    if (optind == argc - 1 && strcmp(argv[optind], "check") == 0)
        return -1;
    fputs(USAGE, stderr);
    return 2;
}

/* Inside a unit systemd names the service by the folder it has made for it. */
static bool find_asker(const char *program, enum device_asker *asker) {
    const char *folder = getenv("RUNTIME_DIRECTORY"), *given = program;
    if (!program && folder)
        program = strncmp(folder, "/run/", 5) == 0 ? folder + 5 : "";
    *asker = program && strcmp(program, "kiosk") == 0        ? DEVICE_FOR_PLAYER
             : program && strcmp(program, "kiosk-sync") == 0 ? DEVICE_FOR_SYNC
                                                             : DEVICE_FOR_PERSON;
    return !given || *asker != DEVICE_FOR_PERSON;
}

/* Whoever calls, with the groups this very process has. */
static void take_caller(struct device *device) {
    struct device_user *user = &device->user;
    const char *name = getenv("USER");
    *user = (struct device_user){.known = true, .self = true, .uid = geteuid(), .groups = {getegid()}};
    int count = getgroups(DEVICE_GROUPS_MAX - 1, user->groups + 1);
    user->group_count = 1 + (count > 0 ? (size_t)count : 0);
    device_text(user->name, sizeof user->name, "%s", name && *name ? name : "who calls");
}

static void find_users(struct device *device, const char *given) {
    if (given || !device_live(device) || geteuid() == 0) {
        const char *sync = given ? given : "kiosk-sync";
        if (!device_user_find(device, sync, &device->sync_user))
            device->sync_user.known = false;
        if (given || device->asker == DEVICE_FOR_SYNC)
            device->user = device->sync_user;
        else if (!device_user_find(device, "kiosk", &device->user))
            device->user.known = false;
        if (!device->user.self)
            return;
    }
    char name[DEVICE_NAME_MAX];
    device_text(name, sizeof name, "%s", device->user.name);
    take_caller(device);
    if (name[0])
        device_text(device->user.name, sizeof device->user.name, "%s", name);
    device->sync_user = device->user;
}

static int finish(struct device *device, const struct arguments *arguments) {
    size_t missing = device_count(device, DEVICE_MISSING), warnings = device_count(device, DEVICE_WARNING);
    bool printed = true;
    if (arguments->json)
        printed = device_print_json(device, stdout);
    else
        device_print(device, arguments->quiet, stdout);
    fflush(stdout); /* before the summary, also where both go to one place */
    if (missing > 0)
        fprintf(stderr, "%zu thing%s missing, %zu warning%s\n", missing, missing == 1 ? " is" : "s are",
                warnings, warnings == 1 ? "" : "s");
    else if (!arguments->json && !arguments->quiet)
        fprintf(stderr, "nothing is missing, %zu warning%s\n", warnings, warnings == 1 ? "" : "s");
    options_finish(&device->player);
    sync_config_finish(&device->sync);
    return missing > 0 || !printed ? 1 : 0;
}

static void run(struct device *device, const struct arguments *arguments) {
    find_users(device, arguments->user);
    for (size_t i = 0; i < LENGTH(checks); i++)
        if ((checks[i].askers & (int)device->asker) && !(checks[i].network && arguments->no_network))
            checks[i].run(device);
}

static int run_command(int argc, char **argv) {
    struct arguments arguments;
    enum device_asker asker;
    int status = parse(argc, argv, &arguments);
    if (status >= 0)
        return status;
    if (!find_asker(arguments.program, &asker) || arguments.config[0] != '/') {
        fprintf(stderr, "kioskctl device check: %s\n",
                arguments.config[0] != '/' ? "--config needs the whole path, from /"
                                           : "--for must be kiosk or kiosk-sync");
        return 2;
    }
    struct device *device = calloc(1, sizeof *device);
    if (!device || sodium_init() < 0) {
        fputs("kioskctl device check: out of memory\n", stderr);
        free(device);
        return 1;
    }
    *device = (struct device){.root = strcmp(arguments.root, "/") == 0 ? "" : arguments.root,
                              .config = arguments.config,
                              .asker = asker,
                              .now_s = (int64_t)time(NULL)};
    run(device, &arguments);
    status = finish(device, &arguments);
    free(device);
    return status;
}

const struct command command_device = {
    .name = "device",
    .purpose = "say what this machine lacks to be a screen",
    .usage = USAGE,
    .run = run_command,
};
