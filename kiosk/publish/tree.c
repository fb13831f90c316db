#include "publish/tree.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "system/disk.h"
#include "system/disk_fd.h"

bool tree_names_init(struct tree_names *names, const char *tree, const char *channel, struct fail *fail) {
    size_t length = strspn(channel, "abcdefghijklmnopqrstuvwxyz0123456789-");
    char *manifest = NULL, *signature = NULL;
    if (length == 0 || length > 40 || channel[length] != '\0')
        return fail_set(fail, "channel \"%s\": only a-z, 0-9 and - are allowed, at most 40", channel);
    if (asprintf(&manifest, "%s/c/%s/manifest", tree, channel) < 0)
        return fail_set(fail, "out of memory");
    if (asprintf(&signature, "%s.sig", manifest) < 0) {
        free(manifest);
        return fail_set(fail, "out of memory");
    }
    *names = (struct tree_names){manifest, signature};
    return true;
}

void tree_names_finish(struct tree_names *names) {
    free(names->manifest);
    free(names->signature);
    *names = (struct tree_names){NULL, NULL};
}

char *tree_object(const char *tree, const char *hash) {
    char *path = NULL;
    return asprintf(&path, "%s/o/%.2s/%s", tree, hash, hash) < 0 ? NULL : path;
}

/* What cannot be removed stays: nobody ever asks for it by its name. */
static void sweep_file(void *context, const char *folder, const char *name) {
    size_t length = strlen(name), ending = strlen(DISK_TEMPORARY);
    (void)context;
    if (length <= ending || strcmp(name + length - ending, DISK_TEMPORARY) != 0)
        return;
    char *path = disk_path(folder, name);
    if (path)
        unlink(path);
    free(path);
}

static void sweep_folder(void *context, const char *folder, const char *name) {
    char *path = disk_path(folder, name);
    struct fail ignored;
    if (path && !disk_list(path, sweep_file, context, &ignored))
        sweep_file(context, folder, name); /* no folder: a file that stands where none belongs */
    free(path);
}

static void sweep(const char *tree) {
    static const char *const PARTS[] = {"c", "o"};
    struct fail ignored;
    for (size_t i = 0; i < LENGTH(PARTS); i++) {
        char *path = disk_path(tree, PARTS[i]);
        if (path && !disk_list(path, sweep_folder, NULL, &ignored))
            errno = 0; /* whoever writes there says what is wrong with it */
        free(path);
    }
}

int tree_lock(const char *tree, struct fail *fail) {
    if (!disk_make_folder(tree, fail))
        return -1;
    int lock = open(tree, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (lock < 0) {
        fail_set(fail, "%s: %s", tree, strerror(errno));
        return -1;
    }
    if (flock(lock, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        fail_set(fail, "%s: somebody else is publishing into it: try again when that is done", tree);
        close(lock);
        return -1;
    }
    sweep(tree);
    return lock;
}

void tree_unlock(int lock) {
    if (lock >= 0)
        close(lock);
}
