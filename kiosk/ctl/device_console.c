/* The ways out of the picture with a keyboard. Notes: whoever keeps the machine locked away does not need
 * them. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ctl/device.h"

static const char CHECK[] = "keyboard";

static void check_sysrq(struct device *device) {
    char value[40];
    if (!device_read(device, "/proc/sys/kernel/sysrq", value, sizeof value))
        device_say(device, CHECK, DEVICE_UNSEEN, NULL, "kernel.sysrq cannot be looked at from here");
    else if (strtol(value, NULL, 10) != 0)
        device_say(device, CHECK, DEVICE_NOTE,
                   "echo kernel.sysrq=0 >/etc/sysctl.d/50-kiosk.conf; sysctl --system",
                   "Alt-SysRq-K ends the player (kernel.sysrq is %s)", value);
    else
        device_say(device, CHECK, DEVICE_OK, NULL, "SysRq is off");
}

static void check_reboot_keys(struct device *device) {
    char full[DEVICE_PATH_MAX], target[200] = "";
    ssize_t length = readlink(device_path(device, "/etc/systemd/system/ctrl-alt-del.target", full), target,
                              sizeof target - 1);
    target[length > 0 ? length : 0] = '\0';
    if (strcmp(target, "/dev/null") == 0)
        device_say(device, CHECK, DEVICE_OK, NULL, "Ctrl-Alt-Del is off");
    else
        device_say(device, CHECK, DEVICE_NOTE, "systemctl mask ctrl-alt-del.target",
                   "Ctrl-Alt-Del may restart the machine");
}

static bool sets_no_terminals(const struct device *device, const char *path) {
    char text[8192];
    if (!device_read(device, path, text, sizeof text))
        return false;
    const char *line = strncmp(text, "NAutoVTs=", 9) == 0 ? text : strstr(text, "\nNAutoVTs=");
    return line && strtol(strchr(line, '=') + 1, NULL, 10) == 0;
}

static void check_terminals(struct device *device) {
    static const char *const folders[] = {"/etc/systemd/logind.conf.d", "/usr/lib/systemd/logind.conf.d"};
    char names[20][DEVICE_NAME_MAX], path[DEVICE_PATH_MAX];
    bool none = sets_no_terminals(device, "/etc/systemd/logind.conf");
    for (size_t i = 0; i < LENGTH(folders); i++) {
        size_t count = device_list(device, folders[i], "", names, LENGTH(names));
        for (size_t k = 0; k < count; k++) {
            device_text(path, sizeof path, "%s/%s", folders[i], names[k]);
            none |= sets_no_terminals(device, path);
        }
    }
    if (none)
        device_say(device, CHECK, DEVICE_OK, NULL, "Ctrl-Alt-F2 leads to no login");
    else
        device_say(device, CHECK, DEVICE_NOTE,
                   "NAutoVTs=0 and ReserveVT=0 below [Login] in /etc/systemd/logind.conf.d/kiosk.conf",
                   "Ctrl-Alt-F2 may lead to a login");
}

void device_check_console(struct device *device) {
    check_sysrq(device);
    check_reboot_keys(device);
    check_terminals(device);
}
