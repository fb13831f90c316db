#include "desk/work/import.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/site/site_file.h"
#include "desk/data/objects.h"
#include "desk/work/import_base.h"
#include "system/disk_fd.h"

enum { NAME_MAX_BYTES = 200, DEPTH_MAX = 12, PIECE = 256 << 10 };

/* Nothing is followed on the way: each folder is opened in the one above it. */
struct walk {
    struct site_tree *tree;
    struct report *refused;
    enum outcome outcome; /* of this machine; what is wrong with a file goes into `refused` */
    struct fail *fail;
};

static void refuse(struct walk *walk, const char *path, const char *why) {
    report_add(walk->refused, SEVERITY_ERROR, path, 0, 0, "%s", why);
}

static void take_text(struct walk *walk, const char *path, int fd) {
    struct fail why = {0};
    char *bytes = NULL;
    size_t size = 0;
    if (!disk_read_fd(fd, path, TEXT_MAX, &bytes, &size, &why)) {
        refuse(walk, "", why.text);
        return;
    }
    enum outcome outcome = site_tree_put_text(walk->tree, path, bytes, size, &why);
    if (outcome == OUTCOME_REFUSED)
        refuse(walk, path, why.text);
    else if (outcome != OUTCOME_DONE)
        *walk->fail = why;
    walk->outcome = outcome == OUTCOME_REFUSED ? OUTCOME_DONE : outcome;
    free(bytes);
}

static enum outcome copy_object(struct walk *walk, int fd, struct hash *hash, uint64_t *size) {
    struct object_writer *writer = object_begin(database_folder(walk->tree->database), walk->fail);
    char *piece = writer ? malloc(PIECE) : NULL;
    enum outcome outcome = piece ? OUTCOME_DONE : OUTCOME_TROUBLE;
    ssize_t got = 1;
    *size = 0;
    while (outcome == OUTCOME_DONE && got > 0) {
        got = read(fd, piece, PIECE);
        if (got < 0 && errno == EINTR) {
            got = 1;
        } else if (got < 0) {
            fail_set(walk->fail, "%s", strerror(errno));
            outcome = OUTCOME_TROUBLE;
        } else if (got > 0) {
            outcome = object_add(writer, piece, (size_t)got, walk->fail);
            *size += (uint64_t)got;
        }
    }
    free(piece);
    if (outcome == OUTCOME_DONE)
        return object_end(writer, hash, walk->fail);
    object_abandon(writer);
    return outcome;
}

static void take_object(struct walk *walk, const char *path, int fd) {
    struct hash hash;
    uint64_t size = 0;
    enum outcome outcome = copy_object(walk, fd, &hash, &size);
    if (outcome == OUTCOME_DONE)
        outcome = site_tree_put_object(walk->tree, path, hash.hex, size, walk->fail);
    if (outcome == OUTCOME_REFUSED) {
        refuse(walk, path, walk->fail->text);
        outcome = OUTCOME_DONE;
    }
    walk->outcome = outcome;
}

static void take_file(struct walk *walk, int folder, const char *name, const char *path) {
    struct stat info;
    /* O_NONBLOCK: a FIFO that takes the file's place must not hang us */
    int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0 || fstat(fd, &info) != 0)
        refuse(walk, path, strerror(errno));
    else if (!S_ISREG(info.st_mode))
        refuse(walk, path, "no file; only files and folders belong to a site");
    else if (walk->tree->count >= TREE_FILES_MAX)
        refuse(walk, path, "one file more than the 2000 that a site may have");
    else if (site_file_is_object(path))
        take_object(walk, path, fd);
    else
        take_text(walk, path, fd);
    if (fd >= 0)
        close(fd);
}

static void take_folder(struct walk *walk, int folder, const char *path, int depth);

static void take_entry(struct walk *walk, int folder, const char *name, const char *above, int depth) {
    struct stat info;
    char path[NAME_MAX_BYTES + 60];
    size_t length = strlen(name);
    if (name[0] == '.' || name[length - 1] == '~')
        return; /* what editors and systems leave */
    if (snprintf(path, sizeof path, "%s/%s", above, name) > NAME_MAX_BYTES || !site_name_valid(path)) {
        report_add(walk->refused, SEVERITY_ERROR, above, 0, 0,
                   "\"%.200s\": such a name cannot be used in a site: rename it", name);
    } else if (fstatat(folder, name, &info, AT_SYMLINK_NOFOLLOW) != 0) {
        refuse(walk, path, strerror(errno));
    } else if (S_ISDIR(info.st_mode)) {
        int fd = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (fd < 0 || depth >= DEPTH_MAX)
            refuse(walk, path, fd < 0 ? strerror(errno) : "folders are too deep in each other");
        else
            take_folder(walk, fd, path, depth + 1);
        if (fd >= 0)
            close(fd);
    } else if (!S_ISREG(info.st_mode)) {
        refuse(walk, path,
               S_ISLNK(info.st_mode) ? "a link; put the file itself here"
                                     : "no file; only files and folders belong to a site");
    } else {
        take_file(walk, folder, name, path);
    }
}

static void take_folder(struct walk *walk, int folder, const char *path, int depth) {
    int copy = fcntl(folder, F_DUPFD_CLOEXEC, 0);
    DIR *list = copy >= 0 ? fdopendir(copy) : NULL;
    struct dirent *entry;
    if (!list) {
        if (copy >= 0)
            close(copy);
        refuse(walk, path, strerror(errno));
        return;
    }
    while (walk->outcome == OUTCOME_DONE && (entry = readdir(list)))
        take_entry(walk, folder, entry->d_name, path, depth);
    closedir(list);
}

static enum outcome read_folder(struct site_tree *tree, const char *folder, struct report *refused,
                                struct fail *fail) {
    static const char *const parts[] = {"playlists", "assets", "fonts"};
    struct walk walk = {tree, refused, OUTCOME_DONE, fail};
    int root = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (root < 0) {
        fail_set(fail, "%.200s: %s", folder, strerror(errno));
        return OUTCOME_ABSENT;
    }
    for (size_t i = 0; i < LENGTH(parts) && walk.outcome == OUTCOME_DONE; i++) {
        int fd = openat(root, parts[i], O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (fd >= 0)
            take_folder(&walk, fd, parts[i], 0);
        else if (errno != ENOENT)
            refuse(&walk, parts[i], strerror(errno));
        if (fd >= 0)
            close(fd);
    }
    close(root);
    if (walk.outcome == OUTCOME_DONE && refused->errors > 0) {
        fail_set(fail, "nothing was imported");
        return OUTCOME_REFUSED;
    }
    if (walk.outcome == OUTCOME_DONE && !site_tree_find(tree, SITE_FILE)) {
        fail_set(fail, "%.200s: holds no site: there is no " SITE_FILE, folder);
        return OUTCOME_REFUSED;
    }
    return walk.outcome;
}

enum outcome import_folder(struct database *database, const struct act *act, const struct import_order *order,
                           struct report *refused, struct saved *saved, struct fail *fail) {
    struct site_tree base = {0}, mine = {0};
    struct saving saving = {REVISION_IMPORT, order->note, &base, &mine};
    enum outcome outcome = site_tree_init(&mine, database, 0, fail);
    if (outcome == OUTCOME_DONE)
        outcome = read_folder(&mine, order->folder, refused, fail);
    if (outcome == OUTCOME_DONE)
        outcome = order->base == IMPORT_ON_LAST ? import_base_read(&base, database, fail)
                                                : site_tree_init(&base, database, order->base, fail);
    if (outcome == OUTCOME_DONE)
        outcome = saving_run(database, act, &saving, saved, fail);
    if (outcome == OUTCOME_DONE)
        outcome = import_base_keep(&mine, saved->revision, fail);
    site_tree_finish(&base);
    site_tree_finish(&mine);
    return outcome;
}
