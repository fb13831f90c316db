/* The services, when systemd runs here, and what the programs themselves say is wrong at the moment. */
#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ctl/device.h"

enum { SYSTEMCTL_MS = 3000, STATUS_BYTES_MAX = 256 << 10 };
static const char CHECK[] = "services";

/* "ActiveState=active" of what systemctl show says. */
static void property(const char *text, const char *name, char *out, size_t size) {
    size_t length = strlen(name);
    out[0] = '\0';
    for (const char *line = text; line; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (strncmp(line, name, length) == 0 && line[length] == '=')
            device_text(out, size, "%.*s", (int)strcspn(line + length + 1, "\n"), line + length + 1);
    }
}

static bool enabled(const struct device *device, const char *unit) {
    char path[DEVICE_PATH_MAX];
    device_text(path, sizeof path, "/etc/systemd/system/multi-user.target.wants/%s.service", unit);
    char full[DEVICE_PATH_MAX], target[DEVICE_PATH_MAX];
    return readlink(device_path(device, path, full), target, sizeof target) > 0;
}

static void check_unit(struct device *device, const char *unit) {
    char said[2000], active[40] = "", sub[40] = "", remedy[160];
    const char *const show[] = {"systemctl", "show", "-p", "ActiveState", "-p", "SubState", unit, NULL};
    device_text(remedy, sizeof remedy, "systemctl enable --now %s", unit);
    if (!enabled(device, unit)) {
        device_say(device, CHECK, DEVICE_WARNING, remedy, "%s is not started when the machine starts", unit);
        return;
    }
    if (!device_live(device) || !device_run(show, SYSTEMCTL_MS, said, sizeof said)) {
        device_say(device, CHECK, DEVICE_UNSEEN, NULL, "whether %s runs cannot be looked at from here", unit);
        return;
    }
    property(said, "ActiveState", active, sizeof active);
    property(said, "SubState", sub, sizeof sub);
    device_text(remedy, sizeof remedy, "systemctl restart %s; journalctl -u %s -n 30 says why", unit, unit);
    if (strcmp(active, "active") == 0)
        device_say(device, CHECK, DEVICE_OK, NULL, "%s runs, and is started when the machine starts", unit);
    else
        device_say(device, CHECK, DEVICE_MISSING, remedy, "%s does not run: %s (%s)", unit, active, sub);
}

/* What the status file of a program holds; NULL: it cannot be had, and why was said. */
static json_t *status_read(struct device *device, const char *program, const char *path) {
    char *text = malloc(STATUS_BYTES_MAX);
    json_t *root = NULL;
    if (text && device_read(device, path, text, STATUS_BYTES_MAX))
        root = json_loads(text, 0, NULL);
    else if (errno == EACCES)
        device_say(device, CHECK, DEVICE_UNSEEN, "sudo kioskctl device check", "%s: %s", path,
                   strerror(errno));
    else
        device_say(device, CHECK, DEVICE_NOTE, NULL, "%s has not said yet how it is (%s)", program, path);
    free(text);
    return root;
}

static const char *text_of(const json_t *root, const char *key) {
    const char *text = json_string_value(json_object_get(root, key));
    return text ? text : "";
}

static void check_player(struct device *device) {
    json_t *root = status_read(device, "kiosk", "/run/kiosk/status.json");
    const char *rung = text_of(root, "rung"), *why = text_of(root, "why");
    const char *driver = text_of(root, "driver");
    if (root && (strcmp(driver, "offscreen") == 0 || strcmp(driver, "dummy") == 0))
        device_say(device, CHECK, DEVICE_MISSING, "turn the display on; systemctl restart kiosk",
                   "the player draws where nobody sees it (driver %s)", driver);
    else if (root && (why[0] || (rung[0] && strcmp(rung, "current") != 0)))
        device_say(device, CHECK, DEVICE_WARNING, "journalctl -u kiosk -n 30", "the player shows %s: %s",
                   strcmp(rung, "current") == 0    ? "the newest content"
                   : strcmp(rung, "previous") == 0 ? "the content before the newest"
                                                   : "the picture that is compiled in",
                   why[0] ? why : "it does not say why");
    else if (root)
        device_say(device, CHECK, DEVICE_OK, NULL, "the player shows the newest content on screen \"%s\"",
                   text_of(root, "screen"));
    json_decref(root);
}

static void check_sync(struct device *device) {
    json_t *root = status_read(device, "kiosk-sync", "/run/kiosk-sync/sync.json"), *feed;
    const char *error = text_of(root, "error"), *why = text_of(root, "why");
    size_t i;
    if (root && (error[0] || why[0]))
        device_say(device, CHECK, DEVICE_WARNING, "journalctl -u kiosk-sync -n 30", "kiosk-sync: %s",
                   error[0] ? error : why);
    json_array_foreach(json_object_get(root, "feeds"), i, feed) {
        if (json_integer_value(json_object_get(feed, "failures")) > 0)
            device_say(device, CHECK, DEVICE_WARNING, "look at its address in playlists/site.json",
                       "feed \"%s\": %s", text_of(feed, "id"), text_of(feed, "error"));
    }
    json_decref(root);
}

void device_check_services(struct device *device) {
    if (!device_has(device, "/run/systemd/system")) {
        device_say(device, CHECK, DEVICE_NOTE, NULL, "systemd does not run here");
        return;
    }
    check_unit(device, "kiosk");
    check_unit(device, "kiosk-sync");
    check_player(device);
    check_sync(device);
}
