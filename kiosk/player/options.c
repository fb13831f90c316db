#include "player/options_parts.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "player/night.h"

#define DEFAULT_CONFIG "/etc/kiosk/screen.json"
#define DEFAULT_REPORT "/run/kiosk-sync/sync.json"
enum { SIDE_MIN = 64, SIDE_MAX = 8192 };

const char options_usage[] =
    "usage: kiosk [--store DIR | --site DIR] [option]…\n"
    "Plays a site on this screen, for ever, also without a network.\n\n"
    "  --store DIR      what kiosk-sync keeps (the usual way)\n"
    "  --trust FILE     with --store: the public keys that may sign what is played; default: \"trust\" of "
    "the\n"
    "                   object \"sync\" in the configuration, else what kiosk-sync left in the store\n"
    "  --state DIR      a folder of the player's own: what it thinks of the content, counters, wrong PINs; "
    "default:\n"
    "                   player in the store, and this user's state folder\n"
    "  --site DIR       a folder with a site, for trying it\n"
    "  --feeds DIR      with --site: a folder with normalised feeds, named by their ids\n"
    "  --cache DIR      with --site: where ready pictures are kept; default: ~/.cache/kiosk\n"
    "  --screen NAME    which screen of the site this is; default: the first\n"
    "  --window WxH     a window (headless: the panel's size) instead of the full screen\n"
    "  --rotate N       0, 90, 180 or 270: turn the picture clockwise; default: what the site says\n"
    "  --dark HH:MM-HH:MM  switch the panel off at these hours, such as 22:00-06:30, until somebody touches "
    "it\n"
    "  --motion M       none: slides change at once, whatever the site says; full (the default)\n"
    "  --headless       play without a display\n"
    "  --shots DIR      write one PNG of every scene shown, and contact.png; headless without --speed it "
    "goes from\n"
    "                   scene to scene without waiting, once through unless --loops says otherwise\n"
    "  --loops N        end when every slide was shown N times\n"
    "  --at T           begin at this time (2026-12-01T08:00, local to the site)\n"
    "  --speed X        let time pass X times as fast, 0.1 to 1000\n"
    "  --drafts         offer the guide also in languages that nobody has approved\n"
    "  --counters FILE  where the guide's use is counted; default: counters.db in the state folder\n"
    "  --sync-report FILE  with --store: where kiosk-sync says how things stand; default: \"status\" of the "
    "object\n"
    "                   \"sync\" in the configuration, else " DEFAULT_REPORT "\n"
    "  --config FILE    read options from the object \"player\" in FILE; default: " DEFAULT_CONFIG ", when\n"
    "                   neither --store nor --site is given\n"
    "  --help, --version\n";

enum { OPTION_VALUE = 'a', OPTION_CONFIG, OPTION_HEADLESS, OPTION_DRAFTS, OPTION_HELP, OPTION_VERSION };
static const struct option long_options[] = {{"trust", required_argument, NULL, OPTION_VALUE},
                                             {"store", required_argument, NULL, OPTION_VALUE},
                                             {"state", required_argument, NULL, OPTION_VALUE},
                                             {"site", required_argument, NULL, OPTION_VALUE},
                                             {"feeds", required_argument, NULL, OPTION_VALUE},
                                             {"cache", required_argument, NULL, OPTION_VALUE},
                                             {"screen", required_argument, NULL, OPTION_VALUE},
                                             {"window", required_argument, NULL, OPTION_VALUE},
                                             {"rotate", required_argument, NULL, OPTION_VALUE},
                                             {"motion", required_argument, NULL, OPTION_VALUE},
                                             {"shots", required_argument, NULL, OPTION_VALUE},
                                             {"dark", required_argument, NULL, OPTION_VALUE},
                                             {"loops", required_argument, NULL, OPTION_VALUE},
                                             {"at", required_argument, NULL, OPTION_VALUE},
                                             {"counters", required_argument, NULL, OPTION_VALUE},
                                             {"drafts", no_argument, NULL, OPTION_DRAFTS},
                                             {"speed", required_argument, NULL, OPTION_VALUE},
                                             {"config", required_argument, NULL, OPTION_CONFIG},
                                             {"sync-report", required_argument, NULL, OPTION_VALUE},
                                             {"headless", no_argument, NULL, OPTION_HEADLESS},
                                             {"help", no_argument, NULL, OPTION_HELP},
                                             {"version", no_argument, NULL, OPTION_VERSION},
                                             {NULL, 0, NULL, 0}};

bool options_size(const char *text, int *width, int *height) {
    int w, h, used = 0;
    if (sscanf(text, "%4dx%4d%n", &w, &h, &used) != 2 || text[used] || w < SIDE_MIN || h < SIDE_MIN ||
        w > SIDE_MAX || h > SIDE_MAX)
        return false;
    *width = w;
    *height = h;
    return true;
}

bool options_rotate(const char *text, int *degrees) {
    static const char *const allowed[] = {"0", "90", "180", "270"};
    for (int i = 0; i < 4; i++)
        if (strcmp(text, allowed[i]) == 0) {
            *degrees = i * 90;
            return true;
        }
    return false;
}

static bool set_number(struct options *options, const char *name, const char *value, struct fail *fail) {
    char *end;
    if (strcmp(name, "window") == 0)
        return options_size(value, &options->panel.width, &options->panel.height) ||
               fail_set(fail, "--window %s: write it as 1280x720, sides from %d to %d", value, SIDE_MIN,
                        SIDE_MAX);
    if (strcmp(name, "rotate") == 0)
        return options_rotate(value, &options->panel.rotate) ||
               fail_set(fail, "--rotate %s: must be 0, 90, 180 or 270", value);
    if (strcmp(name, "motion") == 0) {
        options->panel.still = strcmp(value, "none") == 0;
        return options->panel.still || strcmp(value, "full") == 0 ||
               fail_set(fail, "--motion %s: must be none or full", value);
    }
    if (strcmp(name, "speed") == 0) {
        options->run.speed = strtod(value, &end);
        return (!*end && options->run.speed >= 0.1 && options->run.speed <= 1000) ||
               fail_set(fail, "--speed %s: must be a number from 0.1 to 1000", value);
    }
    if (strcmp(name, "dark") == 0)
        return night_parse(value, &options->panel.dark) ||
               fail_set(fail, "--dark %s: write it as 22:00-06:30, two different times of day", value);
    long loops = strtol(value, &end, 10);
    options->run.loops = (int)loops;
    return (!*end && loops >= 1 && loops <= 1000000) ||
           fail_set(fail, "--loops %s: must be a whole number from 1 to 1000000", value);
}

bool options_set(struct options *options, const char *name, const char *value, struct fail *fail) {
    const struct {
        const char *name;
        char **field;
    } texts[] = {{"store", &options->from.store}, {"site", &options->from.site},
                 {"feeds", &options->from.feeds}, {"cache", &options->from.cache},
                 {"screen", &options->screen},    {"at", &options->run.at},
                 {"shots", &options->run.shots},  {"counters", &options->counters},
                 {"trust", &options->from.trust}, {"sync-report", &options->sync_report},
                 {"state", &options->from.state}};
    for (size_t i = 0; i < LENGTH(texts); i++) {
        if (strcmp(texts[i].name, name) != 0)
            continue;
        free(*texts[i].field);
        *texts[i].field = strdup(value);
        return *texts[i].field || fail_set(fail, "out of memory");
    }
    return set_number(options, name, value, fail);
}

const char *const *options_names(size_t *count) {
    static const char *const names[] = {"trust",  "store",       "site",  "feeds", "cache", "screen",
                                        "window", "rotate",      "shots", "loops", "at",    "counters",
                                        "speed",  "sync-report", "dark",  "motion"};
    *count = LENGTH(names);
    return names;
}

/* The file first, wherever --config stands, so that options override it. */
static bool read_configs(int argc, char **argv, struct options *options, struct fail *fail) {
    bool chosen = false;
    for (int i = 1; i < argc; i++) {
        bool here = strcmp(argv[i], "--config") == 0 && i + 1 < argc;
        chosen |= strncmp(argv[i], "--sto", 5) == 0 || strncmp(argv[i], "--si", 4) == 0 ||
                  strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "--version") == 0 || here;
        if (here && !options_read_file(options, argv[i + 1], fail))
            return false;
    }
    return chosen || access(DEFAULT_CONFIG, F_OK) != 0 || options_read_file(options, DEFAULT_CONFIG, fail);
}

static bool complete(struct options *options, struct fail *fail) {
    if (options->help || options->version)
        return true;
    if (!options->from.store == !options->from.site)
        return fail_set(fail, "say what to play: either --store DIR or --site DIR (for instance --site .)");
    if ((options->from.feeds || options->from.cache) && !options->from.site)
        return fail_set(fail, "--feeds and --cache go with --site only");
    return !options->from.store || options->sync_report ||
           options_set(options, "sync-report", DEFAULT_REPORT, fail);
}

static bool read_words(int argc, char **argv, struct options *options, struct fail *fail) {
    optind = 1;
    opterr = 0;
    int which, option;
    while ((option = getopt_long(argc, argv, ":", long_options, &which)) != -1) {
        if (option == ':' || option == '?')
            return fail_set(fail, "%s: %s; see kiosk --help", argv[optind - 1],
                            option == ':' ? "needs a value" : "no such option");
        if (option == OPTION_VALUE && !options_set(options, long_options[which].name, optarg, fail))
            return false;
        options->panel.headless |= option == OPTION_HEADLESS;
        options->drafts |= option == OPTION_DRAFTS;
        options->help |= option == OPTION_HELP;
        options->version |= option == OPTION_VERSION;
    }
    return optind == argc || fail_set(fail, "%s: no such argument; see kiosk --help", argv[optind]);
}

/* What is played is not to depend on how much of the file was read. */
static void keep_mistake(struct options *options, const struct fail *fail) {
    char line[sizeof fail->file + sizeof fail->text + 40];
    char **texts[] = {&options->from.store, &options->from.site, &options->from.feeds, &options->from.cache};
    options->file.mistake = strdup(fail_format(fail, line, sizeof line));
    for (size_t i = 0; i < LENGTH(texts); i++) {
        free(*texts[i]);
        *texts[i] = NULL;
    }
}

bool options_parse(int argc, char **argv, struct options *options, struct fail *fail) {
    struct fail wrong;
    *options = (struct options){.panel.rotate = -1};
    bool file = read_configs(argc, argv, options, fail), words = read_words(argc, argv, options, &wrong);
    if (!file) {
        if (words && options->file.path)
            keep_mistake(options, fail);
        return false;
    }
    if (words)
        return complete(options, fail);
    *fail = wrong;
    return false;
}

struct hash options_told(const struct options *options) {
    char text[2048];
    const char *screen = options->screen ? options->screen : "",
               *trust = options->from.trust ? options->from.trust : "";
    int length =
        snprintf(text, sizeof text, "%s\n%s\n%s\n%s\n%s\n%dx%d %d %d", KIOSK_VERSION, options->file.hash.hex,
                 screen, trust, options->from.store ? options->from.store : "", options->panel.width,
                 options->panel.height, options->panel.rotate, options->drafts);
    return hash_bytes(text, (size_t)length < sizeof text ? (size_t)length : sizeof text - 1);
}

void options_finish(struct options *options) {
    char *texts[] = {options->from.store,  options->from.site,  options->from.feeds, options->from.cache,
                     options->screen,      options->run.at,     options->run.shots,  options->counters,
                     options->staff_pin,   options->from.trust, options->file.path,  options->file.mistake,
                     options->sync_report, options->from.state, options->file.pin};
    for (size_t i = 0; i < LENGTH(texts); i++)
        free(texts[i]);
    *options = (struct options){0};
}
