/* The graphics card and what hangs on it, as the kernel knows them in /sys/class/drm. */
#include <string.h>
#include <unistd.h>

#include "ctl/device.h"

enum { CARDS_MAX = 8, CONNECTORS_MAX = 16 };
static const char CHECK[] = "display";
#define DRM "/sys/class/drm"

/* "DRIVER=vc4-drm" of the card's uevent. */
static void driver_of(const struct device *device, const char *card, char *out, size_t size) {
    char path[DEVICE_PATH_MAX], text[2000];
    device_text(path, sizeof path, DRM "/%s/device/uevent", card);
    device_text(out, size, "unknown driver");
    if (!device_read(device, path, text, sizeof text))
        return;
    const char *line = strncmp(text, "DRIVER=", 7) == 0 ? text : strstr(text, "\nDRIVER=");
    if (line)
        device_text(out, size, "%.*s", (int)strcspn(line + (*line == '\n') + 7, "\n"),
                    line + (*line == '\n') + 7);
}

static void check_node(struct device *device, const char *card) {
    char path[DEVICE_PATH_MAX], where[DEVICE_PATH_MAX], remedy[320], driver[80];
    driver_of(device, card, driver, sizeof driver);
    device_text(path, sizeof path, "/dev/dri/%s", card);
    device_text(remedy, sizeof remedy, "usermod -aG video,render %s", device->user.name);
    enum device_right right = device_may(device, path, R_OK | W_OK, where);
    if (right == DEVICE_ABSENT && !device_has(device, "/dev/dri"))
        device_say(device, CHECK, DEVICE_UNSEEN, NULL,
                   "%s (%s) is there, but there is no /dev/dri here: it cannot be looked at from inside this "
                   "unit or container",
                   card, driver);
    else if (right == DEVICE_ABSENT)
        device_say(device, CHECK, DEVICE_MISSING, "udevadm trigger; is udev running?",
                   "%s (%s) is there, but %s is not", card, driver, path);
    else if (right != DEVICE_MAY)
        device_say(device, CHECK, DEVICE_MISSING, remedy, "user %s may not open %s (%s)", device->user.name,
                   where, driver);
    else
        device_say(device, CHECK, DEVICE_OK, NULL, "%s, driver %s", path, driver);
}

/* True when a display hangs on it. */
static bool check_connector(struct device *device, const char *name, char *seen, size_t size) {
    char path[DEVICE_PATH_MAX], status[40], modes[2000] = "";
    const char *connector = strchr(name, '-') + 1; /* "card0-HDMI-A-1" */
    size_t used = strlen(seen);
    device_text(path, sizeof path, DRM "/%s/status", name);
    if (!device_read(device, path, status, sizeof status))
        return false;
    device_text(seen + used, size - used, "%s%s %s", used ? ", " : "", connector, status);
    if (strcmp(status, "connected") != 0)
        return false;
    device_text(path, sizeof path, DRM "/%s/modes", name);
    if (!device_read(device, path, modes, sizeof modes) || !modes[0])
        device_say(
            device, CHECK, DEVICE_WARNING,
            "try another cable, or name a size in /boot/firmware/cmdline.txt: video=HDMI-A-1:1920x1080@60D",
            "%s is connected, but names no picture size", connector);
    else
        device_say(device, CHECK, DEVICE_OK, NULL, "%s is connected, %.*s", connector,
                   (int)strcspn(modes, "\n"), modes);
    return true;
}

static void check_connectors(struct device *device) {
    char names[CONNECTORS_MAX][DEVICE_NAME_MAX], seen[240] = "";
    size_t count = device_list(device, DRM, "card", names, CONNECTORS_MAX), connected = 0, outputs = 0;
    for (size_t i = 0; i < count; i++) {
        if (!strchr(names[i], '-') || strstr(names[i], "Writeback"))
            continue;
        outputs++;
        connected += check_connector(device, names[i], seen, sizeof seen);
    }
    if (outputs > 0 && connected == 0)
        device_say(device, CHECK, DEVICE_WARNING,
                   "turn the TV on and look at the cable; when it sleeps or starts after this machine: "
                   "video=HDMI-A-1:1920x1080@60D in cmdline.txt (or hdmi_force_hotplug=1 in config.txt)",
                   "no display is connected (%s); the player waits for one", seen);
    if (outputs == 0)
        device_say(device, CHECK, DEVICE_MISSING,
                   "dtoverlay=vc4-kms-v3d in /boot/firmware/config.txt, and reboot",
                   "the graphics card has no output that a display could hang on");
}

void device_check_display(struct device *device) {
    char names[CARDS_MAX + CONNECTORS_MAX][DEVICE_NAME_MAX];
    size_t count = device_list(device, DRM, "card", names, LENGTH(names)), cards = 0;
    for (size_t i = 0; i < count; i++)
        if (!strchr(names[i], '-')) {
            check_node(device, names[i]);
            cards++;
        }
    if (cards == 0 && !device_has(device, "/sys/class"))
        device_say(device, CHECK, DEVICE_UNSEEN, NULL, "/sys cannot be looked at from here");
    else if (cards == 0)
        device_say(device, CHECK, DEVICE_MISSING,
                   "on a Pi: dtoverlay=vc4-kms-v3d in /boot/firmware/config.txt, and reboot; else lspci -k | "
                   "grep -A3 VGA",
                   "the kernel knows no graphics card (" DRM " has no card)");
    else
        check_connectors(device);
}
