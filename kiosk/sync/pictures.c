#include "sync/pictures.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/draw/pixels.h"
#include "core/text/plain_text.h"

enum { SOURCE_BYTES_MAX = 64 << 20, READY_BYTES_MAX = PIXELS_COUNT_MAX * 4 + 4096, NAME_SHOWN = 100 };

struct pictures {
    struct pictures_request request;
    size_t next, ready, count;
    const struct manifest_file *file; /* being worked on */
    struct intake_job *job;
};

static bool is_picture(const struct manifest_file *file) {
    return strncmp(file->type, "image/", 6) == 0;
}

struct pictures *pictures_create(const struct pictures_request *request) {
    struct pictures *pictures = calloc(1, sizeof(*pictures));
    if (!pictures)
        return NULL;
    pictures->request = *request;
    for (size_t i = 0; i < request->manifest->file_count; i++)
        pictures->count += is_picture(&request->manifest->files[i]);
    return pictures;
}

void pictures_destroy(struct pictures *pictures) {
    if (!pictures)
        return;
    const struct intake_port *intake = &pictures->request.ports->intake;
    if (pictures->job)
        intake->destroy(pictures->job);
    free(pictures);
}

/* The bytes to be judged: those that were signed, and no others. */
static enum pictures_progress read_source(struct pictures *pictures, char **bytes, struct fail *fail) {
    struct store *store = pictures->request.store;
    const struct manifest_file *file = pictures->file;
    struct fail removal;
    if (file->size > SOURCE_BYTES_MAX) {
        fail_set(fail, "larger than %d MiB", SOURCE_BYTES_MAX >> 20);
        return PICTURES_REFUSED;
    }
    enum object_state state =
        store_object_read(store, file->hash, file->size, pictures->request.afresh, bytes, fail);
    if (state == OBJECT_WRONG && !store_object_drop(store, file->hash, &removal))
        *fail = removal;
    return state == OBJECT_RIGHT ? PICTURES_RUNNING : PICTURES_TROUBLE;
}

static enum pictures_progress start(struct pictures *pictures, struct fail *fail) {
    char *bytes = NULL, fit[32];
    enum pictures_progress progress = read_source(pictures, &bytes, fail);
    if (progress != PICTURES_RUNNING)
        return progress;
    snprintf(fit, sizeof(fit), "%dx%d", pictures->request.panel_width, pictures->request.panel_height);
    const char *const args[] = {"--fit", fit, NULL};
    const struct intake_port *intake = &pictures->request.ports->intake;
    pictures->job = intake->start(intake->context,
                                  &(struct intake_request){.format = "picture",
                                                           .args = args,
                                                           .bytes = bytes,
                                                           .size = (size_t)pictures->file->size,
                                                           .max = READY_BYTES_MAX,
                                                           .patience = pictures->request.patience},
                                  fail);
    free(bytes);
    return pictures->job ? PICTURES_RUNNING : PICTURES_TROUBLE;
}

static enum pictures_progress finish(struct pictures *pictures, const char *bytes, size_t size,
                                     struct fail *fail) {
    const struct pictures_request *request = &pictures->request;
    struct pixels pixels = {0};
    struct fail why;
    if (!pixels_decode(bytes, size, &pixels, &why)) { /* it lies, which is no word about the file */
        fail_set(fail, "kiosk-intake made something that cannot be shown of it: %.200s", why.text);
        return PICTURES_TROUBLE;
    }
    pixels_finish(&pixels);
    if (!store_picture_write(request->store, pictures->file->hash, request->panel_width,
                             request->panel_height, bytes, size, fail))
        return PICTURES_TROUBLE;
    pictures->ready++;
    return PICTURES_RUNNING;
}

/* The next file that is a picture and not ready yet; false when there is none. */
static bool advance(struct pictures *pictures) {
    const struct pictures_request *request = &pictures->request;
    while (pictures->next < request->manifest->file_count) {
        pictures->file = &request->manifest->files[pictures->next++];
        if (!is_picture(pictures->file))
            continue;
        if (!store_has_picture(request->store, pictures->file->hash, request->panel_width,
                               request->panel_height))
            return true;
        pictures->ready++;
    }
    return false;
}

static enum pictures_progress named(const struct pictures *pictures, enum pictures_progress progress,
                                    const struct fail *why, struct fail *fail) {
    const char *name = pictures->file->name;
    if (progress == PICTURES_TROUBLE || progress == PICTURES_REFUSED)
        fail_set(fail, "%.*s: %.270s", (int)text_cut(name, NAME_SHOWN), name, why->text);
    return progress;
}

static enum pictures_progress start_next(struct pictures *pictures, struct fail *fail) {
    struct fail why = {0};
    return advance(pictures) ? named(pictures, start(pictures, &why), &why, fail) : PICTURES_DONE;
}

enum pictures_progress pictures_step(struct pictures *pictures, int64_t now_ms, struct fail *fail) {
    if (!pictures->job)
        return start_next(pictures, fail);
    char *bytes = NULL;
    size_t size = 0;
    struct fail why = {0};
    enum pictures_progress progress = PICTURES_RUNNING;
    const struct intake_port *intake = &pictures->request.ports->intake;
    switch (intake->step(pictures->job, now_ms, &bytes, &size, &why)) {
    case INTAKE_RUNNING:
        return PICTURES_RUNNING;
    case INTAKE_DONE:
        progress = finish(pictures, bytes, size, &why);
        break;
    case INTAKE_REFUSED:
        progress = PICTURES_REFUSED;
        break;
    case INTAKE_TROUBLE:
        progress = PICTURES_TROUBLE;
        break;
    }
    free(bytes);
    intake->destroy(pictures->job);
    pictures->job = NULL;
    if (progress == PICTURES_RUNNING) /* at once: nothing else would wake the loop */
        return start_next(pictures, fail);
    return named(pictures, progress, &why, fail);
}

void pictures_progress(const struct pictures *pictures, size_t *ready, size_t *of) {
    *ready = pictures->ready;
    *of = pictures->count;
}

int pictures_wait_ms(const struct pictures *pictures) {
    return pictures->job ? pictures->request.ports->intake.wait_ms(pictures->job) : 0;
}

unsigned pictures_fds(const struct pictures *pictures, struct curl_waitfd *fds, unsigned max) {
    return ports_intake_fds(pictures->request.ports, pictures->job, fds, max);
}
