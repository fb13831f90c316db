/* Fonts where the player looks for them, and the voice that reads aloud. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ctl/device.h"
#include "stage/families.h"

static const char FONTS[] = "fonts", VOICE[] = "reading aloud";

static bool family_there(const struct device *device, const struct family *family) {
    char path[DEVICE_PATH_MAX], where[DEVICE_PATH_MAX];
    for (size_t d = 0; d < LENGTH(family->folders) && family->folders[d]; d++)
        for (size_t f = 0; f < LENGTH(family->files[0]) && family->files[0][f]; f++) {
            device_text(path, sizeof path, "%s/%s", family->folders[d], family->files[0][f]);
            if (device_may(device, path, R_OK, where) == DEVICE_MAY)
                return true;
        }
    return false;
}

/* What every screen writes with; all else is for one script, and only missed where it is written. */
static bool needed(const struct family *family) {
    return strcmp(family->name, "Inter") == 0 || strcmp(family->name, "Noto Sans") == 0 || family->signs;
}

void device_check_fonts(struct device *device) {
    const char *packages[16];
    bool must[LENGTH(packages)] = {false};
    char names[LENGTH(packages)][120] = {""}, remedy[240];
    size_t count = 0;
    for (size_t i = 0; i < family_count; i++) {
        const struct family *family = &families[i];
        size_t p = 0;
        if (family_there(device, family))
            continue;
        while (p < count && strcmp(packages[p], family->package) != 0)
            p++;
        if (p == LENGTH(packages))
            continue;
        count += p == count;
        packages[p] = family->package;
        must[p] |= needed(family);
        size_t used = strlen(names[p]);
        device_text(names[p] + used, sizeof names[p] - used, "%s%s", used ? ", " : "", family->name);
    }
    for (size_t p = 0; p < count; p++) {
        device_text(remedy, sizeof remedy, "apt install %s", packages[p]);
        device_say(device, FONTS, must[p] ? DEVICE_MISSING : DEVICE_WARNING, remedy, "not installed: %s",
                   names[p]);
    }
    if (count == 0)
        device_say(device, FONTS, DEVICE_OK, NULL, "all %zu families are there", family_count);
}

static bool program_there(const struct device *device, const char *name) {
    char path[DEVICE_PATH_MAX], where[DEVICE_PATH_MAX], folders[2000];
    const char *search = device_live(device) ? getenv("PATH") : NULL;
    device_text(folders, sizeof folders, "%s", search ? search : "/usr/local/bin:/usr/bin:/bin");
    char *rest = folders;
    for (char *folder; (folder = strsep(&rest, ":"));) {
        device_text(path, sizeof path, "%.900s/%s", folder, name);
        if (folder[0] == '/' && device_may(device, path, X_OK, where) == DEVICE_MAY)
            return true;
    }
    return false;
}

void device_check_voice(struct device *device) {
    if (!device->touch)
        return;
    if (program_there(device, "espeak-ng"))
        device_say(device, VOICE, DEVICE_OK, NULL, "espeak-ng is there");
    else
        device_say(device, VOICE, DEVICE_WARNING, "apt install espeak-ng",
                   "espeak-ng is not installed: the guide does not offer to read aloud");
}
