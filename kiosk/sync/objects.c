#include "sync/objects.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/text/plain_text.h"
#include "system/disk.h"

enum { URL_MAX = 1000, AT_ONCE = 4, NAME_SHOWN = 100 };

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
    struct objects_problem problem; /* the first */
    struct objects_progress progress;
};

static void fail_once(struct objects *objects, const struct objects_problem *problem) {
    if (!objects->failed)
        objects->problem = *problem;
    objects->failed = true;
}

static void object_clear(struct object *object) {
    free(object->part);
    object->part = NULL;
    object->file = NULL;
}

static void object_failed(struct object *object, const struct fail *why, enum cause cause,
                          int64_t retry_after_s) {
    struct objects_problem problem = {.cause = cause, .retry_after_s = retry_after_s};
    const char *name = object->file->name;
    fail_set(&problem.fail, "%.*s: %.280s", (int)text_cut(name, NAME_SHOWN), name, why->text);
    fail_once(object->objects, &problem);
}

static void object_done(void *context, struct fetch_result *result) {
    struct object *object = context;
    struct objects *objects = object->objects;
    struct fail fail;
    if (result->outcome != FETCH_OK) {
        if (result->cause == CAUSE_MACHINE) /* give the room back */
            unlink(object->part);
        object_failed(object, &result->fail, result->cause, result->retry_after_s);
    } else if (!store_adopt(objects->request.store, object->file->hash, object->file->size, &fail)) {
        /* wrong bytes are removed at once; what could not be moved is still there */
        object_failed(object, &fail, disk_exists(object->part) ? CAUSE_MACHINE : CAUSE_SERVER, 0);
    } else {
        objects->progress.files++;
        objects->progress.bytes += object->file->size;
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
    const struct fetch_port *fetch = &objects->request.ports->fetch;
    bool started =
        object->part ? fetch->start(fetch->context, &request, fail) : fail_set(fail, "out of memory");
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
        struct objects_problem problem = {.cause = CAUSE_MACHINE};
        if (store_has_object(objects->request.store, file->hash, file->size) || seen_before(manifest, index))
            continue;
        if (!start_object(objects, file, &problem.fail))
            fail_once(objects, &problem);
    }
    if (objects->running_count == 0)
        objects->request.done(objects->request.context, objects->failed ? &objects->problem : NULL);
}

static void look_around(struct objects *objects) {
    const struct manifest *manifest = objects->request.manifest;
    struct objects_progress *progress = &objects->progress;
    for (size_t i = 0; i < manifest->file_count; i++) {
        const struct manifest_file *file = &manifest->files[i];
        if (seen_before(manifest, i))
            continue;
        progress->of_files++;
        progress->of_bytes += file->size;
        if (!store_has_object(objects->request.store, file->hash, file->size))
            continue;
        progress->files++;
        progress->bytes += file->size;
    }
}

struct objects_progress objects_progress(const struct objects *objects) {
    struct objects_progress progress = objects->progress;
    struct stat info;
    for (size_t i = 0; i < AT_ONCE; i++)
        if (objects->running[i].part && stat(objects->running[i].part, &info) == 0)
            progress.bytes += (uint64_t)info.st_size;
    return progress;
}

struct objects *objects_create(const struct objects_request *request) {
    struct objects *objects = calloc(1, sizeof(*objects));
    if (!objects)
        return NULL;
    objects->request = *request;
    look_around(objects);
    return objects;
}

void objects_destroy(struct objects *objects) {
    if (!objects)
        return;
    const struct fetch_port *fetch = &objects->request.ports->fetch;
    for (size_t i = 0; i < AT_ONCE; i++) {
        if (objects->running[i].file)
            fetch->cancel(fetch->context, &objects->running[i]);
        object_clear(&objects->running[i]);
    }
    free(objects);
}
