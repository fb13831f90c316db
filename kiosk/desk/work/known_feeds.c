#include "desk/work/known_feeds.h"

#include <dirent.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/base/fnv.h"
#include "core/site/reader.h"
#include "core/site/site.h"
#include "store/store.h"
#include "system/disk.h"

enum { FEED_FILE_MAX = FEED_BYTES_MAX + 100 /* what stands around it */ };

/* The feeds as they were at a time. */
struct held {
    struct feeds feeds; /* first: who holds it has only this */
    struct feed_data *items[SITE_FEEDS_MAX];
    size_t holders; /* the newest is held by known_feeds, too; under `mutex` */
};
struct known_feeds {
    const char *folder;
    pthread_mutex_t mutex;
    struct held *newest; /* NULL: none yet, or no folder */
    uint64_t version;
};

struct known_feeds *known_feeds_create(const char *folder) {
    struct known_feeds *known = calloc(1, sizeof *known);
    if (known) {
        known->folder = folder;
        pthread_mutex_init(&known->mutex, NULL);
    }
    return known;
}

static void let_go(struct held *held) {
    if (!held || --held->holders > 0)
        return;
    for (size_t i = 0; i < held->feeds.count; i++)
        feed_destroy(held->items[i]);
    free(held);
}

void known_feeds_destroy(struct known_feeds *known) {
    if (!known)
        return;
    let_go(known->newest);
    pthread_mutex_destroy(&known->mutex);
    free(known);
}

bool known_feeds_version(const char *folder, uint64_t *version) {
    DIR *open = opendir(folder);
    uint64_t sum = 0; /* of all files, in whichever order they are told */
    struct stat found;
    if (!open)
        return false;
    for (struct dirent *entry; (entry = readdir(open));)
        if (entry->d_name[0] != '.' && fstatat(dirfd(open), entry->d_name, &found, 0) == 0) {
            const int64_t file[] = {(int64_t)found.st_ino, found.st_size, found.st_mtim.tv_sec,
                                    found.st_mtim.tv_nsec};
            sum += fnv64(fnv64(FNV64, entry->d_name, strlen(entry->d_name)), file, sizeof file);
        }
    closedir(open);
    *version = sum;
    return true;
}

static struct feed_data *read_feed(const char *folder, const char *id) {
    struct fail fail = {0}; /* kiosk-sync's to say, who wrote it */
    struct feed_data *feed = NULL;
    char *path = disk_path(folder, id), *bytes = NULL;
    size_t size = 0;
    if (path && disk_read(path, FEED_FILE_MAX, &bytes, &size, &fail))
        feed = store_feed_parse(id, bytes, size, &fail);
    free(bytes);
    free(path);
    return feed;
}

static struct held *read_all(const char *folder) {
    struct held *held = calloc(1, sizeof *held);
    DIR *open = held ? opendir(folder) : NULL;
    if (!open) {
        free(held);
        return NULL;
    }
    held->holders = 1;
    held->feeds.items = held->items;
    for (struct dirent *entry; held->feeds.count < SITE_FEEDS_MAX && (entry = readdir(open));) {
        struct feed_data *feed = id_valid(entry->d_name) ? read_feed(folder, entry->d_name) : NULL;
        if (feed)
            held->items[held->feeds.count++] = feed;
    }
    closedir(open);
    return held;
}

const struct feeds *known_feeds_hold(struct known_feeds *known) {
    uint64_t version = 0;
    if (!known)
        return NULL;
    pthread_mutex_lock(&known->mutex);
    bool there = known_feeds_version(known->folder, &version);
    if (!there || !known->newest || version != known->version) {
        let_go(known->newest);
        known->newest = there ? read_all(known->folder) : NULL;
        known->version = version;
    }
    struct held *held = known->newest;
    if (held)
        held->holders++;
    pthread_mutex_unlock(&known->mutex);
    return held ? &held->feeds : NULL;
}

void known_feeds_release(struct known_feeds *known, const struct feeds *feeds) {
    if (!feeds)
        return;
    pthread_mutex_lock(&known->mutex);
    let_go((struct held *)(uintptr_t)feeds);
    pthread_mutex_unlock(&known->mutex);
}
