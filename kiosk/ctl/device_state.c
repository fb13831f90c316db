/* What the player keeps for itself: it writes it, and nobody else. */
#include <unistd.h>

#include "ctl/device.h"

static const char STATE[] = "/var/lib/kiosk/player", CHECK[] = "player's state";

void device_check_state(struct device *device) {
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
