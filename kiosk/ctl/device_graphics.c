/* What SDL loads by itself to draw through the graphics card, and whether it may do what it does. No library
 * of ours asks for these, so no package tool sees that they are needed. */
#include <dlfcn.h>
#include <string.h>
#include <sys/mman.h>

#include "ctl/device.h"

static const char CHECK[] = "graphics";

static const struct {
    const char *library, *package;
} libraries[] = {{"libEGL.so.1", "libegl1"}, {"libGLESv2.so.2", "libgles2"}, {"libgbm.so.1", "libgbm1"}};

/* The kernel's drivers that Mesa draws with in hardware. For all others it reckons each pixel, and makes code
 * to do so while it runs. */
static const char *const hardware[] = {"vc4-drm", "vc4",    "v3d",     "i915",     "xe",
                                       "amdgpu",  "radeon", "nouveau", "panfrost", "panthor",
                                       "lima",    "msm",    "msm_dpu", "etnaviv",  "nvidia"};

static bool loads(const struct device *device, const char *library) {
    char pattern[DEVICE_PATH_MAX];
    if (device_live(device)) {
        void *handle = dlopen(library, RTLD_LAZY | RTLD_LOCAL);
        if (handle)
            dlclose(handle);
        return handle != NULL;
    }
    device_text(pattern, sizeof pattern, "/usr/lib/*/%s", library);
    return device_glob(device, pattern);
}

static void add_word(char *list, size_t size, const char *word) {
    size_t used = strlen(list);
    if (used < size)
        device_text(list + used, size - used, "%s%s", used ? " " : "", word);
}

static void check_libraries(struct device *device) {
    char missing[200] = "", packages[200] = "", remedy[240];
    for (size_t i = 0; i < LENGTH(libraries); i++)
        if (!loads(device, libraries[i].library)) {
            add_word(missing, sizeof missing, libraries[i].library);
            add_word(packages, sizeof packages, libraries[i].package);
        }
    if (!device_glob(device, "/usr/share/glvnd/egl_vendor.d/*.json")) {
        add_word(missing, sizeof missing, "/usr/share/glvnd/egl_vendor.d");
        add_word(packages, sizeof packages, "libegl-mesa0");
    }
    if (!device_glob(device, "/usr/lib/*/dri/*_dri.so")) {
        add_word(missing, sizeof missing, "/usr/lib/*/dri/*_dri.so");
        add_word(packages, sizeof packages, "libgl1-mesa-dri");
    }
    device_text(remedy, sizeof remedy, "apt install %s", packages);
    if (missing[0])
        device_say(device, CHECK, DEVICE_MISSING, remedy, "what the player draws with is not installed: %s",
                   missing);
    else
        device_say(device, CHECK, DEVICE_OK, NULL, "EGL, OpenGL ES, GBM and Mesa's drivers are there");
}

static bool draws_in_hardware(const struct device *device, char *driver, size_t size) {
    char cards[16][DEVICE_NAME_MAX], path[DEVICE_PATH_MAX], text[2000];
    size_t count = device_list(device, "/sys/class/drm", "", cards, LENGTH(cards));
    driver[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        device_text(path, sizeof path, "/sys/class/drm/%s/device/uevent", cards[i]);
        if (strchr(cards[i], '-') || !device_read(device, path, text, sizeof text))
            continue;
        const char *line = strstr(text, "DRIVER=");
        if (!line)
            continue;
        device_text(driver, size, "%.*s", (int)strcspn(line + 7, "\n"), line + 7);
        for (size_t k = 0; k < LENGTH(hardware); k++)
            if (strcmp(driver, hardware[k]) == 0)
                return true;
    }
    return driver[0] == '\0'; /* no card: said elsewhere */
}

/* Is code that is made while the program runs forbidden, here or in the player's unit? */
static bool code_forbidden(const struct device *device) {
    char value[40] = "";
    if (device_unit_setting(device, "kiosk.service", "MemoryDenyWriteExecute", value, sizeof value) &&
        (strcmp(value, "yes") == 0 || strcmp(value, "true") == 0 || strcmp(value, "1") == 0))
        return true;
    if (!device_live(device))
        return false;
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (page != MAP_FAILED)
        munmap(page, 4096);
    return page == MAP_FAILED;
}

void device_check_graphics(struct device *device) {
    char driver[80];
    check_libraries(device);
    if (!draws_in_hardware(device, driver, sizeof driver) && code_forbidden(device))
        device_say(
            device, CHECK, DEVICE_WARNING,
            "systemctl edit kiosk: [Service] and below it MemoryDenyWriteExecute=no; then systemctl restart "
            "kiosk",
            "driver %s has no drawing of its own, so Mesa makes code while it runs, which the unit forbids: "
            "the player may crash as it starts",
            driver);
}
