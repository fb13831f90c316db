/* The ways out of the picture with a keyboard. Notes: whoever keeps the machine locked away does not need
 * them. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ctl/device.h"

static const char CHECK[] = "keyboard";

static const char LOCKDOWN[] = "systemctl enable --now kiosk-lockdown (from the package kiosk-player)";

static void check_sysrq(struct device *device) {
    char value[40];
    if (!device_read(device, "/proc/sys/kernel/sysrq", value, sizeof value))
        device_say(device, CHECK, DEVICE_UNSEEN, NULL, "kernel.sysrq cannot be looked at from here");
    else if (strtol(value, NULL, 10) != 0)
        device_say(device, CHECK, DEVICE_NOTE, LOCKDOWN, "Alt-SysRq-K ends the player (kernel.sysrq is %s)",
                   value);
    else
        device_say(device, CHECK, DEVICE_OK, NULL, "SysRq is off");
}

/* By hand, or by the package's generator, which does it at each start of a machine that is a screen. */
static bool reboot_keys_masked(const struct device *device) {
    static const char *const folders[] = {"/etc/systemd/system", "/run/systemd/system",
                                          "/run/systemd/generator"};
    bool masked = false;
    for (size_t i = 0; i < LENGTH(folders); i++) {
        char path[DEVICE_PATH_MAX], full[DEVICE_PATH_MAX], target[20] = "";
        device_text(path, sizeof path, "%s/ctrl-alt-del.target", folders[i]);
        ssize_t length = readlink(device_path(device, path, full), target, sizeof target - 1);
        target[length > 0 ? length : 0] = '\0';
        masked |= strcmp(target, "/dev/null") == 0;
    }
    return masked;
}

static void check_reboot_keys(struct device *device) {
    if (reboot_keys_masked(device))
        device_say(device, CHECK, DEVICE_OK, NULL, "Ctrl-Alt-Del is off");
    else
        device_say(device, CHECK, DEVICE_NOTE,
                   "with the package kiosk-player and its screen.json: reboot once; else systemctl mask "
                   "ctrl-alt-del.target",
                   "Ctrl-Alt-Del may restart the machine");
}

/* Has one of the files in `folder` the line `setting`? */
static bool is_set(const struct device *device, const char *folder, const char *setting) {
    char names[20][DEVICE_NAME_MAX], path[DEVICE_PATH_MAX], text[8192];
    size_t count = device_list(device, folder, "", names, LENGTH(names));
    for (size_t i = 0; i < count; i++) {
        device_text(path, sizeof path, "%s/%s", folder, names[i]);
        const char *line = device_read(device, path, text, sizeof text) ? strstr(text, setting) : NULL;
        if (line && (line == text || line[-1] == '\n') && strchr("\r\n", line[strlen(setting)]))
            return true;
    }
    return false;
}

/* The package's terminals take no logins while the machine has a screen.json; or logind starts none. */
static void check_terminals(struct device *device) {
    char full[DEVICE_PATH_MAX];
    bool screen = access(device_path(device, "/etc/kiosk/screen.json", full), F_OK) == 0;
    bool none = is_set(device, "/etc/systemd/logind.conf.d", "NAutoVTs=0") ||
                is_set(device, "/usr/lib/systemd/logind.conf.d", "NAutoVTs=0") ||
                (screen && is_set(device, "/usr/lib/systemd/system/getty@.service.d",
                                  "ConditionPathExists=!/etc/kiosk/screen.json"));
    if (none)
        device_say(device, CHECK, DEVICE_OK, NULL, "Ctrl-Alt-F2 leads to no login");
    else
        device_say(device, CHECK, DEVICE_NOTE,
                   screen ? "install the package kiosk-player"
                          : "the package sees to it once screen.json is there",
                   "Ctrl-Alt-F2 may lead to a login");
}

void device_check_console(struct device *device) {
    check_sysrq(device);
    check_reboot_keys(device);
    check_terminals(device);
}
