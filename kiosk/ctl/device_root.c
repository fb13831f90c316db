#include "ctl/device.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool device_live(const struct device *device) {
    return device->root[0] == '\0';
}

const char *device_path(const struct device *device, const char *path, char out[DEVICE_PATH_MAX]) {
    device_text(out, DEVICE_PATH_MAX, "%s%s", device->root, path);
    return out;
}

bool device_has(const struct device *device, const char *path) {
    char full[DEVICE_PATH_MAX];
    return access(device_path(device, path, full), F_OK) == 0;
}

bool device_read(const struct device *device, const char *path, char *out, size_t size) {
    char full[DEVICE_PATH_MAX];
    int fd = open(device_path(device, path, full), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0)
        return false;
    ssize_t got = read(fd, out, size - 1);
    int failed = errno;
    close(fd);
    errno = failed;
    if (got < 0)
        return false;
    out[got] = '\0';
    if (got > 0 && out[got - 1] == '\n')
        out[got - 1] = '\0';
    return true;
}

static int by_name(const void *left, const void *right) {
    return strcmp(left, right);
}

size_t device_list(const struct device *device, const char *folder, const char *prefix,
                   char (*names)[DEVICE_NAME_MAX], size_t max) {
    char full[DEVICE_PATH_MAX];
    size_t count = 0;
    DIR *stream = opendir(device_path(device, folder, full));
    if (!stream)
        return 0;
    for (struct dirent *entry; count < max && (entry = readdir(stream));)
        if (entry->d_name[0] != '.' && strncmp(entry->d_name, prefix, strlen(prefix)) == 0 &&
            strlen(entry->d_name) < DEVICE_NAME_MAX)
            strcpy(names[count++], entry->d_name);
    closedir(stream);
    qsort(names, count, sizeof names[0], by_name);
    return count;
}

bool device_glob(const struct device *device, const char *pattern) {
    char full[DEVICE_PATH_MAX];
    glob_t found;
    bool there = glob(device_path(device, pattern, full), GLOB_NOSORT, NULL, &found) == 0;
    if (there)
        globfree(&found);
    return there;
}

/* systemd: the last one written counts. */
static void last_setting(const char *text, const char *name, char *out, size_t size, bool *set) {
    size_t length = strlen(name);
    for (const char *line = text; line; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (strncmp(line, name, length) == 0 && line[length] == '=') {
            device_text(out, size, "%.*s", (int)strcspn(line + length + 1, "\n"), line + length + 1);
            *set = true;
        }
    }
}

bool device_unit_setting(const struct device *device, const char *unit, const char *name, char *out,
                         size_t size) {
    static const char *const folders[] = {"/usr/lib/systemd/system", "/lib/systemd/system",
                                          "/etc/systemd/system"};
    char path[DEVICE_PATH_MAX], text[16384], added[20][DEVICE_NAME_MAX];
    bool set = false;
    for (size_t i = 0; i < LENGTH(folders); i++) {
        device_text(path, sizeof path, "%s/%s", folders[i], unit);
        if (device_read(device, path, text, sizeof text))
            last_setting(text, name, out, size, &set);
    }
    for (size_t i = 0; i < LENGTH(folders); i++) {
        char folder[DEVICE_PATH_MAX];
        device_text(folder, sizeof folder, "%s/%s.d", folders[i], unit);
        size_t count = device_list(device, folder, "", added, LENGTH(added));
        for (size_t k = 0; k < count; k++) {
            device_text(path, sizeof path, "%.900s/%s", folder, added[k]);
            if (device_read(device, path, text, sizeof text))
                last_setting(text, name, out, size, &set);
        }
    }
    return set;
}
