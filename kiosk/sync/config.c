#include "sync/config.h"

#include <getopt.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/json_locate.h"
#include "core/base/json_read.h"
#include "sync/desk_address.h"
#include "system/disk.h"
#include "system/disk_fd.h"

#define DEFAULT_PLAYER "/run/kiosk/status.json"

const char sync_usage[] =
    "Usage: kiosk-sync --config FILE\n"
    "       kiosk-sync --url URL --trust FILE --store DIR [option]…\n"
    "       kiosk-sync --desk URL --store DIR [option]…\n"
    "Brings a published site and its feeds into the store, and keeps them fresh.\n\n"
    "  --config FILE       read the options below from FILE (JSON, key \"sync\")\n"
    "  --url URL           address of the published folder, https\n"
    "  --trust FILE        public keys that may sign the content (minisign format)\n"
    "  --desk URL          instead of both: the staff desk that lets this screen in, https://desk.example\n"
    "  --store DIR         where the content is kept\n"
    "  --device DIR        where this screen's key and what its desk gave it are kept; default: \"device\"\n"
    "                      beside the store\n"
    "  --player-status FILE  what the player says of itself, for the desk; default: " DEFAULT_PLAYER "\n"
    "  --ca FILE           trust this CA too (PEM)\n"
    "  --feed-keys FILE    keys that servers of feeds want, {\"HOST\": \"KEY\"}, for kiosk-sync's user "
    "alone\n"
    "  --site ID           accept only this site; default: the first one accepted\n"
    "  --channel NAME      default: main\n"
    "  --panel WxH         make pictures ready for this panel; default: 1920x1080\n"
    "  --poll-seconds N    look for changes this often, 5 to 3600; default: 15\n"
    "  --player-state DIR  where the player says what it refuses (its --state); default: player in the "
    "store\n"
    "  --status FILE       write a report of how things stand; default: $RUNTIME_DIRECTORY/sync.json\n"
    "  --once              fetch everything once; exit 0 when content and all feeds are fresh\n"
    "  --help, --version\n";

enum { POLL_MIN = 5, POLL_MAX = 3600, POLL_DEFAULT = 15, PANEL_MIN = 64, PANEL_MAX = 8192 };
enum { CONFIG_BYTES_MAX = 64 << 10 };
enum { OPTION_FILE = 'a', OPTION_TEXT, OPTION_PLAYER_STATE, OPTION_ONCE, OPTION_HELP, OPTION_VERSION };

static const struct option options[] = {{"config", required_argument, NULL, OPTION_FILE},
                                        {"url", required_argument, NULL, OPTION_TEXT},
                                        {"trust", required_argument, NULL, OPTION_TEXT},
                                        {"store", required_argument, NULL, OPTION_TEXT},
                                        {"ca", required_argument, NULL, OPTION_TEXT},
                                        {"feed-keys", required_argument, NULL, OPTION_TEXT},
                                        {"site", required_argument, NULL, OPTION_TEXT},
                                        {"channel", required_argument, NULL, OPTION_TEXT},
                                        {"status", required_argument, NULL, OPTION_TEXT},
                                        {"panel", required_argument, NULL, OPTION_TEXT},
                                        {"poll-seconds", required_argument, NULL, OPTION_TEXT},
                                        {"player-state", required_argument, NULL, OPTION_PLAYER_STATE},
                                        {"desk", required_argument, NULL, OPTION_TEXT},
                                        {"device", required_argument, NULL, OPTION_TEXT},
                                        {"player-status", required_argument, NULL, OPTION_TEXT},
                                        {"once", no_argument, NULL, OPTION_ONCE},
                                        {"help", no_argument, NULL, OPTION_HELP},
                                        {"version", no_argument, NULL, OPTION_VERSION},
                                        {NULL, 0, NULL, 0}};

static bool set_panel(struct sync_config *config, const char *value, struct fail *fail) {
    int width = 0, height = 0;
    char end;
    if (sscanf(value, "%dx%d%c", &width, &height, &end) != 2 || width < PANEL_MIN || height < PANEL_MIN ||
        width > PANEL_MAX || height > PANEL_MAX)
        return fail_set(fail, "panel \"%s\": write it as 1920x1080", value);
    config->panel_width = width;
    config->panel_height = height;
    return true;
}

static bool set_poll(struct sync_config *config, const char *value, struct fail *fail) {
    char *end;
    long seconds = strtol(value, &end, 10);
    if (*end || end == value || seconds < POLL_MIN || seconds > POLL_MAX)
        return fail_set(fail, "poll-seconds \"%s\": a whole number from %d to %d", value, POLL_MIN, POLL_MAX);
    config->poll_seconds = (int)seconds;
    return true;
}

/* A channel becomes part of an address, so it is kept to what cannot mean anything else there. */
static bool plain_word(const char *value) {
    return *value && strlen(value) <= 40 &&
           strspn(value, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(value);
}

static bool set(struct sync_config *config, const char *name, const char *value, struct fail *fail) {
    if (strcmp(name, "panel") == 0)
        return set_panel(config, value, fail);
    if (strcmp(name, "poll-seconds") == 0)
        return set_poll(config, value, fail);
    if ((strcmp(name, "channel") == 0 || strcmp(name, "site") == 0) && !plain_word(value))
        return fail_set(fail, "%s \"%s\": lower-case letters, digits and - only", name, value);
    if (strcmp(name, "url") == 0 && (strncmp(value, "https://", 8) != 0 || strlen(value) > 800))
        return fail_set(fail, "url \"%.200s\": must begin with https://", value);
    char address[DESK_ADDRESS_MAX], host[DESK_HOST_MAX];
    if (strcmp(name, "desk") == 0 && !desk_address_read(value, address, host))
        return fail_set(fail, "desk \"%.200s\": write it as https://desk.example, with :PORT if need be",
                        value);
    const struct {
        const char *name;
        char **field;
    } texts[] = {{"url", &config->url},
                 {"trust", &config->trust},
                 {"store", &config->store},
                 {"ca", &config->ca},
                 {"feed-keys", &config->feed_keys},
                 {"site", &config->site},
                 {"status", &config->status},
                 {"channel", &config->channel},
                 {"player-state", &config->player_state},
                 {"desk", &config->desk},
                 {"device", &config->device},
                 {"player-status", &config->player_status}};
    for (size_t i = 0; i < LENGTH(texts); i++) {
        if (strcmp(texts[i].name, name) != 0)
            continue;
        char *copy = strdup(value);
        if (!copy)
            return fail_set(fail, "out of memory");
        size_t length = strlen(copy);
        if (texts[i].field == &config->url && copy[length - 1] == '/')
            copy[length - 1] = '\0';
        free(*texts[i].field);
        *texts[i].field = copy;
        return true;
    }
    return fail_set(fail, "unknown setting \"%s\"; see --help", name);
}

/* The file as text, kept for the places of what is wrong in it. */
struct source {
    const char *path;
    char *text;
    size_t size;
};

static bool wrong_at(const struct source *source, const char *key, bool of_key, const char *text,
                     struct fail *fail) {
    const struct json_step steps[] = {{.key = "sync"}, {.key = key}};
    int line = 1, column = 1;
    json_locate(source->text, source->size, steps, key ? 2 : 1, of_key, &line, &column);
    return fail_at(fail, source->path, line, column, "%s", text);
}

static bool known(const char *key) {
    for (const struct option *option = options; option->name; option++)
        if (option->val == OPTION_TEXT && strcmp(option->name, key) == 0)
            return true;
    return false;
}

static bool set_from_json(struct sync_config *config, const struct source *source, json_t *sync,
                          struct fail *fail) {
    const char *key;
    json_t *value;
    json_object_foreach(sync, key, value) {
        char number[32];
        snprintf(number, sizeof(number), "%" JSON_INTEGER_FORMAT, json_integer_value(value));
        const char *text = json_is_integer(value) ? number : json_string_value(value);
        struct fail why;
        if (!known(key)) {
            fail_set(&why, "\"sync\" has no setting \"%.60s\"; kiosk-sync --help lists them", key);
            return wrong_at(source, key, true, why.text, fail);
        }
        if (!text)
            return wrong_at(source, key, false, "must be a text or a whole number", fail);
        if (!set(config, key, text, &why))
            return wrong_at(source, key, false, why.text, fail);
    }
    return true;
}

static bool read_json(struct sync_config *config, const struct source *source, struct fail *fail) {
    json_t *root = json_read(source->path, source->text, source->size, fail);
    if (!root)
        return false;
    json_t *sync = json_object_get(root, "sync");
    bool ok =
        json_is_object(sync)
            ? set_from_json(config, source, sync, fail)
            : wrong_at(
                  source, NULL, false,
                  "there must be an object \"sync\" with \"store\", and \"url\" and \"trust\" or \"desk\"",
                  fail);
    json_decref(root);
    return ok;
}

static bool read_file(struct sync_config *config, const char *path, struct fail *fail) {
    struct source source = {.path = path};
    bool ok = disk_read_linked(path, CONFIG_BYTES_MAX, &source.text, &source.size, fail) &&
              read_json(config, &source, fail);
    free(source.text);
    return ok;
}

static bool set_device_beside(struct sync_config *config) {
    char *parent = disk_parent(config->store);
    config->device = parent ? disk_path(parent, "device") : NULL;
    free(parent);
    return config->device != NULL;
}

static bool complete(struct sync_config *config, struct fail *fail) {
    bool by_hand = config->url && config->trust, none = !config->url && !config->trust;
    if (!config->store || !(config->desk ? none : by_hand))
        return fail_set(fail,
                        "--store is needed, and either --url with --trust or --desk, here or in the --config "
                        "file");
    if (!config->channel && !(config->channel = strdup("main")))
        return fail_set(fail, "out of memory");
    if (!config->player_status && !(config->player_status = strdup(DEFAULT_PLAYER)))
        return fail_set(fail, "out of memory");
    if (config->desk && !config->device && !set_device_beside(config))
        return fail_set(fail, "out of memory");
    const char *runtime = getenv("RUNTIME_DIRECTORY");
    if (!config->status && runtime && asprintf(&config->status, "%s/sync.json", runtime) < 0)
        return fail_set(fail, "out of memory");
    return true;
}

/* The file first, wherever --config stands, so that options override it. */
static bool apply_files(int argc, char **argv, struct sync_config *config, struct fail *fail) {
    for (int i = 1; i + 1 < argc; i++)
        if (strcmp(argv[i], "--config") == 0 && !read_file(config, argv[i + 1], fail))
            return false;
    return true;
}

bool sync_config_read(int argc, char **argv, struct sync_config *config, enum sync_action *action,
                      struct fail *fail) {
    *config = (struct sync_config){.panel_width = 1920, .panel_height = 1080, .poll_seconds = POLL_DEFAULT};
    *action = SYNC_RUN;
    if (!apply_files(argc, argv, config, fail))
        return false;
    int index = 0, option;
    optind = 1;
    opterr = 0;
    while ((option = getopt_long(argc, argv, "", options, &index)) != -1) {
        switch (option) {
        case OPTION_TEXT:
        case OPTION_PLAYER_STATE:
            if (!set(config, options[index].name, optarg, fail))
                return false;
            break;
        case OPTION_FILE:
            break;
        case OPTION_ONCE:
            config->once = true;
            break;
        case OPTION_HELP:
        case OPTION_VERSION:
            *action = option == OPTION_HELP ? SYNC_HELP : SYNC_VERSION;
            return true;
        default:
            return fail_set(fail, "unknown option or missing value: %s; see --help", argv[optind - 1]);
        }
    }
    if (optind < argc)
        return fail_set(fail, "unexpected argument: %s; see --help", argv[optind]);
    return complete(config, fail);
}

void sync_config_finish(struct sync_config *config) {
    char *const fields[] = {config->url,    config->trust,         config->store,        config->ca,
                            config->site,   config->channel,       config->status,       config->desk,
                            config->device, config->player_status, config->player_state, config->feed_keys};
    for (size_t i = 0; i < LENGTH(fields); i++)
        free(fields[i]);
    *config = (struct sync_config){0};
}
