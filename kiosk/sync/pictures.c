#include "sync/pictures.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/pixels.h"
#include "store/disk.h"
#include "store/intake_client.h"

enum { SOURCE_BYTES_MAX = 64 << 20, READY_BYTES_MAX = PIXELS_COUNT_MAX * 4 + 4096 };

struct pictures {
    struct store *store;
    const struct manifest *manifest;
    int width, height;
    size_t next;
    const struct manifest_file *file; /* being worked on */
    struct intake_job *job;
};

struct pictures *pictures_create(struct store *store, const struct manifest *manifest, int panel_width,
                                 int panel_height) {
    struct pictures *pictures = calloc(1, sizeof(*pictures));
    if (!pictures)
        return NULL;
    *pictures =
        (struct pictures){.store = store, .manifest = manifest, .width = panel_width, .height = panel_height};
    return pictures;
}

void pictures_destroy(struct pictures *pictures) {
    if (!pictures)
        return;
    intake_destroy(pictures->job);
    free(pictures);
}

static enum pictures_progress start(struct pictures *pictures, struct fail *fail) {
    char *path = store_object_path(pictures->store, pictures->file->hash);
    char *bytes = NULL;
    size_t size = 0;
    char fit[32];
    snprintf(fit, sizeof(fit), "%dx%d", pictures->width, pictures->height);
    const char *const args[] = {"--fit", fit, NULL};
    bool ok = path && disk_read(path, SOURCE_BYTES_MAX, &bytes, &size, fail);
    free(path);
    if (!ok)
        return PICTURES_FAILED;
    pictures->job = intake_start("picture", args, bytes, size, READY_BYTES_MAX, fail);
    free(bytes);
    return pictures->job ? PICTURES_RUNNING : PICTURES_FAILED;
}

static enum pictures_progress finish(struct pictures *pictures, const char *bytes, size_t size,
                                     struct fail *fail) {
    int width, height;
    bool opaque;
    if (!pixels_peek(bytes, size, &width, &height, &opaque, fail))
        return PICTURES_BAD;
    return store_picture_write(pictures->store, pictures->file->hash, pictures->width, pictures->height,
                               bytes, size, fail)
               ? PICTURES_RUNNING
               : PICTURES_FAILED;
}

/* The next file that is a picture and not ready yet; false when there is none. */
static bool advance(struct pictures *pictures) {
    while (pictures->next < pictures->manifest->file_count) {
        pictures->file = &pictures->manifest->files[pictures->next++];
        if (strncmp(pictures->file->type, "image/", 6) != 0)
            continue;
        char *ready =
            store_picture_path(pictures->store, pictures->file->hash, pictures->width, pictures->height);
        bool there = ready && disk_exists(ready);
        free(ready);
        if (!there)
            return true;
    }
    return false;
}

static enum pictures_progress start_next(struct pictures *pictures, struct fail *fail) {
    return advance(pictures) ? start(pictures, fail) : PICTURES_DONE;
}

enum pictures_progress pictures_step(struct pictures *pictures, int64_t now_ms, struct fail *fail) {
    if (!pictures->job)
        return start_next(pictures, fail);
    char *bytes = NULL;
    size_t size = 0;
    struct fail why;
    enum pictures_progress progress = PICTURES_RUNNING;
    switch (intake_step(pictures->job, now_ms, &bytes, &size, &why)) {
    case INTAKE_RUNNING:
        return PICTURES_RUNNING;
    case INTAKE_DONE:
        progress = finish(pictures, bytes, size, &why);
        break;
    case INTAKE_FAILED:
        progress = PICTURES_BAD;
        break;
    }
    free(bytes);
    intake_destroy(pictures->job);
    pictures->job = NULL;
    if (progress == PICTURES_RUNNING) /* at once: nothing else would wake the loop */
        return start_next(pictures, fail);
    fail_set(fail, "%.120s: %.270s", pictures->file->name, why.text);
    return progress;
}

int pictures_wait_ms(const struct pictures *pictures) {
    return pictures->job ? intake_wait_ms(pictures->job) : 0;
}

unsigned pictures_fds(const struct pictures *pictures, struct curl_waitfd *fds, unsigned max) {
    int in = -1, out = -1;
    unsigned count = 0;
    if (!pictures->job)
        return 0;
    intake_fds(pictures->job, &in, &out);
    if (in >= 0 && count < max)
        fds[count++] = (struct curl_waitfd){.fd = in, .events = CURL_WAIT_POLLOUT};
    if (out >= 0 && count < max)
        fds[count++] = (struct curl_waitfd){.fd = out, .events = CURL_WAIT_POLLIN};
    return count;
}
