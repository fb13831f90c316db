/* What the player keeps for itself: it writes it, and nobody else. */
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ctl/device.h"
#include "player/pin_file.h"

static const char STATE[] = "/var/lib/kiosk/player", CHECK[] = "player's state", PIN[] = "staff's PIN";

/* Its hash, beside the configuration. */
static void check_pin(struct device *device) {
    char path[DEVICE_PATH_MAX], full[DEVICE_PATH_MAX], where[DEVICE_PATH_MAX], remedy[320];
    const char *slash = strrchr(device->config, '/');
    struct stat info;
    device_text(path, sizeof path, "%.*s/%s", (int)(slash - device->config), device->config, PIN_FILE_NAME);
    if (stat(device_path(device, path, full), &info) != 0)
        return; /* staff have none, or it cannot be looked at from here */
    bool stranger = device->asker == DEVICE_FOR_PERSON && device->user.self; /* who is not to read it */
    device_text(remedy, sizeof remedy, "chown kiosk:root %.120s; chmod 400 %.120s", path, path);
    if (info.st_mode & 077)
        device_say(device, PIN, DEVICE_WARNING, remedy,
                   "others than the player can read %s, and find the PIN in a day", path);
    else if (!stranger && device_may(device, path, R_OK, where) != DEVICE_MAY)
        device_say(device, PIN, DEVICE_WARNING, remedy,
                   "user %s may not read %s: no PIN opens the tools of staff", device->user.name, path);
    else
        device_say(device, PIN, DEVICE_OK, NULL, "%s", path);
}

static void check_folder(struct device *device) {
    char where[DEVICE_PATH_MAX];
    const char *player = device->user.name, *sync = device->sync_user.name;
    const char *remedy = "chown -R kiosk:kiosk /var/lib/kiosk/player; "
                         "chmod -R u=rwX,g=rX,o= /var/lib/kiosk/player";
    bool two = device->asker == DEVICE_FOR_PERSON && device_two_users(device);
    if (!device_has(device, STATE))
        return; /* its unit makes it */
    if (device_may(device, STATE, W_OK | X_OK, where) == DEVICE_MAY_NOT)
        device_say(
            device, CHECK, DEVICE_WARNING, remedy,
            "user %s may not write in %s: %s is closed to it, and what it refuses, its counts and wrong "
            "PINs are not kept",
            player, STATE, where);
    else if (two && device_may_as(device, &device->sync_user, STATE, R_OK | X_OK, where) == DEVICE_MAY_NOT)
        device_say(device, CHECK, DEVICE_WARNING, remedy,
                   "user %s may not read %s: %s is closed to it, and content that cannot be shown stays",
                   sync, STATE, where);
    else if (two && device->sync_user.uid != 0 &&
             device_may_as(device, &device->sync_user, STATE, W_OK, where) == DEVICE_MAY)
        device_say(device, CHECK, DEVICE_WARNING, remedy,
                   "user %s may write in %s: somebody who takes over kiosk-sync changes what the player says",
                   sync, STATE);
    else
        device_say(device, CHECK, DEVICE_OK, NULL, "%s", STATE);
}

void device_check_state(struct device *device) {
    check_folder(device);
    check_pin(device);
}
