#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "core/site/site.h"
#include "system/disk.h"
#include "system/disk_fd.h"

enum { LEVELS_MAX = 16 };

struct disk_site {
    int folder;
};

/* Kernels and sandboxes without openat2: no symbolic link at all on the way. */
static int open_walking(int folder, const char *name) {
    char part[256];
    int at = dup(folder);
    while (at >= 0) {
        size_t length = strcspn(name, "/");
        bool last = name[length] == '\0';
        int next = -1;
        if (length > 0 && length < sizeof part) {
            memcpy(part, name, length);
            part[length] = '\0';
            next =
                openat(at, part, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | (last ? 0 : O_DIRECTORY));
        }
        int reason = errno;
        close(at);
        errno = reason;
        if (last || next < 0) {
            return next;
        }
        at = next;
        name += length + 1;
    }
    return -1;
}

int disk_open_beneath(int folder, const char *name) {
    struct open_how how = {.flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY,
                           .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS};
    long fd = syscall(SYS_openat2, folder, name, &how, sizeof how);
    if (fd < 0 && (errno == ENOSYS || errno == EPERM)) {
        return open_walking(folder, name);
    }
    return (int)fd;
}

static const char *open_reason(int reason) {
    return reason == EXDEV || reason == ELOOP ? "a symbolic link that leads out of the site"
                                              : strerror(reason);
}

int disk_site_open(void *context, const char *name, struct fail *why) {
    const struct disk_site *site = context;
    int fd = -1;
    if (!site_name_valid(name)) {
        fail_set(why, "not a name inside the site");
    } else if ((fd = disk_open_beneath(site->folder, name)) < 0) {
        fail_set(why, "%s: %s", name, open_reason(errno));
    }
    return fd;
}

static bool site_read(void *context, const char *name, size_t max, char **bytes, size_t *size,
                      struct fail *why) {
    int fd = disk_site_open(context, name, why);
    if (fd < 0) {
        return false;
    }
    bool done = disk_read_fd(fd, name, max, bytes, size, why);
    close(fd);
    return done;
}

static bool site_exists(void *context, const char *name) {
    const struct disk_site *site = context;
    struct stat info;
    int fd = site_name_valid(name) ? disk_open_beneath(site->folder, name) : -1;
    if (fd < 0) {
        return false;
    }
    bool regular = fstat(fd, &info) == 0 && S_ISREG(info.st_mode);
    close(fd);
    return regular;
}

struct disk_site *disk_site_create(const char *folder) {
    struct disk_site *site = malloc(sizeof *site);
    if (!site) {
        return NULL;
    }
    site->folder = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (site->folder < 0) {
        free(site);
        return NULL;
    }
    return site;
}

void disk_site_destroy(struct disk_site *site) {
    if (site) {
        close(site->folder);
        free(site);
    }
}

struct site_files disk_site_files(struct disk_site *site) {
    return (struct site_files){.context = site, .read = site_read, .exists = site_exists};
}

bool disk_list(const char *path, void (*see)(void *context, const char *folder, const char *name),
               void *context, struct fail *fail) {
    DIR *folder = opendir(path);
    if (!folder) {
        return errno == ENOENT || fail_set(fail, "%s: %s", path, strerror(errno));
    }
    const struct dirent *entry = NULL;
    while ((entry = readdir(folder))) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
            see(context, path, entry->d_name);
        }
    }
    closedir(folder);
    return true;
}

struct removal {
    int levels; /* that may still be entered */
    struct fail *fail;
    bool failed;
};

static bool remove_down(const char *path, int levels, struct fail *fail);

static void remove_inside(void *context, const char *folder, const char *name) {
    struct removal *removal = context;
    char *path = removal->failed ? NULL : disk_path(folder, name);
    if (!path || !remove_down(path, removal->levels, removal->fail)) {
        removal->failed = true;
    }
    free(path);
}

static bool remove_down(const char *path, int levels, struct fail *fail) {
    if (unlink(path) == 0 || errno == ENOENT) {
        return true;
    }
    if (errno != EISDIR || levels == 0) {
        return fail_set(fail, "%s: cannot remove: %s", path, strerror(levels == 0 ? EMLINK : errno));
    }
    struct removal removal = {.levels = levels - 1, .fail = fail};
    if (!disk_list(path, remove_inside, &removal, fail) || removal.failed) {
        return false;
    }
    return rmdir(path) == 0 || errno == ENOENT ||
           fail_set(fail, "%s: cannot remove: %s", path, strerror(errno));
}

bool disk_remove(const char *path, struct fail *fail) {
    fail_set(fail, "%s: cannot remove", path); /* should nothing else be said */
    return remove_down(path, LEVELS_MAX, fail);
}

struct sweeping {
    const char *name;
    enum disk_sweep which;
};

/* "<name>.<process>.tmp": the process, or 0 when it is not of that form. */
static long writer_of(const char *file, const char *name) {
    size_t length = strlen(file), ending = strlen(DISK_TEMPORARY);
    if (length <= ending || strcmp(file + length - ending, DISK_TEMPORARY) != 0) {
        return 0;
    }
    size_t digits = length - ending;
    while (digits > 0 && file[digits - 1] >= '0' && file[digits - 1] <= '9') {
        digits--;
    }
    bool of_name = digits > 1 && file[digits - 1] == '.' &&
                   (!name || (strlen(name) == digits - 1 && strncmp(file, name, digits - 1) == 0));
    return of_name ? strtol(file + digits, NULL, 10) : 0;
}

static void sweep_one(void *context, const char *folder, const char *file) {
    const struct sweeping *sweeping = context;
    long writer = writer_of(file, sweeping->name);
    bool gone = writer > 0 && (pid_t)writer == writer && kill((pid_t)writer, 0) != 0 && errno == ESRCH;
    if (writer <= 0 || (sweeping->which == DISK_SWEEP_DEAD && !gone)) {
        return;
    }
    char *path = disk_path(folder, file);
    if (path) {
        unlink(path);
    }
    free(path);
}

bool disk_sweep(const char *folder, const char *name, enum disk_sweep which, struct fail *fail) {
    struct sweeping sweeping = {name, which};
    return disk_list(folder, sweep_one, &sweeping, fail);
}

bool disk_space(const char *folder, uint64_t *have, uint64_t *reserve, struct fail *fail) {
    struct statvfs info;
    if (statvfs(folder, &info) != 0) {
        return fail_set(fail, "%s: %s", folder, strerror(errno));
    }
    uint64_t part = (uint64_t)info.f_blocks * info.f_frsize / 20, most = 256ull << 20;
    *have = info.f_favail == 0 && info.f_files > 0 ? 0 : (uint64_t)info.f_bavail * info.f_frsize;
    *reserve = part < most ? part : most;
    return true;
}
