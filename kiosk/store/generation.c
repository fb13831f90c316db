#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/disk.h"
#include "store/disk_fd.h"
#include "store/store_private.h"

static bool objects_present(struct store *store, const struct manifest *manifest, struct fail *fail) {
    for (size_t i = 0; i < manifest->file_count; i++) {
        const struct manifest_file *file = &manifest->files[i];
        if (!store_has_object(store, file->hash, file->size)) {
            return fail_set(fail, "%s: its object %s is missing or cut short", file->name, file->hash);
        }
    }
    return true;
}

struct generation *generation_open(struct store *store, struct generation_id id, struct fail *fail) {
    char *bytes = NULL;
    size_t size = 0;
    struct generation *generation = calloc(1, sizeof *generation);
    char *path = store_path(store, "gen/%" PRIu32 ".%" PRIu64 "/manifest", id.epoch, id.seq);
    if (!generation || !path) {
        fail_set(fail, "generation: out of memory");
        goto failed;
    }
    if (!disk_read(path, MANIFEST_BYTES_MAX, &bytes, &size, fail) ||
        !(generation->manifest = manifest_parse(bytes, size, fail))) {
        goto failed;
    }
    generation->id = id;
    generation->store = store;
    if (generation->manifest->epoch != id.epoch || generation->manifest->seq != id.seq) {
        fail_set(fail, "%s: holds another generation", path);
        goto failed;
    }
    if (!objects_present(store, generation->manifest, fail)) {
        goto failed;
    }
    free(bytes);
    free(path);
    return generation;
failed:
    free(bytes);
    free(path);
    generation_close(generation);
    return NULL;
}

void generation_close(struct generation *generation) {
    if (generation) {
        manifest_destroy(generation->manifest);
        free(generation);
    }
}

const struct manifest_file *generation_file(const struct generation *generation, const char *name) {
    return manifest_find(generation->manifest, name);
}

static int by_hex(const void *a, const void *b) {
    return memcmp(a, b, HASH_HEX);
}

static bool seen_right(const struct store *store, const char *hex) {
    return store->verified_count > 0 &&
           bsearch(hex, store->verified, store->verified_count, sizeof *store->verified, by_hex) != NULL;
}

/* Out of memory only means that the object is hashed once more. */
static void remember_right(struct store *store, const char *hex) {
    if (store->verified_count == store->verified_room) {
        size_t room = store->verified_room ? 2 * store->verified_room : 64;
        void *grown = realloc(store->verified, room * sizeof *store->verified);
        if (!grown) {
            return;
        }
        store->verified = grown;
        store->verified_room = room;
    }
    memcpy(store->verified[store->verified_count++], hex, HASH_HEX + 1);
    qsort(store->verified, store->verified_count, sizeof *store->verified, by_hex);
}

static bool files_read(void *context, const char *name, size_t max, char **bytes, size_t *size,
                       struct fail *why) {
    struct generation *generation = context;
    const struct manifest_file *file = generation_file(generation, name);
    if (!file) {
        return fail_set(why, "%s: not part of this generation", name);
    }
    char *path = store_object_path(generation->store, file->hash), *read = NULL;
    size_t got = 0;
    bool done = path && disk_read(path, max, &read, &got, why);
    free(path);
    if (!done) {
        return false;
    }
    if (got != file->size) {
        free(read);
        return fail_set(why, "%s: its object has the wrong size", name);
    }
    if (!seen_right(generation->store, file->hash)) {
        if (strcmp(hash_bytes(read, got).hex, file->hash) != 0) {
            free(read);
            return fail_set(why, "%s: its object is damaged", name);
        }
        remember_right(generation->store, file->hash);
    }
    *bytes = read;
    *size = got;
    return true;
}

static bool files_exists(void *context, const char *name) {
    const struct generation *generation = context;
    const struct manifest_file *file = generation_file(generation, name);
    return file && store_has_object(generation->store, file->hash, file->size);
}

struct site_files generation_files(struct generation *generation) {
    return (struct site_files){.context = generation, .read = files_read, .exists = files_exists};
}

bool store_generation_write(struct store *store, struct generation_id id, const char *manifest,
                            size_t manifest_size, const char *signature, size_t signature_size,
                            struct fail *fail) {
    if (!store_may_write(store, fail)) {
        return false;
    }
    char *signature_path = store_path(store, "gen/%" PRIu32 ".%" PRIu64 "/manifest.sig", id.epoch, id.seq);
    char *path = store_path(store, "gen/%" PRIu32 ".%" PRIu64 "/manifest", id.epoch, id.seq);
    /* The manifest last: a generation without one does not exist. */
    bool done = path && signature_path ? disk_write(signature_path, signature, signature_size, fail) &&
                                             disk_write(path, manifest, manifest_size, fail)
                                       : fail_set(fail, "generation: out of memory");
    free(signature_path);
    free(path);
    return done;
}
