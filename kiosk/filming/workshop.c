#include "filming/workshop.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "system/disk.h"
#include "system/disk_fd.h"

#define JOB "job"

char *workshop_path(const struct workshop *shop, const char *name) {
    return disk_path(shop->folder, name);
}

char *workshop_text(const struct workshop *shop, const char *name) {
    char *path = workshop_path(shop, name), *text = NULL;
    size_t size = 0;
    if (path && !disk_read(path, WORKSHOP_TEXT_MAX, &text, &size, NULL))
        text = NULL;
    free(path);
    return text;
}

bool workshop_note(const struct workshop *shop, const char *name, const char *text, struct fail *fail) {
    char *path = workshop_path(shop, name);
    bool done = path ? disk_write(path, text, strlen(text), fail) : fail_set(fail, "out of memory");
    free(path);
    return done;
}

struct removal {
    bool done;
    struct fail *fail;
};

static void remove_entry(void *context, const char *folder, const char *name) {
    struct removal *removal = context;
    char *path = disk_path(folder, name);
    removal->done = removal->done && path && disk_remove(path, removal->fail);
    free(path);
}

bool workshop_empty(struct workshop *shop, struct fail *fail) {
    struct removal removal = {true, fail};
    return disk_list(shop->folder, remove_entry, &removal, fail) && removal.done;
}

static bool lock(struct workshop *shop, struct fail *fail) {
    shop->lock = open(shop->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    if (shop->lock < 0)
        return fail_set(fail, "%s: %s", shop->folder, strerror(errno));
    return flock(shop->lock, LOCK_EX | LOCK_NB) == 0 ||
           fail_set(fail, "%s: another kioskctl is making this film", shop->folder);
}

static bool begin(struct workshop *shop, const char *job, const char *link, const char *target,
                  struct fail *fail) {
    char *before = workshop_text(shop, JOB), *path = workshop_path(shop, link);
    bool same = before && strcmp(before, job) == 0;
    bool done = path != NULL;
    if (done && !same)
        done = workshop_empty(shop, fail) &&
               (symlink(target, path) == 0 || fail_set(fail, "%s: %s", path, strerror(errno))) &&
               workshop_note(shop, JOB, job, fail);
    free(before);
    free(path);
    return done;
}

/* "A/B" → "A/.B.making", absolute. */
static char *folder_of(const char *output, struct fail *fail) {
    const char *slash = strrchr(output, '/'), *name = slash ? slash + 1 : output;
    char *parent = disk_parent(output), *absolute = NULL, *folder = NULL;
    if (parent && disk_make_folder(parent, fail))
        absolute = realpath(parent, NULL);
    if (absolute && asprintf(&folder, "%s/.%s.making", absolute, name) < 0)
        folder = NULL;
    free(parent);
    free(absolute);
    return folder;
}

bool workshop_open(struct workshop *shop, const char *output, const char *job, const char *link,
                   const char *target, struct fail *fail) {
    *shop = (struct workshop){.lock = -1};
    fail_set(fail, "out of memory");
    shop->folder = folder_of(output, fail);
    if (shop->folder && disk_make_folder(shop->folder, fail) && lock(shop, fail) &&
        begin(shop, job, link, target, fail))
        return true;
    workshop_close(shop);
    return false;
}

void workshop_close(struct workshop *shop) {
    if (shop->lock >= 0 && shop->folder)
        close(shop->lock);
    free(shop->folder);
    *shop = (struct workshop){.lock = -1};
}

bool workshop_remove(struct workshop *shop, struct fail *fail) {
    bool done = disk_remove(shop->folder, fail);
    workshop_close(shop);
    return done;
}

bool workshop_place(const struct workshop *shop, const char *name, const char *path, struct fail *fail) {
    char *from = workshop_path(shop, name), *parent = disk_parent(path);
    int fd = from ? open(from, O_RDONLY | O_CLOEXEC | O_NOFOLLOW) : -1;
    bool done = fd >= 0 && parent && fchmod(fd, 0644) == 0 && fsync(fd) == 0 && rename(from, path) == 0;
    if (!done)
        fail_set(fail, "%s: %s", path, strerror(errno));
    if (fd >= 0)
        close(fd);
    done = done && disk_sync_folder(parent, fail);
    free(from);
    free(parent);
    return done;
}
