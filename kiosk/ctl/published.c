#include "ctl/published.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/hash.h"
#include "system/disk.h"

enum { PUBLISH_FILE_MAX = 64 << 20 };

bool published_names_init(struct published_names *names, const char *tree, const char *channel,
                          struct fail *fail) {
    size_t length = strspn(channel, "abcdefghijklmnopqrstuvwxyz0123456789-");
    char *manifest = NULL, *signature = NULL;
    if (length == 0 || length > 40 || channel[length] != '\0') {
        return fail_set(fail, "channel \"%s\": only a-z, 0-9 and - are allowed, at most 40", channel);
    }
    if (asprintf(&manifest, "%s/c/%s/manifest", tree, channel) < 0) {
        return fail_set(fail, "out of memory");
    }
    if (asprintf(&signature, "%s.sig", manifest) < 0) {
        free(manifest);
        return fail_set(fail, "out of memory");
    }
    *names = (struct published_names){manifest, signature};
    return true;
}

void published_names_finish(struct published_names *names) {
    free(names->manifest);
    free(names->signature);
    *names = (struct published_names){NULL, NULL};
}

char *published_object(const char *tree, const char *hash) {
    char *path = NULL;
    return asprintf(&path, "%s/o/%.2s/%s", tree, hash, hash) < 0 ? NULL : path;
}

static const char *type_of(const char *name) {
    static const char *const TYPES[][2] = {
        {".json", "application/json"}, {".svg", "image/svg+xml"}, {".png", "image/png"},
        {".jpg", "image/jpeg"},        {".jpeg", "image/jpeg"},   {".webp", "image/webp"},
        {".ttf", "font/ttf"},          {".otf", "font/otf"},      {".md", "text/markdown"},
    };
    const char *ending = strrchr(name, '.');
    for (size_t i = 0; ending && i < LENGTH(TYPES); i++) {
        if (strcmp(ending, TYPES[i][0]) == 0) {
            return TYPES[i][1];
        }
    }
    return NULL;
}

static bool take(struct published_set *set, const char *name) {
    const char *type = type_of(name);
    for (size_t i = 0; i < set->count; i++) {
        if (strcmp(set->files[i].name, name) == 0) {
            return true;
        }
    }
    if (!type) {
        return fail_set(set->fail, "%s: a kind of file that screens do not take", name);
    }
    if (set->count == MANIFEST_FILES_MAX) {
        return fail_set(set->fail, "%s: more than %d files", name, MANIFEST_FILES_MAX);
    }
    struct published_file *grown = realloc(set->files, (set->count + 1) * sizeof *grown);
    if (!grown) {
        return fail_set(set->fail, "out of memory");
    }
    set->files = grown;
    struct published_file file = {.name = strdup(name)};
    if (!file.name || !set->source->read(set->source->context, name, PUBLISH_FILE_MAX, &file.bytes,
                                         &file.size, set->fail)) {
        free(file.name);
        return false;
    }
    memcpy(file.hash, hash_bytes(file.bytes, file.size).hex, sizeof file.hash);
    file.entry.type = type;
    file.entry.size = file.size;
    set->files[set->count++] = file;
    return true;
}

static void take_asset(void *context, const char *name, const char *file, int line) {
    struct published_set *set = context;
    (void)file;
    (void)line;
    set->failed = set->failed || !take(set, name);
}

static int by_name(const void *a, const void *b) {
    return strcmp(((const struct published_file *)a)->name, ((const struct published_file *)b)->name);
}

bool published_collect(struct published_set *set, const struct site *site, const struct guide *guide,
                       const struct site_files *source, struct fail *fail) {
    set->source = source;
    set->fail = fail;
    set->failed = !take(set, SITE_FILE);
    for (size_t i = 0; i < site->playlist_count && !set->failed; i++) {
        set->failed = !take(set, site->playlists[i].file);
    }
    for (size_t i = 0; guide && i < guide->file_count && !set->failed; i++) {
        set->failed = !take(set, guide->files[i]);
    }
    for (size_t i = 0; i < site->words.count && !set->failed; i++) { /* its words, guide or not */
        char name[LANGUAGE_FILE_MAX];
        language_file(site->words.languages[i].language, name);
        set->failed = source->exists(source->context, name) && !take(set, name);
    }
    if (!set->failed) {
        site_assets(site, take_asset, set);
    }
    if (set->failed) {
        return false;
    }
    qsort(set->files, set->count, sizeof *set->files, by_name);
    for (size_t i = 0; i < set->count; i++) { /* only now do the addresses stay */
        set->files[i].entry.name = set->files[i].name;
        set->files[i].entry.hash = set->files[i].hash;
    }
    return true;
}

void published_set_finish(struct published_set *set) {
    for (size_t i = 0; i < set->count; i++) {
        free(set->files[i].name);
        free(set->files[i].bytes);
    }
    free(set->files);
    *set = (struct published_set){0};
}
