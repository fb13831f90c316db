#include "show/ready.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "system/disk.h"
#include "system/intake_client.h"

enum { ENTRIES_MAX = 512, SOURCE_MAX = 64 << 20, PIC_MAX = 160 << 20 };

struct entry {
    char *asset, *path; /* path NULL: cannot be shown, and is not tried again */
};
struct ready {
    struct generation *generation;
    struct site_files files;
    char *cache;
    int width, height;
    struct entry entries[ENTRIES_MAX];
    size_t count;
};

struct ready *ready_create(struct generation *generation, const struct site_files *files, const char *cache,
                           int panel_width, int panel_height) {
    struct ready *ready = calloc(1, sizeof *ready);
    if (!ready)
        return NULL;
    ready->generation = generation;
    if (files)
        ready->files = *files;
    ready->width = panel_width;
    ready->height = panel_height;
    if (cache && !(ready->cache = strdup(cache))) {
        free(ready);
        return NULL;
    }
    return ready;
}

void ready_destroy(struct ready *ready) {
    if (!ready)
        return;
    for (size_t i = 0; i < ready->count; i++) {
        free(ready->entries[i].asset);
        free(ready->entries[i].path);
    }
    free(ready->cache);
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

/* In the cache, making it first when it is not there. */
static char *make(struct ready *ready, const char *asset) {
    char *bytes = NULL, *made = NULL, *path = NULL, name[HASH_HEX + 40], fit[32];
    size_t size = 0, made_size = 0;
    if (!ready->files.read(ready->files.context, asset, SOURCE_MAX, &bytes, &size, NULL))
        return NULL;
    snprintf(fit, sizeof fit, "%dx%d", ready->width, ready->height);
    snprintf(name, sizeof name, "%s.%s", hash_bytes(bytes, size).hex, fit);
    const char *const args[] = {"--fit", fit, NULL};
    const struct intake_request request = {
        .format = "picture", .args = args, .bytes = bytes, .size = size, .max = PIC_MAX};
    path = ready->cache ? disk_path(ready->cache, name) : NULL;
    if (path && !disk_exists(path) &&
        !(intake_run(&request, &made, &made_size, NULL) && disk_write(path, made, made_size, NULL))) {
        free(path);
        path = NULL;
    }
    free(made);
    free(bytes);
    return path;
}

static char *locate(struct ready *ready, const char *asset) {
    if (!ready->generation)
        return make(ready, asset);
    const struct manifest_file *file = generation_file(ready->generation, asset);
    return file ? ready_find(ready->generation->store, file->hash, ready->width, ready->height) : NULL;
}

static const char *path_of(struct ready *ready, const char *asset) {
    for (size_t i = 0; i < ready->count; i++)
        if (strcmp(ready->entries[i].asset, asset) == 0)
            return ready->entries[i].path;
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
    return path && disk_read(path, PIC_MAX, bytes, size, NULL);
}
