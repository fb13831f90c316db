#include "show/ready.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "system/disk.h"

enum { ENTRIES_MAX = 512 };

struct entry {
    char *asset, *path; /* path NULL: cannot be shown, and is not tried again */
};
struct ready {
    struct generation *generation;
    struct ready_maker maker;
    int width, height;
    struct entry entries[ENTRIES_MAX];
    size_t count;
};

struct ready *ready_create(struct generation *generation, const struct ready_maker *maker, int panel_width,
                           int panel_height) {
    struct ready *ready = calloc(1, sizeof *ready);
    if (!ready)
        return NULL;
    ready->generation = generation;
    if (maker)
        ready->maker = *maker;
    ready->width = panel_width;
    ready->height = panel_height;
    return ready;
}

void ready_destroy(struct ready *ready) {
    if (!ready)
        return;
    for (size_t i = 0; i < ready->count; i++) {
        free(ready->entries[i].asset);
        free(ready->entries[i].path);
    }
    free(ready);
}

/* What stands in the store may be anything: a pipe would hold the painter up for ever. */
static bool is_file(const char *path) {
    struct stat found;
    return lstat(path, &found) == 0 && S_ISREG(found.st_mode);
}

char *ready_find(const struct store *store, const char *hex, int panel_width, int panel_height) {
    char *path = store_picture_path(store, hex, panel_width, panel_height);
    if (path && is_file(path))
        return path;
    free(path);
    char *found = NULL, *folder = disk_path(store_folder(store), "p");
    DIR *names = folder ? opendir(folder) : NULL;
    for (struct dirent *name; names && !found && (name = readdir(names));) {
        bool mine = strncmp(name->d_name, hex, HASH_HEX) == 0 && name->d_name[HASH_HEX] == '.';
        found = mine ? disk_path(folder, name->d_name) : NULL;
        if (found && !is_file(found)) {
            free(found);
            found = NULL;
        }
    }
    if (names)
        closedir(names);
    free(folder);
    return found;
}

static char *locate(struct ready *ready, const char *asset) {
    if (!ready->generation)
        return ready->maker.make(ready->maker.context, asset, ready->width, ready->height);
    const struct manifest_file *file = generation_file(ready->generation, asset);
    return file ? ready_find(ready->generation->store, file->hash, ready->width, ready->height) : NULL;
}

/* A cache may be swept at any time; what it had is made once more. */
static const char *still_there(struct ready *ready, struct entry *entry) {
    if (entry->path && !ready->generation && !is_file(entry->path)) {
        free(entry->path);
        entry->path = locate(ready, entry->asset);
    }
    return entry->path;
}

static const char *path_of(struct ready *ready, const char *asset) {
    for (size_t i = 0; i < ready->count; i++)
        if (strcmp(ready->entries[i].asset, asset) == 0)
            return still_there(ready, &ready->entries[i]);
    if (ready->count == ENTRIES_MAX)
        return NULL;
    struct entry entry = {strdup(asset), NULL};
    if (!entry.asset)
        return NULL;
    entry.path = locate(ready, asset);
    ready->entries[ready->count++] = entry;
    return entry.path;
}

bool ready_size(struct ready *ready, const char *asset, int *width, int *height) {
    const char *path = path_of(ready, asset);
    unsigned char header[PIXELS_HEADER];
    bool opaque;
    struct stat found;
    /* and it may have been exchanged since it was found */
    int file = path ? open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK) : -1;
    bool fine = file >= 0 && fstat(file, &found) == 0 && S_ISREG(found.st_mode) &&
                read(file, header, sizeof header) == (ssize_t)sizeof header &&
                pixels_peek(header, sizeof header, width, height, &opaque, NULL);
    if (file >= 0)
        close(file);
    return fine;
}

bool ready_read(struct ready *ready, const char *asset, char **bytes, size_t *size) {
    const char *path = path_of(ready, asset);
    return path && disk_read(path, READY_BYTES_MAX, bytes, size, NULL);
}
