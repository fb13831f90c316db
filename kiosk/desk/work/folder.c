#include "desk/work/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "desk/data/objects.h"
#include "system/disk.h"
#include "system/disk_fd.h"
#include "system/disk_stream.h"

static enum outcome trouble(struct fail *fail, const char *path) {
    enum outcome outcome = errno == ENOSPC || errno == EDQUOT ? OUTCOME_FULL : OUTCOME_TROUBLE;
    fail_set(fail, "%.300s: %s", path, strerror(errno));
    return outcome;
}

/* How one file comes to `path`. */
typedef enum outcome write_file(const struct site_tree *tree, const struct site_tree_file *file,
                                const char *path, struct fail *fail);

static enum outcome copy_object(const struct site_tree *tree, const struct site_tree_file *file,
                                const char *path, struct fail *fail) {
    int fd = site_tree_open((struct site_tree *)tree, file->path, fail);
    if (fd < 0)
        return OUTCOME_TROUBLE;
    struct hash hash;
    uint64_t size = 0;
    enum outcome outcome = OUTCOME_TROUBLE;
    if (stream_hash(fd, file->path, OBJECT_MAX, &hash, &size, fail) &&
        strcmp(hash.hex, file->hash.hex) != 0) {
        fail_set(fail, "%.200s: is damaged here; a backup helps", file->path);
        outcome = OUTCOME_DAMAGED;
    } else if (lseek(fd, 0, SEEK_SET) == 0 && stream_copy(fd, path, file->hash.hex, size, fail)) {
        outcome = OUTCOME_DONE;
    }
    close(fd);
    return outcome;
}

static enum outcome copy_file(const struct site_tree *tree, const struct site_tree_file *file,
                              const char *path, struct fail *fail) {
    char *bytes = NULL;
    size_t size = 0;
    if (file->object)
        return copy_object(tree, file, path, fail);
    enum outcome outcome = site_tree_read(tree, file->path, OBJECT_MAX, &bytes, &size, fail);
    if (outcome == OUTCOME_DONE && strcmp(hash_bytes(bytes, size).hex, file->hash.hex) != 0) {
        fail_set(fail, "%.200s: is damaged here; a backup helps", file->path);
        outcome = OUTCOME_DAMAGED;
    }
    if (outcome == OUTCOME_DONE && !disk_write(path, bytes, size, fail))
        outcome = OUTCOME_TROUBLE;
    free(bytes);
    return outcome;
}

/* A preview is made anew after any crash: it need not be durable, which 130 files would make slow. */
static enum outcome link_file(const struct site_tree *tree, const struct site_tree_file *file,
                              const char *path, struct fail *fail) {
    char *object = file->object ? object_path(database_folder(tree->database), file->hash.hex) : NULL;
    char *bytes = NULL, *parent = disk_parent(path);
    size_t size = 0;
    bool linked = false;
    enum outcome outcome = OUTCOME_DONE;
    if (!parent || !disk_make_folder(parent, fail))
        outcome = OUTCOME_TROUBLE;
    else if (object)
        linked = link(object, path) == 0; /* not over file systems, nor where links are not allowed */
    if (outcome == OUTCOME_DONE && !linked)
        outcome = site_tree_read(tree, file->path, OBJECT_MAX, &bytes, &size, fail);
    if (outcome == OUTCOME_DONE && !linked) {
        int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
        if (fd < 0 || !disk_write_fd(fd, bytes, size))
            outcome = trouble(fail, path);
        if (fd >= 0 && close(fd) != 0 && outcome == OUTCOME_DONE)
            outcome = trouble(fail, path);
    }
    free(bytes);
    free(object);
    free(parent);
    return outcome;
}

static enum outcome write_all(const struct site_tree *tree, const char *folder, write_file *one,
                              struct fail *fail) {
    enum outcome outcome = OUTCOME_DONE;
    for (size_t i = 0; i < tree->count && outcome == OUTCOME_DONE; i++) {
        char *path = disk_path(folder, tree->files[i].path);
        if (!path) {
            fail_set(fail, "out of memory");
            return OUTCOME_TROUBLE;
        }
        outcome = one(tree, &tree->files[i], path, fail);
        free(path);
    }
    return outcome;
}

/* What is written may be left behind only under a name that says so. */
static void abandon(const char *temporary) {
    struct fail ignored;
    if (!disk_remove(temporary, &ignored))
        errno = 0;
}

static enum outcome put_in_place(const char *temporary, const char *folder, enum folder_over over,
                                 char aside[FOLDER_PATH_MAX], struct fail *fail) {
    aside[0] = '\0';
    if (rename(temporary, folder) == 0) /* over nothing, or an empty folder */
        return OUTCOME_DONE;
    if (errno != ENOTEMPTY && errno != EEXIST && errno != ENOTDIR)
        return trouble(fail, folder);
    if (over == FOLDER_NEW) {
        fail_set(fail, "%.300s: there is something already; --force puts it aside", folder);
        return OUTCOME_REFUSED;
    }
    if (renameat2(AT_FDCWD, temporary, AT_FDCWD, folder, RENAME_EXCHANGE) != 0)
        return trouble(fail, folder);
    for (int i = 1; i < 1000; i++) {
        snprintf(aside, FOLDER_PATH_MAX, "%s.before-%d", folder, i);
        if (renameat2(AT_FDCWD, temporary, AT_FDCWD, aside, RENAME_NOREPLACE) == 0)
            return OUTCOME_DONE;
    }
    snprintf(aside, FOLDER_PATH_MAX, "%s", temporary);
    return OUTCOME_DONE;
}

enum outcome folder_export(const struct site_tree *tree, const char *folder, enum folder_over over,
                           char aside[FOLDER_PATH_MAX], struct fail *fail) {
    char target[FOLDER_PATH_MAX - 40], temporary[FOLDER_PATH_MAX];
    size_t length = strlen(folder);
    while (length > 1 && folder[length - 1] == '/')
        length--;
    if (length >= sizeof target) {
        fail_set(fail, "the name of the folder is too long");
        return OUTCOME_REFUSED;
    }
    memcpy(target, folder, length);
    target[length] = '\0';
    snprintf(temporary, sizeof temporary, "%s.%ld%s", target, (long)getpid(), DISK_TEMPORARY);
    abandon(temporary);
    bool made = disk_make_folder(temporary, fail);
    enum outcome outcome = made ? write_all(tree, temporary, copy_file, fail) : OUTCOME_TROUBLE;
    if (outcome == OUTCOME_DONE)
        outcome = put_in_place(temporary, target, over, aside, fail);
    char *parent = disk_parent(target);
    if (outcome == OUTCOME_DONE && (!parent || !disk_sync_folder(parent, fail)))
        outcome = OUTCOME_TROUBLE;
    else if (outcome != OUTCOME_DONE)
        abandon(temporary);
    free(parent);
    return outcome;
}

struct oldest {
    char name[HASH_HEX + 20];
    struct timespec used;
    size_t count;
};

static void see_preview(void *context, const char *folder, const char *name) {
    struct oldest *oldest = context;
    struct stat info;
    char *path = disk_path(folder, name);
    if (path && strlen(name) < sizeof oldest->name && stat(path, &info) == 0) {
        bool older =
            info.st_mtim.tv_sec < oldest->used.tv_sec ||
            (info.st_mtim.tv_sec == oldest->used.tv_sec && info.st_mtim.tv_nsec < oldest->used.tv_nsec);
        if (oldest->count++ == 0 || older) {
            oldest->used = info.st_mtim;
            snprintf(oldest->name, sizeof oldest->name, "%s", name);
        }
    }
    free(path);
}

static void keep_newest(const char *previews) {
    struct fail ignored;
    for (;;) {
        struct oldest oldest = {.count = 0};
        if (!disk_list(previews, see_preview, &oldest, &ignored) || oldest.count <= PREVIEWS_KEPT)
            return;
        char *path = disk_path(previews, oldest.name);
        bool removed = path && disk_remove(path, &ignored);
        free(path);
        if (!removed)
            return;
    }
}

enum outcome folder_preview(const struct site_tree *tree, char path[FOLDER_PATH_MAX], struct fail *fail) {
    char previews[FOLDER_PATH_MAX - 100], temporary[FOLDER_PATH_MAX], made[FOLDER_PATH_MAX];
    int length = snprintf(previews, sizeof previews, "%s/" FOLDER_PREVIEWS, database_folder(tree->database));
    if (length < 0 || (size_t)length >= sizeof previews) {
        fail_set(fail, "the name of the desk's folder is too long");
        return OUTCOME_REFUSED;
    }
    snprintf(made, sizeof made, "%s/%s", previews, site_tree_hash(tree).hex);
    if (utimensat(AT_FDCWD, made, NULL, 0) != 0) { /* not there: when it is, it was used now */
        snprintf(temporary, sizeof temporary, "%s/tmp-XXXXXX", previews);
        if (!disk_make_folder(previews, fail))
            return OUTCOME_TROUBLE;
        if (!mkdtemp(temporary) || chmod(temporary, 0755) != 0)
            return trouble(fail, temporary);
        enum outcome outcome = write_all(tree, temporary, link_file, fail);
        if (outcome == OUTCOME_DONE && rename(temporary, made) != 0 && errno != ENOTEMPTY && errno != EEXIST)
            outcome = trouble(fail, made); /* there: another thread was faster, with the same */
        abandon(temporary);
        if (outcome != OUTCOME_DONE)
            return outcome;
        keep_newest(previews);
    }
    memcpy(path, made, sizeof made);
    return OUTCOME_DONE;
}

enum outcome folder_previews_sweep(const char *desk, struct fail *fail) {
    char *previews = disk_path(desk, FOLDER_PREVIEWS);
    bool done = previews ? disk_remove(previews, fail) : fail_set(fail, "out of memory");
    free(previews);
    return done ? OUTCOME_DONE : OUTCOME_TROUBLE;
}
