#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "desk/data/backup.h"
#include "desk/data/database_parts.h"
#include "desk/data/field_parts.h"
#include "desk/data/restore_parts.h"
#include "system/disk.h"
#include "system/disk_fd.h"

/* Nobody has the old database open, nor opens it from now on. BUSY: somebody has. *fd is to be closed. */
static enum outcome lock_alone(const char *folder, int *fd, struct fail *fail) {
    char *path = disk_path(folder, DATABASE_LOCK);
    int lock = path ? open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600) : -1;
    enum outcome outcome = OUTCOME_DONE;
    if (lock < 0) {
        outcome = field_disk_failed(path ? path : folder, fail);
    } else if (flock(lock, LOCK_EX | LOCK_NB) != 0) {
        fail_at(fail, folder, 0, 0, "the desk is running there; stop it first: systemctl stop kiosk-desk");
        close(lock);
        outcome = OUTCOME_BUSY;
    } else {
        *fd = lock;
    }
    free(path);
    return outcome;
}

static enum outcome give_to(const char *folder, const struct stat *owner, struct fail *fail);

struct giving {
    const struct stat *owner;
    enum outcome outcome;
    struct fail *fail;
};

static void give_entry(void *context, const char *folder, const char *name) {
    struct giving *giving = context;
    struct stat info;
    char *path = giving->outcome == OUTCOME_DONE ? disk_path(folder, name) : NULL;
    if (!path)
        return;
    if (lchown(path, giving->owner->st_uid, giving->owner->st_gid) != 0)
        giving->outcome = field_disk_failed(path, giving->fail);
    else if (lstat(path, &info) == 0 && S_ISDIR(info.st_mode))
        giving->outcome = give_to(path, giving->owner, giving->fail);
    free(path);
}

/* When root restores what a service runs on, it is the service's still. */
static enum outcome give_to(const char *folder, const struct stat *owner, struct fail *fail) {
    struct giving giving = {owner, OUTCOME_DONE, fail};
    if (lchown(folder, owner->st_uid, owner->st_gid) != 0)
        return field_disk_failed(folder, fail);
    return disk_list(folder, give_entry, &giving, fail) ? giving.outcome : OUTCOME_TROUBLE;
}

static enum outcome sync_parent(const char *folder, struct fail *fail) {
    char *parent = disk_parent(folder);
    bool done = parent ? disk_sync_folder(parent, fail) : fail_set(fail, "out of memory");
    free(parent);
    return done ? OUTCOME_DONE : OUTCOME_TROUBLE;
}

static enum outcome exchange(const char *made, const char *folder, int64_t now_ms, char *aside, size_t size,
                             struct fail *fail) {
    char name[BACKUP_PATH_MAX];
    if ((size_t)snprintf(name, sizeof name, "%s.before-%lld", folder, (long long)now_ms) >= sizeof name ||
        strlen(made) >= sizeof name)
        return field_refuse(fail, "%.200s: the name is too long", folder);
    if (renameat2(AT_FDCWD, made, AT_FDCWD, folder, RENAME_EXCHANGE) != 0)
        return field_disk_failed(folder, fail);
    /* it is done, and `made` is what was there; all that is left is to give that a better name */
    bool named = renameat2(AT_FDCWD, made, AT_FDCWD, name, RENAME_NOREPLACE) == 0;
    snprintf(aside, size, "%s", named ? name : made);
    return sync_parent(folder, fail);
}

enum outcome restore_switch(const char *made, const char *folder, int64_t now_ms, char *aside,
                            size_t aside_size, struct fail *fail) {
    struct stat owner;
    int lock = -1;
    if (stat(folder, &owner) != 0) {
        *aside = '\0';
        return rename(made, folder) == 0 ? sync_parent(folder, fail) : field_disk_failed(folder, fail);
    }
    enum outcome outcome = lock_alone(folder, &lock, fail);
    if (outcome == OUTCOME_DONE && geteuid() == 0)
        outcome = give_to(made, &owner, fail);
    if (outcome == OUTCOME_DONE)
        outcome = exchange(made, folder, now_ms, aside, aside_size, fail);
    if (lock >= 0)
        close(lock);
    return outcome;
}
