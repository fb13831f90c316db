/* Panels that can be touched, as the kernel knows them in /sys/class/input. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ctl/device.h"

enum {
    INPUTS_MAX = 64,
    ABS_X_BIT = 0x00,
    ABS_MT_POSITION_X_BIT = 0x35,
    BTN_LEFT_BIT = 0x110,
    BTN_TOUCH_BIT = 0x14a
};
static const char CHECK[] = "touch";
#define INPUT "/sys/class/input"

/* The kernel writes a bitmap as words of a machine's long in hex, the highest first. */
static bool bit(const char *bitmap, int number) {
    const int word_bits = (int)sizeof(long) * 8;
    int word = number / word_bits;
    size_t end = strlen(bitmap);
    for (; word > 0 && end > 0; word--) { /* the words below it stand behind it */
        while (end > 0 && bitmap[end - 1] != ' ')
            end--;
        while (end > 0 && bitmap[end - 1] == ' ')
            end--;
    }
    size_t from = end;
    while (from > 0 && bitmap[from - 1] != ' ')
        from--;
    return end > 0 && ((strtoull(bitmap + from, NULL, 16) >> (number % word_bits)) & 1);
}

static bool capability(const struct device *device, const char *event, const char *kind, int number) {
    char path[DEVICE_PATH_MAX], bitmap[400];
    device_text(path, sizeof path, INPUT "/%s/device/capabilities/%s", event, kind);
    return device_read(device, path, bitmap, sizeof bitmap) && bit(bitmap, number);
}

/* Multitouch, a single-touch panel, or one that says it is a mouse which knows where it is. */
static bool takes_touches(const struct device *device, const char *event) {
    bool places = capability(device, event, "abs", ABS_X_BIT);
    return capability(device, event, "abs", ABS_MT_POSITION_X_BIT) ||
           (places && capability(device, event, "key", BTN_TOUCH_BIT)) ||
           (places && capability(device, event, "key", BTN_LEFT_BIT));
}

static void check_panel(struct device *device, const char *event) {
    char path[DEVICE_PATH_MAX], where[DEVICE_PATH_MAX], name[120] = "a panel", remedy[320];
    device_text(path, sizeof path, INPUT "/%s/device/name", event);
    if (!device_read(device, path, name, sizeof name))
        device_text(name, sizeof name, "a panel");
    device_text(path, sizeof path, "/dev/input/%s", event);
    device_text(remedy, sizeof remedy, "usermod -aG input %s", device->user.name);
    enum device_right right = device_may(device, path, R_OK, where);
    if (right == DEVICE_MAY)
        device_say(device, CHECK, DEVICE_OK, NULL, "\"%s\" at %s", name, path);
    else if (right == DEVICE_ABSENT && !device_has(device, "/dev/input"))
        device_say(
            device, CHECK, DEVICE_UNSEEN, NULL,
            "\"%s\" is there, but there is no /dev/input here: it cannot be looked at from inside this unit "
            "or container",
            name);
    else
        device_say(device, CHECK, device->touch ? DEVICE_WARNING : DEVICE_NOTE, remedy,
                   "\"%s\": user %s may not read %s", name, device->user.name, where);
}

void device_check_touch(struct device *device) {
    char events[INPUTS_MAX][DEVICE_NAME_MAX];
    size_t count = device_list(device, INPUT, "event", events, INPUTS_MAX), panels = 0;
    for (size_t i = 0; i < count; i++)
        if (takes_touches(device, events[i])) {
            check_panel(device, events[i]);
            panels++;
        }
    if (panels > 0)
        return;
    if (!device_has(device, "/sys/class"))
        device_say(device, CHECK, DEVICE_UNSEEN, NULL, "/sys cannot be looked at from here");
    else if (device->touch)
        device_say(device, CHECK, DEVICE_WARNING, "is its USB cable in? dmesg | grep -i -e touch -e hid",
                   "the content says that this screen takes touches, but no panel that does is here");
    else
        device_say(device, CHECK, DEVICE_NOTE, NULL, "no panel that takes touches is here%s",
                   device->content ? "; the content does not ask for one" : "");
}
