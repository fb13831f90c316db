/* /etc/kiosk/screen.json: there, readable, and understood by both programs, asked of their own readers. */
#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/json_locate.h"
#include "core/base/json_read.h"
#include "core/site/reader.h"
#include "ctl/device.h"

enum { CONFIG_BYTES_MAX = 64 << 10 };
static const char CHECK[] = "configuration";
static const char EXAMPLE[] = "/usr/share/doc/kiosk-player/screen.json.example";

static bool readable_by(struct device *device, const struct device_user *user) {
    char where[DEVICE_PATH_MAX], remedy[320];
    enum device_right right = device_may_as(device, user, device->config, R_OK, where);
    bool file = strcmp(where, device->config) == 0;
    if (right == DEVICE_MAY)
        return true;
    if (right == DEVICE_ABSENT) {
        device_text(remedy, sizeof remedy,
                    "install -D -m 644 %s %.150s, and write this screen's values into it", EXAMPLE,
                    device->config);
        device_say(device, CHECK, DEVICE_MISSING, remedy, "%s is not there", where);
    } else if (right == DEVICE_MAY_NOT) {
        device_text(remedy, sizeof remedy, "chmod %s %.250s", file ? "a+r" : "a+rx", where);
        device_say(device, CHECK, DEVICE_MISSING, remedy, "%s cannot be read by user %s: %s is closed to it",
                   device->config, user->name, where);
    } else {
        device_say(device, CHECK, DEVICE_UNSEEN, "sudo kioskctl device check",
                   "%s cannot be looked at by who calls", where);
    }
    return false;
}

static bool readable(struct device *device) {
    const struct device_user *readers[2];
    size_t count = device_readers(device, readers);
    bool all = true;
    for (size_t i = 0; all && i < count; i++)
        all = readable_by(device, readers[i]);
    return all;
}

/* One row for what a reader says: FILE:LINE:COLUMN: text. */
static void complain(struct device *device, const struct fail *fail, const char *manual) {
    char path[DEVICE_PATH_MAX];
    const char *words = fail->text;
    int line = fail->line, column = fail->column;
    device_path(device, device->config, path);
    if (strncmp(words, path, strlen(path)) == 0 && strncmp(words + strlen(path), ": ", 2) == 0)
        words += strlen(path) + 2;
    if (line > 0)
        device_say(device, CHECK, DEVICE_MISSING, manual, "%s:%d:%d: %s", device->config, line,
                   column > 0 ? column : 1, words);
    else
        device_say(device, CHECK, DEVICE_MISSING, manual, "%s: %s", device->config, words);
}

/* {"player": {…}, "sync": {…}} and nothing else. */
static void check_objects(struct device *device, const char *text) {
    static const char *const known[] = {"player", "sync", "$schema"};
    json_t *root = json_read(device->config, text, strlen(text), NULL), *value;
    const char *key;
    json_object_foreach(root, key, value) {
        const struct json_step steps[] = {{key, 0}};
        int line, column;
        bool fine = false;
        for (size_t i = 0; i < LENGTH(known); i++)
            fine |= strcmp(key, known[i]) == 0;
        if (fine)
            continue;
        const char *nearest = nearest_name(key, known, LENGTH(known));
        json_locate(text, strlen(text), steps, 1, true, &line, &column);
        device_say(device, CHECK, DEVICE_WARNING, "put it into one of the two, or remove it",
                   "%s:%d:%d: \"%.60s\" is read by nobody%s%s%s; known are \"player\" and \"sync\"",
                   device->config, line, column, key, nearest ? ": did you mean \"" : "",
                   nearest ? nearest : "", nearest ? "\"?" : "");
    }
    json_decref(root);
}

static void read_both(struct device *device, const char *text) {
    char path[DEVICE_PATH_MAX], option[] = "--config", player[] = "kiosk", sync[] = "kiosk-sync";
    struct fail fail;
    enum sync_action action;
    device_path(device, device->config, path);
    char *player_arguments[] = {player, option, path, NULL}, *sync_arguments[] = {sync, option, path, NULL};
    json_t *root = json_read(device->config, text, strlen(text), NULL);
    bool valid = root != NULL;
    json_decref(root);
    device->player_configured = options_parse(3, player_arguments, &device->player, &fail);
    if (!device->player_configured)
        complain(device, &fail, valid ? "man kiosk" : "mend the file at that place");
    if (!valid)
        return; /* the other would say the same */
    device->sync_configured = sync_config_read(3, sync_arguments, &device->sync, &action, &fail);
    if (!device->sync_configured)
        complain(device, &fail, "man kiosk-sync");
    if (device->player.staff_pin)
        device_say(device, CHECK, DEVICE_WARNING, "kioskctl pin, and remove \"staff_pin\" from that file",
                   "%s: every program can read \"staff_pin\" there, and find the PIN in a day",
                   device->config);
    check_objects(device, text);
}

void device_check_config(struct device *device) {
    char *text = readable(device) ? malloc(CONFIG_BYTES_MAX) : NULL;
    size_t before = device->row_count;
    if (!text)
        return;
    if (!device_read(device, device->config, text, CONFIG_BYTES_MAX))
        device_say(device, CHECK, DEVICE_MISSING, NULL, "%s: %s", device->config, strerror(errno));
    else
        read_both(device, text);
    free(text);
    const char *plays = device->player_configured ? device->player.from.store : NULL;
    if (plays && device->sync_configured && strcmp(plays, device->sync.store) != 0)
        device_say(device, CHECK, DEVICE_WARNING, "write the same folder twice",
                   "the player plays from %s, but kiosk-sync brings content into %s", plays,
                   device->sync.store);
    if (device->row_count == before)
        device_say(device, CHECK, DEVICE_OK, NULL, "%s", device->config);
}
