#include "player/options.h"

#include <getopt.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "player/pin.h"

#define DEFAULT_CONFIG "/etc/kiosk/screen.json"
enum { SIDE_MIN = 64, SIDE_MAX = 8192 };

const char options_usage[] =
    "usage: kiosk [--store DIR | --site DIR] [option]…\n"
    "Plays a site on this screen, for ever, also without a network.\n\n"
    "  --store DIR      what kiosk-sync keeps (the usual way)\n"
    "  --trust FILE     with --store: the public keys that may sign what is played; default: \"trust\" of "
    "the\n"
    "                   object \"sync\" in the configuration, else what kiosk-sync left in the store\n"
    "  --site DIR       a folder with a site, for trying it\n"
    "  --feeds DIR      with --site: a folder with normalised feeds, named by their ids\n"
    "  --cache DIR      with --site: where ready pictures are kept; default: ~/.cache/kiosk\n"
    "  --screen NAME    which screen of the site this is; default: the first\n"
    "  --window WxH     a window (headless: the panel's size) instead of the full screen\n"
    "  --rotate N       0, 90, 180 or 270: turn the picture clockwise; default: what the site says\n"
    "  --headless       play without a display\n"
    "  --shots DIR      write one PNG of every scene shown, and contact.png; headless without --speed it "
    "goes from\n"
    "                   scene to scene without waiting, once through unless --loops says otherwise\n"
    "  --loops N        end when every slide was shown N times\n"
    "  --at T           begin at this time (2026-12-01T08:00, local to the site)\n"
    "  --speed X        let time pass X times as fast, 0.1 to 1000\n"
    "  --drafts         offer the guide also in languages that nobody has approved\n"
    "  --visit FILE     play a written visit; man kiosk tells its steps\n"
    "  --counters FILE  where the guide's use is counted; default: counters.db in the state folder\n"
    "  --config FILE    read options from the object \"player\" in FILE; default: " DEFAULT_CONFIG ", when\n"
    "                   neither --store nor --site is given\n"
    "  --help, --version\n";

enum { OPTION_VALUE = 'a', OPTION_CONFIG, OPTION_HEADLESS, OPTION_DRAFTS, OPTION_HELP, OPTION_VERSION };
static const struct option long_options[] = {
    {"trust", required_argument, NULL, OPTION_VALUE},    {"store", required_argument, NULL, OPTION_VALUE},
    {"site", required_argument, NULL, OPTION_VALUE},     {"feeds", required_argument, NULL, OPTION_VALUE},
    {"cache", required_argument, NULL, OPTION_VALUE},    {"screen", required_argument, NULL, OPTION_VALUE},
    {"window", required_argument, NULL, OPTION_VALUE},   {"rotate", required_argument, NULL, OPTION_VALUE},
    {"shots", required_argument, NULL, OPTION_VALUE},    {"loops", required_argument, NULL, OPTION_VALUE},
    {"at", required_argument, NULL, OPTION_VALUE},       {"visit", required_argument, NULL, OPTION_VALUE},
    {"counters", required_argument, NULL, OPTION_VALUE}, {"drafts", no_argument, NULL, OPTION_DRAFTS},
    {"speed", required_argument, NULL, OPTION_VALUE},    {"config", required_argument, NULL, OPTION_CONFIG},
    {"headless", no_argument, NULL, OPTION_HEADLESS},    {"help", no_argument, NULL, OPTION_HELP},
    {"version", no_argument, NULL, OPTION_VERSION},      {NULL, 0, NULL, 0}};

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
        return options_size(value, &options->width, &options->height) ||
               fail_set(fail, "--window %s: write it as 1280x720, sides from %d to %d", value, SIDE_MIN,
                        SIDE_MAX);
    if (strcmp(name, "rotate") == 0)
        return options_rotate(value, &options->rotate) ||
               fail_set(fail, "--rotate %s: must be 0, 90, 180 or 270", value);
    if (strcmp(name, "speed") == 0) {
        options->speed = strtod(value, &end);
        return (!*end && options->speed >= 0.1 && options->speed <= 1000) ||
               fail_set(fail, "--speed %s: must be a number from 0.1 to 1000", value);
    }
    long loops = strtol(value, &end, 10);
    options->loops = (int)loops;
    return (!*end && loops >= 1 && loops <= 1000000) ||
           fail_set(fail, "--loops %s: must be a whole number from 1 to 1000000", value);
}

static bool set(struct options *options, const char *name, const char *value, struct fail *fail) {
    const struct {
        const char *name;
        char **field;
    } texts[] = {{"store", &options->store}, {"site", &options->site},     {"feeds", &options->feeds},
                 {"cache", &options->cache}, {"screen", &options->screen}, {"at", &options->at},
                 {"shots", &options->shots}, {"visit", &options->visit},   {"counters", &options->counters},
                 {"trust", &options->trust}};
    for (size_t i = 0; i < LENGTH(texts); i++) {
        if (strcmp(texts[i].name, name) != 0)
            continue;
        free(*texts[i].field);
        *texts[i].field = strdup(value);
        return *texts[i].field || fail_set(fail, "out of memory");
    }
    return set_number(options, name, value, fail);
}

static bool known(const char *name) {
    for (const struct option *option = long_options; option->name; option++)
        if (option->val == OPTION_VALUE && strcmp(option->name, name) == 0)
            return true;
    return false;
}

static bool set_pin(struct options *options, const char *hash, const char *path, struct fail *fail) {
    if (!hash || !pin_hash_valid(hash))
        return fail_set(fail, "%s: player.staff_pin: copy the line that kioskctl pin prints", path);
    free(options->staff_pin);
    options->staff_pin = strdup(hash);
    return options->staff_pin || fail_set(fail, "out of memory");
}

static bool set_from_json(struct options *options, const char *path, json_t *player, struct fail *fail) {
    const char *key;
    json_t *value;
    json_object_foreach(player, key, value) {
        char number[40];
        snprintf(number, sizeof number, "%.15g", json_number_value(value));
        const char *text = json_is_number(value) ? number : json_string_value(value);
        struct fail why;
        if (strcmp(key, "headless") == 0 && json_is_boolean(value)) {
            options->headless = json_is_true(value);
            continue;
        }
        if (strcmp(key, "drafts") == 0 && json_is_boolean(value)) {
            options->drafts = json_is_true(value);
            continue;
        }
        if (strcmp(key, "staff_pin") == 0) {
            if (!set_pin(options, json_string_value(value), path, fail))
                return false;
            continue;
        }
        if (!known(key) || !text)
            return fail_set(fail, "%s: player.%s: no such setting; see kiosk --help", path, key);
        if (!set(options, key, text, &why))
            return fail_set(fail, "%s: %.350s", path, why.text);
    }
    return true;
}

static bool read_config(struct options *options, const char *path, struct fail *fail) {
    json_error_t error;
    json_t *root = json_load_file(path, JSON_REJECT_DUPLICATES, &error);
    if (!root)
        return fail_at(fail, path, error.line > 0 ? error.line : 0, error.column > 0 ? error.column : 0, "%s",
                       error.text);
    json_t *player = json_object_get(root, "player");
    const char *trust = json_string_value(json_object_get(json_object_get(root, "sync"), "trust"));
    /* one place says whom this screen believes, for fetching and for playing */
    bool fine = !trust || set(options, "trust", trust, fail);
    fine = fine && (json_is_object(player) ? set_from_json(options, path, player, fail)
                                           : fail_set(fail, "%s: has no object \"player\"", path));
    json_decref(root);
    return fine;
}

/* The file first, wherever --config stands, so that options override it. */
static bool read_configs(int argc, char **argv, struct options *options, struct fail *fail) {
    bool chosen = false;
    for (int i = 1; i < argc; i++) {
        bool here = strcmp(argv[i], "--config") == 0 && i + 1 < argc;
        chosen |= strncmp(argv[i], "--s", 3) == 0 || strcmp(argv[i], "--help") == 0 ||
                  strcmp(argv[i], "--version") == 0 || here;
        if (here && !read_config(options, argv[i + 1], fail))
            return false;
    }
    return chosen || access(DEFAULT_CONFIG, R_OK) != 0 || read_config(options, DEFAULT_CONFIG, fail);
}

static bool complete(const struct options *options, struct fail *fail) {
    if (options->help || options->version)
        return true;
    if (!options->store == !options->site)
        return fail_set(fail, "say what to play: either --store DIR or --site DIR (for instance --site .)");
    if ((options->feeds || options->cache) && !options->site)
        return fail_set(fail, "--feeds and --cache go with --site only");
    return true;
}

bool options_parse(int argc, char **argv, struct options *options, struct fail *fail) {
    *options = (struct options){.rotate = -1};
    if (!read_configs(argc, argv, options, fail))
        return false;
    optind = 1;
    opterr = 0;
    int which, option;
    while ((option = getopt_long(argc, argv, ":", long_options, &which)) != -1) {
        if (option == ':' || option == '?')
            return fail_set(fail, "%s: %s; see kiosk --help", argv[optind - 1],
                            option == ':' ? "needs a value" : "no such option");
        if (option == OPTION_VALUE && !set(options, long_options[which].name, optarg, fail))
            return false;
        options->headless |= option == OPTION_HEADLESS;
        options->drafts |= option == OPTION_DRAFTS;
        options->help |= option == OPTION_HELP;
        options->version |= option == OPTION_VERSION;
    }
    if (optind < argc)
        return fail_set(fail, "%s: no such argument; see kiosk --help", argv[optind]);
    return complete(options, fail);
}

void options_finish(struct options *options) {
    char *texts[] = {options->store,    options->site,      options->feeds, options->cache,
                     options->screen,   options->at,        options->shots, options->visit,
                     options->counters, options->staff_pin, options->trust};
    for (size_t i = 0; i < LENGTH(texts); i++)
        free(texts[i]);
    *options = (struct options){0};
}
