#include "show/content.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/site/slide_kind.h"
#include "show/ready.h"
#include "show/ready_cache.h"
#include "show/skips.h"
#include "system/disk.h"

struct content {
    struct site *site;
    struct guide *guide; /* NULL: none */
    struct disk_site *folder;
    char *root, *feed_folder, *cache; /* of a folder */
    struct store *store;
    struct generation *generation;
    struct site_files files;
    struct ready *ready;
    struct feed_data *read[SITE_FEEDS_MAX];
    struct feeds feeds; /* of `read` */
    int panel_width, panel_height;
};

void content_destroy(struct content *content) {
    if (!content)
        return;
    for (size_t i = 0; i < content->feeds.count; i++)
        feed_destroy(content->read[i]);
    ready_destroy(content->ready);
    guide_destroy(content->guide);
    site_destroy(content->site);
    disk_site_destroy(content->folder);
    generation_close(content->generation);
    free(content->root);
    free(content->feed_folder);
    free(content->cache);
    free(content);
}

/* $XDG_CACHE_HOME/kiosk, else ~/.cache/kiosk; NULL: neither. */
static char *default_cache(void) {
    const char *xdg = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    char *path = NULL;
    if (xdg && *xdg == '/')
        return disk_path(xdg, "kiosk");
    return home && *home == '/' && asprintf(&path, "%s/.cache/kiosk", home) >= 0 ? path : NULL;
}

static char *make_here(void *context, const char *asset, int panel_width, int panel_height) {
    const struct content *content = context;
    return ready_cache_make(content->cache, &content->files, asset, panel_width, panel_height);
}

static bool load(struct content *content, const struct ready_maker *maker, struct report *report) {
    content->feeds.items = content->read;
    content->site = site_load(&content->files, report);
    content->ready =
        content->site ? ready_create(content->generation, maker, content->panel_width, content->panel_height)
                      : NULL;
    if (!content->ready)
        return false;
    content->guide = guide_load(content->site, &content->files, report);
    if (content->generation)
        generation_forget_pages(content->generation);
    content_refresh_feeds(content, report);
    return true;
}

static bool has_holes(const struct content *content) {
    return content->site->loaded.unread > 0 || (!content->guide && guide_written(&content->files));
}

static struct content *from_folder(const struct content_folder *from, char *cache,
                                   const struct ready_maker *maker, struct report *report) {
    struct content *content = calloc(1, sizeof *content);
    size_t before = report->errors;
    if (!content) {
        report_add(report, SEVERITY_ERROR, from->folder, 0, 0, "out of memory while it was read");
        free(cache);
        return NULL;
    }
    content->panel_width = from->panel_width;
    content->panel_height = from->panel_height;
    content->cache = cache;
    content->root = strdup(from->folder);
    content->feed_folder = from->feeds ? strdup(from->feeds) : NULL;
    content->folder = disk_site_create(from->folder);
    if (!content->root || !content->folder || (from->feeds && !content->feed_folder)) {
        report_add(report, SEVERITY_ERROR, from->folder, 0, 0, "this folder cannot be read");
        content_destroy(content);
        return NULL;
    }
    content->files = disk_site_files(content->folder);
    const struct ready_maker here = {content, make_here};
    if (!load(content, maker ? maker : &here, report)) {
        if (report->errors == before)
            report_add(report, SEVERITY_ERROR, from->folder, 0, 0, "out of memory while it was read");
        content_destroy(content);
        content = NULL;
    }
    return content;
}

struct content *content_from_folder(const char *folder, const char *cache, const char *feeds, int panel_width,
                                    int panel_height, struct report *report) {
    const struct content_folder from = {folder, feeds, panel_width, panel_height};
    return from_folder(&from, cache ? strdup(cache) : default_cache(), NULL, report);
}

struct content *content_from_maker(const struct content_folder *from, const struct ready_maker *maker,
                                   struct report *report) {
    return from_folder(from, NULL, maker, report);
}

static bool open_generation(struct content *content, struct generation_id id, bool damaged,
                            struct report *report) {
    struct fail fail = {0};
    content->generation = damaged ? generation_open_damaged(content->store, id, &fail)
                                  : generation_open_to_read(content->store, id, &fail);
    if (!content->generation) {
        report_add(report, SEVERITY_ERROR, fail.file, fail.line, fail.column, "%s", fail.text);
        return false;
    }
    content->files = generation_files(content->generation);
    return true;
}

struct content *content_from_store(struct store *store, struct generation_id id, bool damaged,
                                   int panel_width, int panel_height, struct report *report,
                                   enum content_fault *fault) {
    struct content *content = calloc(1, sizeof *content);
    *fault = CONTENT_NO_MEMORY;
    if (!content)
        return NULL;
    content->panel_width = panel_width;
    content->panel_height = panel_height;
    content->store = store;
    errno = 0;
    bool loaded = open_generation(content, id, damaged, report) && load(content, NULL, report);
    bool wanting = loaded ? arena_wanted(content->site->arena) : errno == ENOMEM;
    if (loaded && !wanting && (damaged || !has_holes(content)))
        return content;
    if (wanting)
        report_add(report, SEVERITY_ERROR, "", 0, 0, "generation %u.%llu: out of memory while it was read",
                   id.epoch, (unsigned long long)id.seq);
    else
        *fault = CONTENT_DAMAGED;
    content_destroy(content);
    return NULL;
}

const struct site *content_site(const struct content *content) {
    return content->site;
}

const struct guide *content_guide(const struct content *content) {
    return content->guide;
}

const struct feeds *content_feeds(const struct content *content) {
    return &content->feeds;
}

struct frame content_frame(const struct content *content, const struct screen *screen) {
    return (struct frame){
        .site = content->site, .guide = content->guide, .screen = screen, .feeds = &content->feeds};
}

static struct feed_data *read_feed(struct content *content, const char *id, struct fail *fail) {
    if (content->store)
        return store_feed_read(content->store, id, fail);
    char *path = content->feed_folder ? disk_path(content->feed_folder, id) : NULL;
    char *bytes = NULL;
    size_t size = 0;
    struct feed_data *feed = NULL;
    if (path && disk_exists(path) && disk_read(path, FEED_BYTES_MAX + 100, &bytes, &size, fail))
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
        struct feed_data *feed = read_feed(content, id, &fail);
        size_t at = 0;
        while (at < content->feeds.count && strcmp(content->read[at]->feed_id, id) != 0)
            at++;
        if (!feed) {
            report_add(report, SEVERITY_WARNING, "", 0, 0, "feed %s: %s", id,
                       fail.text[0] ? fail.text : "not fetched yet");
            continue;
        }
        if (at == content->feeds.count)
            content->feeds.count++;
        else
            feed_destroy(content->read[at]);
        content->read[at] = feed;
    }
}

static bool read_picture(void *context, const char *asset, char **bytes, size_t *size) {
    struct content *content = context;
    return ready_read(content->ready, asset, bytes, size);
}

struct paint_source content_pictures(struct content *content) {
    return (struct paint_source){.context = content, .read = read_picture};
}

bool content_picture_size(void *context, const char *asset, int *width, int *height) {
    struct content *content = context;
    return ready_size(content->ready, asset, width, height);
}

char *content_font_file(void *context, const char *name) {
    struct content *content = context;
    if (!content->generation)
        return content->files.exists(content->files.context, name) ? disk_path(content->root, name) : NULL;
    return generation_object(content->generation, name, NULL);
}

struct paint_book content_book(struct content *content, uint32_t number) {
    return (struct paint_book){.number = number,
                               .theme = &content->site->theme,
                               .font_file = content_font_file,
                               .picture_size = content_picture_size,
                               .context = content,
                               .pictures = content_pictures(content),
                               .guide = content_guide(content)};
}

bool content_has_picture(struct content *content, const char *asset) {
    if (!content->generation)
        return content->files.exists(content->files.context, asset);
    const struct manifest_file *file = generation_file(content->generation, asset);
    char *path =
        file ? ready_find(content->store, file->hash, content->panel_width, content->panel_height) : NULL;
    bool there = path != NULL;
    free(path);
    return there;
}

int content_open(const struct content *content, const char *name, struct fail *fail) {
    if (!content->generation)
        return disk_site_open(content->folder, name, fail);
    const struct manifest_file *file = generation_file(content->generation, name);
    if (file)
        return store_object_open(content->store, file->hash, file->size, fail);
    fail_set(fail, "%s is not in this generation", name);
    return -1;
}

bool content_damaged(const struct content *content) {
    return has_holes(content) || (content->generation && !generation_whole(content->generation, NULL));
}

struct generation_id content_generation(const struct content *content) {
    return content->generation ? content->generation->id : (struct generation_id){0, 0};
}

void content_skips(struct content *content, struct skips *skips) {
    const struct site *site = content_site(content);
    skips->count = 0;
    for (size_t p = 0; p < site->playlist_count; p++)
        for (size_t s = 0; s < site->playlists[p].slide_count; s++) {
            const struct slide *slide = &site->playlists[p].slides[s];
            if (slide_kind(slide->type)->needs_picture &&
                (!slide->picture.asset || !content_has_picture(content, slide->picture.asset)))
                skips_add(skips, slide, "its picture is missing or cannot be read");
        }
}
