/* The file of a screen's settings. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/json_locate.h"
#include "core/base/json_read.h"
#include "core/site/reader.h"
#include "player/options_parts.h"
#include "player/pin_file.h"
#include "system/disk.h"

enum { FILE_BYTES_MAX = 64 << 10 };

struct settings {
    const char *path, *text;
    size_t size;
};

/* At the key `key` of the object "player". */
static bool wrong_key(const struct settings *file, const char *key, struct fail *fail, const char *why) {
    const struct json_step steps[] = {{.key = "player"}, {.key = key}};
    int line = 1, column = 1;
    json_locate(file->text, file->size, steps, key ? 2 : 1, true, &line, &column);
    return fail_at(fail, file->path, line, column, "%.380s", why);
}

static bool unknown_key(const struct settings *file, const char *key, struct fail *fail) {
    size_t count;
    const char *const *names = options_names(&count);
    const char *near = nearest_name(key, names, count);
    char why[300];
    snprintf(why, sizeof why, "\"%.80s\": there is no such setting%s%s%s; kiosk --help lists them all", key,
             near ? "; did you mean \"" : "", near ? near : "", near ? "\"?" : "");
    return wrong_key(file, key, fail, why);
}

static bool set_flag(const char *key, const json_t *value, struct options *options) {
    bool *flag = strcmp(key, "headless") == 0 ? &options->panel.headless
                 : strcmp(key, "drafts") == 0 ? &options->drafts
                                              : NULL;
    if (!flag || !json_is_boolean(value))
        return false;
    *flag = json_is_true(value);
    return true;
}

static bool set_pin(struct options *options, const char *hash) {
    if (!hash || !pin_hash_valid(hash))
        return false;
    free(options->staff_pin);
    options->staff_pin = strdup(hash);
    return options->staff_pin != NULL;
}

static bool is_name(const char *key) {
    size_t count;
    const char *const *names = options_names(&count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], key) == 0)
            return true;
    return false;
}

static bool set_member(struct options *options, const struct settings *file, const char *key,
                       const json_t *value, struct fail *fail) {
    char number[40], why[380];
    struct fail wrong;
    snprintf(number, sizeof number, "%.15g", json_number_value(value));
    const char *text = json_is_number(value) ? number : json_string_value(value);
    if (set_flag(key, value, options))
        return true;
    if (strcmp(key, "headless") == 0 || strcmp(key, "drafts") == 0)
        return snprintf(why, sizeof why, "\"%s\" must be true or false", key) > 0 &&
               wrong_key(file, key, fail, why);
    if (strcmp(key, "staff_pin") == 0)
        return set_pin(options, text) ||
               wrong_key(file, key, fail,
                         "\"staff_pin\" does not belong here any more: run kioskctl pin, and remove it");
    if (!is_name(key))
        return unknown_key(file, key, fail);
    if (!text)
        return snprintf(why, sizeof why, "\"%s\" must be a text or a number", key) > 0 &&
               wrong_key(file, key, fail, why);
    return options_set(options, key, text, &wrong) || wrong_key(file, key, fail, wrong.text);
}

static bool set_members(struct options *options, const struct settings *file, json_t *player,
                        struct fail *fail) {
    const char *key;
    json_t *value;
    json_object_foreach(player, key, value) if (!set_member(options, file, key, value, fail)) return false;
    return true;
}

/* One place says whom this screen believes, for fetching and for playing, and where the report lies. */
static bool set_shared(struct options *options, const json_t *root, struct fail *fail) {
    const json_t *sync = json_object_get(root, "sync");
    const char *trust = json_string_value(json_object_get(sync, "trust"));
    const char *report = json_string_value(json_object_get(sync, "status"));
    return (!trust || options_set(options, "trust", trust, fail)) &&
           (!report || options_set(options, "sync-report", report, fail));
}

static bool parse(struct options *options, const struct settings *file, struct fail *fail) {
    json_t *root = json_read(file->path, file->text, file->size, fail);
    if (!root)
        return false;
    json_t *player = json_object_get(root, "player");
    bool fine = json_is_object(player)
                    ? set_shared(options, root, fail) && set_members(options, file, player, fail)
                    : wrong_key(file, NULL, fail,
                                "there is no object \"player\"; write {\"player\": {\"store\": "
                                "\"/var/lib/kiosk/store\"}, \"sync\": {…}}");
    json_decref(root);
    return fine;
}

bool options_read_file(struct options *options, const char *path, struct fail *fail) {
    char *text = NULL;
    size_t size = 0;
    free(options->file.path);
    free(options->file.pin);
    options->file.path = strdup(path);
    options->file.pin = pin_file_beside(path);
    if (!options->file.path || !options->file.pin)
        return fail_set(fail, "out of memory");
    if (!disk_read_linked(path, FILE_BYTES_MAX, &text, &size, fail))
        return false;
    const struct settings file = {path, text, size};
    bool fine = parse(options, &file, fail);
    options->file.hash = hash_bytes(text, size);
    free(text);
    return fine;
}
