#include <stdlib.h>
#include <string.h>

#include "store/store_parts.h"
#include "system/disk.h"
#include "system/disk_fd.h"

enum { CURRENT, PREVIOUS, PROVEN, KEPT };

/* What must stay, and where the walk is. */
struct collection {
    const struct store *store;
    const struct store_state *state;
    const char **needed; /* sorted hashes */
    size_t needed_count;
    struct fail *fail;
    bool failed;
};

static int by_hash(const void *a, const void *b) {
    return strncmp(*(const char *const *)a, *(const char *const *)b, HASH_HEX);
}

static bool is_needed(const struct collection *collection, const char *name) {
    return collection->needed_count > 0 && bsearch(&name, collection->needed, collection->needed_count,
                                                   sizeof *collection->needed, by_hash) != NULL;
}

static void drop(struct collection *collection, const char *folder, const char *name) {
    char *path = disk_path(folder, name);
    store_alive(collection->store);
    if (!(path ? disk_remove(path, collection->fail) : fail_set(collection->fail, "out of memory"))) {
        collection->failed = true;
    }
    free(path);
}

static void see_generation(void *context, const char *folder, const char *name) {
    struct collection *collection = context;
    struct generation_id id;
    if (!generation_id_parse(name, &id) || (!generation_id_same(id, collection->state->current) &&
                                            !generation_id_same(id, collection->state->previous) &&
                                            !generation_id_same(id, collection->state->proven))) {
        drop(collection, folder, name);
    }
}

/* Objects, pictures and parts all begin with the hash they belong to. */
static void see_object(void *context, const char *folder, const char *name) {
    struct collection *collection = context;
    if (!is_needed(collection, name)) {
        drop(collection, folder, name);
    }
}

static void see_object_folder(void *context, const char *folder, const char *name) {
    struct collection *collection = context;
    char *path = disk_path(folder, name);
    if (!(path ? disk_list(path, see_object, collection, collection->fail)
               : fail_set(collection->fail, "out of memory"))) {
        collection->failed = true;
    }
    free(path);
}

static bool walk(struct store *store, const char *name, struct collection *collection,
                 void (*see)(void *context, const char *folder, const char *name)) {
    char *path = disk_path(store->folder, name);
    bool done = path ? disk_list(path, see, collection, collection->fail)
                     : fail_set(collection->fail, "out of memory");
    free(path);
    return done && !collection->failed;
}

bool store_collect(struct store *store, const struct store_state *state, struct fail *fail) {
    return store_collect_before(store, state, NULL, fail);
}

bool store_collect_before(struct store *store, const struct store_state *state, const struct manifest *coming,
                          struct fail *fail) {
    struct generation_id kept[KEPT] = {
        [CURRENT] = state->current, [PREVIOUS] = state->previous, [PROVEN] = state->proven};
    struct manifest *manifests[KEPT] = {NULL};
    struct collection collection = {.store = store, .state = state, .fail = fail};
    bool done = store_may_write(store, fail);
    size_t room = coming ? coming->file_count : 0;
    for (int i = 0; done && i < KEPT; i++) {
        if (kept[i].epoch == 0 && kept[i].seq == 0) {
            continue;
        }
        /* only its manifest: a generation with missing objects still needs those it has */
        manifests[i] = generation_manifest(store, kept[i], fail);
        /* not knowing what is needed, nothing is removed; a net that is torn already may not stop all else */
        done = manifests[i] != NULL || i == PROVEN;
        room += manifests[i] ? manifests[i]->file_count : 0;
    }
    collection.needed = done ? calloc(room + 1, sizeof *collection.needed) : NULL;
    for (int i = 0; collection.needed && i < KEPT; i++) {
        for (size_t k = 0; manifests[i] && k < manifests[i]->file_count; k++) {
            collection.needed[collection.needed_count++] = manifests[i]->files[k].hash;
        }
    }
    for (size_t k = 0; collection.needed && coming && k < coming->file_count; k++) {
        collection.needed[collection.needed_count++] = coming->files[k].hash;
    }
    if (collection.needed) {
        qsort(collection.needed, collection.needed_count, sizeof *collection.needed, by_hash);
        done = walk(store, "gen", &collection, see_generation) &&
               walk(store, "o", &collection, see_object_folder) &&
               walk(store, "p", &collection, see_object) && walk(store, "incoming", &collection, see_object);
    } else {
        done = done && fail_set(fail, "out of memory");
    }
    free(collection.needed);
    for (int i = 0; i < KEPT; i++) {
        manifest_destroy(manifests[i]);
    }
    return done;
}
