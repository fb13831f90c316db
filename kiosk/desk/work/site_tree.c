#include "desk/work/site_tree.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/json_values.h"
#include "core/site/site_file.h"
#include "desk/data/objects.h"
#include "system/disk.h"
#include "system/disk_stream.h"

/* Where `path` is, or would be. */
static size_t place_of(const struct site_tree *tree, const char *path, bool *there) {
    size_t from = 0, to = tree->count;
    *there = false;
    while (from < to && !*there) {
        size_t middle = from + (to - from) / 2;
        int order = strcmp(path, tree->files[middle].path);
        *there = order == 0;
        if (order <= 0)
            to = middle;
        else
            from = middle + 1;
    }
    return to;
}

const struct site_tree_file *site_tree_find(const struct site_tree *tree, const char *path) {
    bool there;
    size_t at = place_of(tree, path, &there);
    return there ? &tree->files[at] : NULL;
}

static bool put(struct site_tree *tree, const struct site_tree_file *file) {
    bool there;
    size_t at = place_of(tree, file->path, &there);
    if (there) {
        struct site_tree_file *old = &tree->files[at];
        char *path = old->path;
        free(old->bytes);
        *old = *file;
        old->path = path;
        return true;
    }
    if (tree->count == tree->room) {
        size_t room = tree->room ? 2 * tree->room : 64;
        struct site_tree_file *grown = realloc(tree->files, room * sizeof *grown);
        if (!grown)
            return false;
        tree->files = grown;
        tree->room = room;
    }
    char *path = strdup(file->path);
    if (!path)
        return false;
    memmove(&tree->files[at + 1], &tree->files[at], (tree->count - at) * sizeof *tree->files);
    tree->files[at] = *file;
    tree->files[at].path = path;
    tree->count++;
    return true;
}

struct filling {
    struct site_tree *tree;
    bool failed;
};

static void take(void *context, const struct tree_file *file) {
    struct filling *filling = context;
    struct site_tree_file taken = {(char *)file->path, file->hash, file->size, file->object, NULL};
    if (!filling->failed && !put(filling->tree, &taken))
        filling->failed = true;
}

enum outcome site_tree_init(struct site_tree *tree, struct database *database, int64_t revision,
                            struct fail *fail) {
    *tree = (struct site_tree){.database = database, .revision = revision};
    struct filling filling = {tree, false};
    enum outcome outcome = revision ? tree_list(database, revision, take, &filling, fail) : OUTCOME_DONE;
    if (outcome == OUTCOME_DONE && filling.failed) {
        outcome = OUTCOME_TROUBLE;
        fail_set(fail, "out of memory");
    }
    if (outcome != OUTCOME_DONE)
        site_tree_finish(tree);
    return outcome;
}

void site_tree_finish(struct site_tree *tree) {
    for (size_t i = 0; i < tree->count; i++) {
        free(tree->files[i].path);
        free(tree->files[i].bytes);
    }
    free(tree->files);
    *tree = (struct site_tree){0};
}

static enum outcome read_object(const struct site_tree *tree, const struct site_tree_file *file, size_t max,
                                char **bytes, size_t *size, struct fail *fail) {
    char *path = object_path(database_folder(tree->database), file->hash.hex);
    bool done = path ? disk_read(path, max, bytes, size, fail) : fail_set(fail, "out of memory");
    free(path);
    return done ? OUTCOME_DONE : OUTCOME_TROUBLE;
}

enum outcome site_tree_read(const struct site_tree *tree, const char *path, size_t max, char **bytes,
                            size_t *size, struct fail *fail) {
    const struct site_tree_file *file = site_tree_find(tree, path);
    if (!file) {
        fail_set(fail, "%.150s: there is no such file", path);
        return OUTCOME_ABSENT;
    }
    if (file->size > max) {
        fail_set(fail, "%.150s: %llu bytes, more than the %zu allowed", path, (unsigned long long)file->size,
                 max);
        return OUTCOME_REFUSED;
    }
    if (file->object)
        return read_object(tree, file, max, bytes, size, fail);
    if (!file->bytes)
        return tree_read(tree->database, tree->revision, path, max, bytes, size, fail);
    char *copy = malloc(file->size + 1);
    if (!copy) {
        fail_set(fail, "out of memory");
        return OUTCOME_TROUBLE;
    }
    memcpy(copy, file->bytes, file->size + 1);
    *bytes = copy;
    *size = file->size;
    return OUTCOME_DONE;
}

static enum outcome belongs(const char *path, bool object, uint64_t size, struct fail *fail) {
    bool elsewhere = strncmp(path, "playlists/", 10) != 0 && !site_file_is_object(path);
    if (site_name_valid(path) && !elsewhere && site_file_is_object(path) == object &&
        size <= (object ? OBJECT_MAX : TEXT_MAX))
        return OUTCOME_DONE;
    if (!site_name_valid(path) || elsewhere)
        fail_set(fail, "\"%.150s\": a site has files in playlists/, assets/ and fonts/ only", path);
    else if (site_file_is_object(path) != object)
        fail_set(fail,
                 object ? "%.150s: texts stand in playlists/" : "%.150s: pictures and fonts are uploaded",
                 path);
    else
        fail_set(fail, "%.150s: %llu bytes, more than the %llu allowed", path, (unsigned long long)size,
                 (unsigned long long)(object ? OBJECT_MAX : TEXT_MAX));
    return OUTCOME_REFUSED;
}

static enum outcome put_or_say(struct site_tree *tree, struct site_tree_file *file, struct fail *fail) {
    if (put(tree, file))
        return OUTCOME_DONE;
    free(file->bytes);
    fail_set(fail, "out of memory");
    return OUTCOME_TROUBLE;
}

enum outcome site_tree_put_text(struct site_tree *tree, const char *path, const char *bytes, size_t size,
                                struct fail *fail) {
    enum outcome outcome = belongs(path, false, size, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    char *copy = malloc(size + 1);
    if (!copy) {
        fail_set(fail, "out of memory");
        return OUTCOME_TROUBLE;
    }
    memcpy(copy, bytes, size);
    copy[size] = '\0';
    struct site_tree_file file = {(char *)path, hash_bytes(copy, size), size, false, copy};
    return put_or_say(tree, &file, fail);
}

enum outcome site_tree_put_object(struct site_tree *tree, const char *path, const char *hex, uint64_t size,
                                  struct fail *fail) {
    struct site_tree_file file = {(char *)path, {""}, size, true, NULL};
    enum outcome outcome = belongs(path, true, size, fail);
    if (outcome == OUTCOME_DONE)
        outcome = object_find(database_folder(tree->database), hex, size, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    snprintf(file.hash.hex, sizeof file.hash.hex, "%s", hex);
    return put_or_say(tree, &file, fail);
}

void site_tree_remove(struct site_tree *tree, const char *path) {
    bool there;
    size_t at = place_of(tree, path, &there);
    if (!there)
        return;
    free(tree->files[at].path);
    free(tree->files[at].bytes);
    tree->count--;
    memmove(&tree->files[at], &tree->files[at + 1], (tree->count - at) * sizeof *tree->files);
}

static bool read_for_site(void *context, const char *name, size_t max, char **bytes, size_t *size,
                          struct fail *why) {
    return site_tree_read(context, name, max, bytes, size, why) == OUTCOME_DONE;
}

static bool there_for_site(void *context, const char *name) {
    return site_tree_find(context, name) != NULL;
}

struct site_files site_tree_files(struct site_tree *tree) {
    return (struct site_files){tree, read_for_site, there_for_site};
}

int site_tree_open(void *context, const char *name, struct fail *why) {
    const struct site_tree *tree = context;
    const struct site_tree_file *file = site_tree_find(tree, name);
    char *path = file && file->object ? object_path(database_folder(tree->database), file->hash.hex) : NULL;
    int fd = path ? stream_open(path, why) : -1;
    if (!path)
        fail_set(why, "%.150s: there is no such file", name);
    free(path);
    return fd;
}

struct zone *site_tree_zone(const struct site_tree *tree) {
    struct arena *arena = arena_create(16 << 20);
    struct zone *zone = NULL;
    char *text = NULL;
    size_t size = 0;
    if (arena && site_tree_read(tree, SITE_FILE, TEXT_MAX, &text, &size, NULL) == OUTCOME_DONE) {
        const char *name = value_text(value_member(json_values(text, size, 64, arena), "time_zone"));
        zone = zone_create(name ? name : "Europe/Copenhagen");
    }
    free(text);
    arena_destroy(arena);
    return zone;
}

struct hash site_tree_hash(const struct site_tree *tree) {
    crypto_generichash_state state;
    unsigned char bits[HASH_SIZE];
    crypto_generichash_init(&state, NULL, 0, HASH_SIZE);
    for (size_t i = 0; i < tree->count; i++) {
        const struct site_tree_file *file = &tree->files[i];
        crypto_generichash_update(&state, (const unsigned char *)file->path, strlen(file->path) + 1);
        crypto_generichash_update(&state, (const unsigned char *)file->hash.hex, HASH_HEX);
        crypto_generichash_update(&state, (const unsigned char *)"\n", 1);
    }
    crypto_generichash_final(&state, bits, sizeof bits);
    return hash_of_bits(bits);
}
