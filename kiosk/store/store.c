#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/store_parts.h"
#include "system/disk.h"
#include "system/disk_fd.h"

char *store_path(const struct store *store, const char *format, ...) {
    char *name = NULL, *path = NULL;
    va_list list;
    va_start(list, format);
    int length = vasprintf(&name, format, list);
    va_end(list);
    if (length < 0) {
        return NULL;
    }
    path = disk_path(store->folder, name);
    free(name);
    return path;
}

bool generation_id_same(struct generation_id a, struct generation_id b) {
    return a.epoch == b.epoch && a.seq == b.seq;
}

bool generation_id_none(struct generation_id id) {
    return id.epoch == 0 && id.seq == 0;
}

bool generation_id_newer(struct generation_id a, struct generation_id b) {
    return a.epoch != b.epoch ? a.epoch > b.epoch : a.seq > b.seq;
}

bool generation_id_parse(const char *text, struct generation_id *id) {
    char again[40];
    struct generation_id found = {0, 0};
    if (sscanf(text, "%" SCNu32 ".%" SCNu64, &found.epoch, &found.seq) != 2) {
        return false;
    }
    snprintf(again, sizeof again, "%" PRIu32 ".%" PRIu64, found.epoch, found.seq);
    if (strcmp(again, text) != 0) {
        return false;
    }
    *id = found;
    return true;
}

bool store_may_write(const struct store *store, struct fail *fail) {
    return store->writable || fail_set(fail, "%s: opened for reading only", store->folder);
}

static bool take_lock(struct store *store, struct fail *fail) {
    char *path = disk_path(store->folder, "lock");
    errno = ENOMEM;
    store->lock = path ? open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644) : -1;
    free(path);
    if (store->lock < 0) {
        return fail_set(fail, "%s/lock: %s", store->folder, strerror(errno));
    }
    if (flock(store->lock, LOCK_EX | LOCK_NB) != 0) {
        return fail_set(fail, "%s: another program is writing this store", store->folder);
    }
    return true;
}

static void sweep_generation(void *context, const char *folder, const char *name) {
    char *path = disk_path(folder, name);
    (void)context;
    if (path && !disk_sweep(path, NULL, DISK_SWEEP_ALL, NULL)) {
        unlink(path); /* not a folder: nothing that belongs there */
    }
    free(path);
}

static bool sweep(const struct store *store, struct fail *fail) {
    static const char *const FOLDERS[] = {".", "feeds", "p", "incoming"};
    for (size_t i = 0; i < LENGTH(FOLDERS); i++) {
        char *path = disk_path(store->folder, FOLDERS[i]);
        bool done = path ? disk_sweep(path, NULL, DISK_SWEEP_ALL, fail) : fail_set(fail, "out of memory");
        free(path);
        if (!done) {
            return false;
        }
    }
    char *path = disk_path(store->folder, "gen");
    bool done = path ? disk_list(path, sweep_generation, NULL, fail) : fail_set(fail, "out of memory");
    free(path);
    return done;
}

struct store *store_open(const char *folder, bool writable, struct fail *fail) {
    struct store *store = calloc(1, sizeof *store);
    if (!store || !(store->folder = strdup(folder)) || sodium_init() < 0) {
        fail_set(fail, "%s: out of memory", folder);
        goto failed;
    }
    store->lock = -1;
    store->writable = writable;
    if (writable) {
        char *incoming = disk_path(folder, "incoming"); /* downloads are written there by others */
        bool made = incoming ? disk_make_folder(incoming, fail) : fail_set(fail, "out of memory");
        free(incoming);
        if (!made || !take_lock(store, fail) || !sweep(store, fail)) {
            goto failed;
        }
    } else if (access(folder, R_OK | X_OK) != 0) {
        fail_set(fail, "%s: %s", folder, strerror(errno));
        goto failed;
    }
    return store;
failed:
    store_close(store);
    return NULL;
}

void store_close(struct store *store) {
    if (!store) {
        return;
    }
    if (store->lock > 0) {
        close(store->lock);
    }
    free(store->folder);
    free(store->verified);
    free(store);
}

void store_set_alive(struct store *store, void (*alive)(void *context), void *context) {
    store->alive = alive;
    store->alive_context = context;
}

void store_alive(const struct store *store) {
    if (store->alive) {
        store->alive(store->alive_context);
    }
}

const char *store_folder(const struct store *store) {
    return store->folder;
}

bool store_changed(struct store *store) {
    static const char *const WATCHED[STORE_STAMPS] = {"state.a", "state.b", "trust", "feeds", "p", NULL};
    bool changed = false;
    for (size_t i = 0; i < STORE_STAMPS; i++) {
        struct stamp now = {{0, 0}, 0};
        struct stat info;
        char *path = WATCHED[i] ? disk_path(store->folder, WATCHED[i]) : store_player_folder(store);
        if (path && stat(path, &info) == 0) {
            now = (struct stamp){info.st_mtim, info.st_ino};
        }
        free(path);
        changed = changed || now.inode != store->stamps[i].inode ||
                  now.changed.tv_sec != store->stamps[i].changed.tv_sec ||
                  now.changed.tv_nsec != store->stamps[i].changed.tv_nsec;
        store->stamps[i] = now;
    }
    return changed;
}
