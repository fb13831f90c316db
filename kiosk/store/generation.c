#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/store_parts.h"
#include "system/disk.h"
#include "system/disk_fd.h"

enum { SIGNATURE_BYTES_MAX = 4096, KEPT_BYTES_MAX = 32 << 20 };

/* The bytes of a page, whose hash was found right, until somebody reads them. */
struct generation_page {
    char *bytes;
};

struct signed_text {
    char *manifest, *signature;
    size_t manifest_size, signature_size;
};

static bool read_signed(const struct store *store, struct generation_id id, struct signed_text *text,
                        struct fail *fail) {
    char *path = store_path(store, "gen/%" PRIu32 ".%" PRIu64 "/manifest", id.epoch, id.seq);
    char *signature =
        path ? store_path(store, "gen/%" PRIu32 ".%" PRIu64 "/manifest.sig", id.epoch, id.seq) : NULL;
    bool done =
        signature
            ? disk_read(path, MANIFEST_BYTES_MAX, &text->manifest, &text->manifest_size, fail) &&
                  disk_read(signature, SIGNATURE_BYTES_MAX, &text->signature, &text->signature_size, fail)
            : fail_set(fail, "generation: out of memory");
    free(signature);
    free(path);
    return done;
}

/* Verified before it is parsed. */
static struct manifest *parse_signed(const struct trust *trust, struct generation_id id,
                                     const struct signed_text *text, struct fail *fail) {
    char comment[SIGN_COMMENT_MAX];
    struct fail why;
    struct manifest *manifest = NULL;
    if (!sign_verify(trust, text->manifest, text->manifest_size, text->signature, text->signature_size,
                     comment, &why) ||
        !(manifest = manifest_parse(text->manifest, text->manifest_size, &why))) {
        fail_set(fail, "generation %" PRIu32 ".%" PRIu64 ": its manifest is damaged or forged: %.300s",
                 id.epoch, id.seq, why.text);
    } else if (manifest->epoch != id.epoch || manifest->seq != id.seq) {
        fail_set(fail, "generation %" PRIu32 ".%" PRIu64 ": holds another generation", id.epoch, id.seq);
        manifest_destroy(manifest);
        manifest = NULL;
    }
    return manifest;
}

struct manifest *generation_manifest(struct store *store, struct generation_id id, struct fail *fail) {
    struct signed_text text = {NULL, NULL, 0, 0};
    struct trust trust;
    struct manifest *manifest = NULL;
    if (store_trusted(store, &trust, fail) && read_signed(store, id, &text, fail)) {
        manifest = parse_signed(&trust, id, &text, fail);
    }
    free(text.manifest);
    free(text.signature);
    return manifest;
}

struct generation *generation_open_damaged(struct store *store, struct generation_id id, struct fail *fail) {
    struct generation *generation = calloc(1, sizeof *generation);
    if (!generation) {
        fail_set(fail, "generation: out of memory");
        return NULL;
    }
    *generation = (struct generation){.id = id, .store = store};
    if (!(generation->manifest = generation_manifest(store, id, fail))) {
        generation_close(generation);
        return NULL;
    }
    return generation;
}

void generation_forget_pages(struct generation *generation) {
    for (size_t i = 0; generation->pages && i < generation->manifest->file_count; i++)
        free(generation->pages[i].bytes);
    free(generation->pages);
    generation->pages = NULL;
}

void generation_close(struct generation *generation) {
    if (generation) {
        generation_forget_pages(generation);
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

static bool object_right(struct store *store, const struct manifest_file *file, struct fail *why) {
    if (seen_right(store, file->hash)) {
        return true;
    }
    if (store_object_check(store, file->hash, file->size, why) != OBJECT_RIGHT) {
        return false;
    }
    remember_right(store, file->hash);
    return true;
}

static bool is_page(const struct manifest_file *file) {
    return strcmp(file->type, "application/json") == 0;
}

/* Checks the hash of a page, and keeps what it read for it where there is room. */
static bool page_right(struct generation *generation, size_t index, uint64_t *room, struct fail *why) {
    const struct manifest_file *file = &generation->manifest->files[index];
    if (!generation->pages || file->size > SITE_FILE_MAX || file->size > *room) {
        return store_object_check(generation->store, file->hash, file->size, why) == OBJECT_RIGHT;
    }
    *room -= file->size;
    return store_object_read(generation->store, file->hash, file->size, false,
                             &generation->pages[index].bytes, why) == OBJECT_RIGHT;
}

static bool object_there(const struct generation *generation, const struct manifest_file *file,
                         struct fail *fail) {
    return store_has_object(generation->store, file->hash, file->size) ||
           fail_set(fail, "%s: its object %s is missing or cut short", file->name, file->hash);
}

static bool say_damaged(const struct manifest_file *file, const struct fail *why, struct fail *fail) {
    return fail_set(fail, "%.100s: damaged: %.250s", file->name, why->text);
}

/* Pages are read at once and their hashes checked here; the rest is large and waits until it is used. */
bool generation_whole(const struct generation *generation, struct fail *fail) {
    const struct manifest *manifest = generation->manifest;
    struct fail why;
    for (size_t i = 0; i < manifest->file_count; i++) {
        const struct manifest_file *file = &manifest->files[i];
        if (!object_there(generation, file, fail)) {
            return false;
        }
        if (is_page(file) &&
            store_object_check(generation->store, file->hash, file->size, &why) != OBJECT_RIGHT) {
            return say_damaged(file, &why, fail);
        }
    }
    return true;
}

/* The same, keeping the pages. */
static bool take_whole(struct generation *generation, struct fail *fail) {
    const struct manifest *manifest = generation->manifest;
    uint64_t room = KEPT_BYTES_MAX;
    struct fail why;
    /* Without memory for them they are read twice. */
    generation->pages = calloc(manifest->file_count + 1, sizeof *generation->pages);
    for (size_t i = 0; i < manifest->file_count; i++) {
        const struct manifest_file *file = &manifest->files[i];
        if (!object_there(generation, file, fail)) {
            return false;
        }
        if (is_page(file) && !page_right(generation, i, &room, &why)) {
            return say_damaged(file, &why, fail);
        }
    }
    return true;
}

static struct generation *open_checked(struct store *store, struct generation_id id, bool keep,
                                       struct fail *fail) {
    struct generation *generation = generation_open_damaged(store, id, fail);
    if (generation && !(keep ? take_whole(generation, fail) : generation_whole(generation, fail))) {
        generation_close(generation);
        return NULL;
    }
    return generation;
}

struct generation *generation_open(struct store *store, struct generation_id id, struct fail *fail) {
    return open_checked(store, id, false, fail);
}

struct generation *generation_open_to_read(struct store *store, struct generation_id id, struct fail *fail) {
    return open_checked(store, id, true, fail);
}

char *generation_object(struct generation *generation, const char *name, struct fail *fail) {
    const struct manifest_file *file = generation_file(generation, name);
    if (!file) {
        fail_set(fail, "%s: not part of this generation", name);
        return NULL;
    }
    struct fail why;
    if (!object_right(generation->store, file, &why)) {
        fail_set(fail, "%.100s: %.300s", name, why.text);
        return NULL;
    }
    char *path = store_object_path(generation->store, file->hash);
    if (!path)
        fail_set(fail, "%.100s: out of memory", name);
    return path;
}

/* Hands over what was read when the generation was opened: once. */
static bool take_page(struct generation *generation, const struct manifest_file *file, size_t max,
                      char **bytes, size_t *size) {
    struct generation_page *page =
        generation->pages ? &generation->pages[file - generation->manifest->files] : NULL;
    if (!page || !page->bytes || file->size > max) {
        return false;
    }
    *bytes = page->bytes;
    *size = (size_t)file->size;
    page->bytes = NULL;
    return true;
}

static bool files_read(void *context, const char *name, size_t max, char **bytes, size_t *size,
                       struct fail *why) {
    struct generation *generation = context;
    const struct manifest_file *file = generation_file(generation, name);
    if (!file) {
        return fail_set(why, "%s: not part of this generation", name);
    }
    if (take_page(generation, file, max, bytes, size)) {
        return true;
    }
    char *path = store_object_path(generation->store, file->hash), *read = NULL;
    size_t got = 0;
    bool done = path ? disk_read(path, max, &read, &got, why) : fail_set(why, "%s: out of memory", name);
    free(path);
    if (!done) {
        return false;
    }
    if (got != file->size) {
        free(read);
        return fail_set(why, "%s: its object has the wrong size", name);
    }
    if (strcmp(hash_bytes(read, got).hex, file->hash) != 0) {
        free(read);
        return fail_set(why, "%s: its object is damaged", name);
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

bool store_generation_holds(const struct store *store, struct generation_id id, const char *manifest,
                            size_t size) {
    char *path = store_path(store, "gen/%" PRIu32 ".%" PRIu64 "/manifest", id.epoch, id.seq), *bytes = NULL;
    size_t got = 0;
    bool same = path && disk_read(path, MANIFEST_BYTES_MAX, &bytes, &got, NULL) && got == size &&
                memcmp(bytes, manifest, size) == 0;
    free(bytes);
    free(path);
    return same;
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
    bool done = (path && signature_path) || fail_set(fail, "generation: out of memory");
    store_alive(store);
    done = done && disk_write(signature_path, signature, signature_size, fail);
    store_alive(store);
    done = done && disk_write(path, manifest, manifest_size, fail);
    free(signature_path);
    free(path);
    return done;
}
