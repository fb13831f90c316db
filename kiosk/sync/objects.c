#include "sync/objects.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { URL_MAX = 1000, AT_ONCE = 4 };

/* One under way: which file, and where it is collected. */
struct object {
    struct objects *objects;
    const struct manifest_file *file; /* NULL: free */
    char *part;
};

struct objects {
    struct objects_request request;
    struct object running[AT_ONCE];
    size_t next_file, running_count;
    bool failed;
    struct fail fail;
    int64_t retry_after_s;
};

static void fail_once(struct objects *objects, const struct fail *fail) {
    if (!objects->failed)
        objects->fail = *fail;
    objects->failed = true;
}

static void object_clear(struct object *object) {
    free(object->part);
    object->part = NULL;
    object->file = NULL;
}

static void object_done(void *context, struct fetch_result *result) {
    struct object *object = context;
    struct objects *objects = object->objects;
    struct fail fail = result->fail;
    bool ok = result->outcome == FETCH_OK;
    if (ok)
        ok = store_adopt(objects->request.store, object->file->hash, object->file->size, &fail);
    else if (result->status == 416 || result->disk_failed) /* not a beginning of it; or: give the room back */
        unlink(object->part);
    if (!ok && !objects->failed) {
        struct fail named;
        fail_set(&named, "%.100s: %.280s", object->file->name, fail.text);
        objects->retry_after_s = result->retry_after_s;
        fail_once(objects, &named);
    }
    object_clear(object);
    objects->running_count--;
    objects_start(objects);
}

static bool start_object(struct objects *objects, const struct manifest_file *file, struct fail *fail) {
    struct object *object = objects->running;
    while (object->file)
        object++;
    char url[URL_MAX];
    snprintf(url, sizeof(url), "%s/o/%.2s/%s", objects->request.url, file->hash, file->hash);
    *object = (struct object){objects, file, store_part_path(objects->request.store, file->hash)};
    struct fetch_request request = {
        .url = url, .path = object->part, .max = file->size, .context = object, .done = object_done};
    bool started = object->part ? fetcher_start(objects->request.fetcher, &request, fail)
                                : fail_set(fail, "out of memory");
    if (started)
        objects->running_count++;
    else
        object_clear(object);
    return started;
}

/* The same bytes under two names are one object, and must be fetched only once at a time. */
static bool seen_before(const struct manifest *manifest, size_t index) {
    for (size_t i = 0; i < index; i++)
        if (strcmp(manifest->files[i].hash, manifest->files[index].hash) == 0)
            return true;
    return false;
}

void objects_start(struct objects *objects) {
    const struct manifest *manifest = objects->request.manifest;
    while (!objects->failed && objects->next_file < manifest->file_count &&
           objects->running_count < AT_ONCE) {
        size_t index = objects->next_file++;
        const struct manifest_file *file = &manifest->files[index];
        struct fail fail;
        if (store_has_object(objects->request.store, file->hash, file->size) || seen_before(manifest, index))
            continue;
        if (!start_object(objects, file, &fail))
            fail_once(objects, &fail);
    }
    if (objects->running_count == 0)
        objects->request.done(objects->request.context, objects->failed ? &objects->fail : NULL,
                              objects->retry_after_s);
}

struct objects *objects_create(const struct objects_request *request) {
    struct objects *objects = calloc(1, sizeof(*objects));
    if (objects)
        objects->request = *request;
    return objects;
}

void objects_destroy(struct objects *objects) {
    if (!objects)
        return;
    for (size_t i = 0; i < AT_ONCE; i++)
        object_clear(&objects->running[i]);
    free(objects);
}
