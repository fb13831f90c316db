#include "player/content.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/disk.h"
#include "store/hash.h"
#include "store/intake_client.h"

enum { ASSET_BYTES_MAX = 64 << 20, READY_BYTES_MAX = PIXELS_COUNT_MAX * 4 + 4096 };

struct content {
    struct site *site;
    int panel_width, panel_height;
    struct feed_data *feeds[SITE_FEEDS_MAX];
    size_t feed_count;
    /* from a folder */
    struct disk_site *disk;
    struct site_files files;
    char *folder, *cache, *feed_folder;
    /* from the store */
    struct store *store;
    struct generation *generation;
};

static char *default_cache(void) {
    const char *base = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    char *path = NULL;
    int length = base && *base ? asprintf(&path, "%s/kiosk", base)
                               : asprintf(&path, "%s/.cache/kiosk", home && *home ? home : "/tmp");
    return length < 0 ? NULL : path;
}

static struct feed_data *read_feed(struct content *content, const char *id, struct fail *fail) {
    if (content->store)
        return store_feed_read(content->store, id, fail);
    char *path = content->feed_folder ? disk_path(content->feed_folder, id) : NULL, *bytes = NULL;
    size_t size = 0;
    struct feed_data *feed = NULL;
    if (path && disk_read(path, FEED_BYTES_MAX + 100, &bytes, &size, fail))
        feed = store_feed_parse(id, bytes, size, fail);
    free(bytes);
    free(path);
    return feed;
}

/* A feed that cannot be read now keeps what was read before. */
void content_refresh_feeds(struct content *content, struct report *report) {
    for (size_t i = 0; i < content->site->feed_count; i++) {
        const char *id = content->site->feeds[i].id;
        struct fail fail = {0};
        struct feed_data *fresh = read_feed(content, id, &fail);
        if (!fresh) {
            report_add(report, SEVERITY_WARNING, "", 0, 0, "feed %s has no data yet%s%s", id,
                       fail.text[0] ? ": " : "", fail.text);
            continue;
        }
        size_t slot = 0;
        while (slot < content->feed_count && strcmp(content->feeds[slot]->feed_id, id) != 0)
            slot++;
        if (slot < content->feed_count)
            feed_destroy(content->feeds[slot]);
        else
            content->feed_count++;
        content->feeds[slot] = fresh;
    }
}

static struct content *complete(struct content *content, struct report *report) {
    content->site = site_load(&content->files, report);
    if (!content->site) {
        content_destroy(content);
        return NULL;
    }
    content_refresh_feeds(content, NULL);
    return content;
}

struct content *content_from_folder(const char *folder, const char *cache, const char *feeds, int panel_width,
                                    int panel_height, struct report *report) {
    struct content *content = calloc(1, sizeof(*content));
    if (!content)
        return NULL;
    content->panel_width = panel_width;
    content->panel_height = panel_height;
    content->folder = strdup(folder);
    content->cache = cache ? strdup(cache) : default_cache();
    content->feed_folder = feeds ? strdup(feeds) : NULL;
    content->disk = disk_site_create(folder);
    if (!content->disk || !content->folder || !content->cache || (feeds && !content->feed_folder)) {
        report_add(report, SEVERITY_ERROR, folder, 0, 0, "cannot be opened as a folder");
        content_destroy(content);
        return NULL;
    }
    content->files = disk_site_files(content->disk);
    return complete(content, report);
}

struct content *content_from_store(struct store *store, struct generation_id id, int panel_width,
                                   int panel_height, struct report *report) {
    struct content *content = calloc(1, sizeof(*content));
    struct fail fail;
    if (!content)
        return NULL;
    content->panel_width = panel_width;
    content->panel_height = panel_height;
    content->store = store;
    content->generation = generation_open(store, id, &fail);
    if (!content->generation) {
        report_add(report, SEVERITY_ERROR, fail.file, 0, 0, "%s", fail.text);
        content_destroy(content);
        return NULL;
    }
    content->files = generation_files(content->generation);
    return complete(content, report);
}

void content_destroy(struct content *content) {
    if (!content)
        return;
    for (size_t i = 0; i < content->feed_count; i++)
        feed_destroy(content->feeds[i]);
    site_destroy(content->site);
    generation_close(content->generation);
    disk_site_destroy(content->disk);
    free(content->folder);
    free(content->cache);
    free(content->feed_folder);
    free(content);
}

const struct site *content_site(const struct content *content) {
    return content->site;
}

struct feeds content_feeds(const struct content *content) {
    return (struct feeds){.items = content->feeds, .count = content->feed_count};
}

/* Makes a folder's picture display-ready, once for each panel size; the name is the picture's own hash. */
static char *ready_from_folder(struct content *content, const char *asset) {
    char *bytes = NULL, *ready = NULL, *path = NULL, fit[32];
    size_t size = 0, ready_size = 0;
    struct fail fail;
    if (!site_name_valid(asset) ||
        !content->files.read(content->files.context, asset, ASSET_BYTES_MAX, &bytes, &size, &fail))
        return NULL;
    snprintf(fit, sizeof(fit), "%dx%d", content->panel_width, content->panel_height);
    const char *const args[] = {"--fit", fit, NULL};
    if (asprintf(&path, "%s/%s.%s", content->cache, hash_bytes(bytes, size).hex, fit) < 0)
        path = NULL;
    bool ok = path && (disk_exists(path) || (intake_run("picture", args, bytes, size, READY_BYTES_MAX, &ready,
                                                        &ready_size, &fail) &&
                                             disk_write(path, ready, ready_size, &fail)));
    free(ready);
    free(bytes);
    if (ok)
        return path;
    free(path);
    return NULL;
}

/* The path of an asset's display-ready form, malloc'd; NULL when there is none. */
static char *ready_path(struct content *content, const char *asset) {
    if (!content->store)
        return ready_from_folder(content, asset);
    const struct manifest_file *file = generation_file(content->generation, asset);
    return file ? store_picture_path(content->store, file->hash, content->panel_width, content->panel_height)
                : NULL;
}

static bool load_picture(void *context, const char *asset, struct pixels *out) {
    char *path = ready_path(context, asset), *bytes = NULL;
    size_t size = 0;
    bool ok = path && disk_read(path, READY_BYTES_MAX, &bytes, &size, NULL) &&
              pixels_decode(bytes, size, out, NULL);
    free(bytes);
    free(path);
    return ok;
}

struct paint_source content_pictures(struct content *content) {
    return (struct paint_source){.context = content, .load = load_picture};
}

bool content_picture_size(void *context, const char *asset, int *width, int *height) {
    char *path = ready_path(context, asset), head[PIXELS_HEADER];
    bool opaque;
    int fd = path ? open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW) : -1;
    free(path);
    if (fd < 0)
        return false;
    ssize_t got = read(fd, head, sizeof(head));
    close(fd);
    return got == (ssize_t)sizeof(head) && pixels_peek(head, sizeof(head), width, height, &opaque, NULL);
}

char *content_font_file(void *context, const char *name) {
    struct content *content = context;
    if (!site_name_valid(name))
        return NULL;
    if (content->store) {
        const struct manifest_file *file = generation_file(content->generation, name);
        return file ? store_object_path(content->store, file->hash) : NULL;
    }
    return content->files.exists(content->files.context, name) ? disk_path(content->folder, name) : NULL;
}
