#include "sync/scrub.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/draw/pixels.h"
#include "core/text/plain_text.h"
#include "system/disk.h"

enum { PACE_MS = 60000, PICTURE_BYTES_MAX = PIXELS_COUNT_MAX * 4 + 4096, NAME_SHOWN = 100 };

struct scrub {
    struct store *store;
    int width, height;
    struct generation_id id;
    size_t next; /* file of the manifest */
    bool hurries;
    int64_t next_ms;
};

struct scrub *scrub_create(struct store *store, int panel_width, int panel_height) {
    struct scrub *scrub = calloc(1, sizeof(*scrub));
    if (scrub)
        *scrub = (struct scrub){.store = store, .width = panel_width, .height = panel_height};
    return scrub;
}

void scrub_destroy(struct scrub *scrub) {
    free(scrub);
}

void scrub_follow(struct scrub *scrub, struct generation_id id) {
    scrub->id = id;
    scrub->next = 0;
    scrub->hurries = id.epoch != 0 || id.seq != 0;
    scrub->next_ms = scrub->hurries ? 0 : INT64_MAX;
}

static enum scrub_found object_step(struct scrub *scrub, const struct manifest_file *file,
                                    struct fail *fail) {
    struct fail why, removal;
    if (store_object_check(scrub->store, file->hash, file->size, &why) != OBJECT_WRONG)
        return SCRUB_FINE; /* what cannot be read just now is looked at again in the next round */
    bool removed = store_object_drop(scrub->store, file->hash, &removal);
    fail_set(fail, "%.*s is damaged on the disk (%.150s) and is fetched again%s%.100s",
             (int)text_cut(file->name, NAME_SHOWN), file->name, why.text, removed ? "" : "; ",
             removed ? "" : removal.text);
    return SCRUB_DAMAGED;
}

static enum scrub_found picture_step(struct scrub *scrub, const struct manifest_file *file,
                                     struct fail *fail) {
    char *path = store_picture_path(scrub->store, file->hash, scrub->width, scrub->height), *bytes = NULL;
    size_t size = 0;
    struct pixels pixels = {0};
    struct fail why = {0}, removal;
    bool fine = path && disk_read(path, PICTURE_BYTES_MAX, &bytes, &size, &why) &&
                pixels_decode(bytes, size, &pixels, &why);
    free(bytes);
    pixels_finish(&pixels);
    if (path && !fine) {
        bool removed = disk_remove(path, &removal);
        fail_set(fail, "%.*s, made ready for this screen, cannot be used (%.150s) and is made again%s%.100s",
                 (int)text_cut(file->name, NAME_SHOWN), file->name, why.text, removed ? "" : "; ",
                 removed ? "" : removal.text);
    }
    free(path);
    return fine ? SCRUB_FINE : SCRUB_DAMAGED;
}

static enum scrub_found look(struct scrub *scrub, const struct manifest *manifest, struct fail *fail) {
    const struct manifest_file *file = &manifest->files[scrub->next++];
    enum scrub_found found = object_step(scrub, file, fail);
    if (found == SCRUB_FINE && strncmp(file->type, "image/", 6) == 0)
        found = picture_step(scrub, file, fail);
    if (scrub->next >= manifest->file_count) {
        scrub->next = 0;
        scrub->hurries = false;
    }
    return found;
}

enum scrub_found scrub_step(struct scrub *scrub, int64_t now_ms, struct fail *fail) {
    if (now_ms < scrub->next_ms)
        return SCRUB_FINE;
    enum scrub_found found = SCRUB_DAMAGED;
    /* opened anew each time: its manifest and signature may rot as well */
    struct generation *generation = generation_open_damaged(scrub->store, scrub->id, fail);
    if (generation && generation->manifest->file_count > 0)
        found = look(scrub, generation->manifest, fail);
    if (!generation) /* there is nothing to look at before it is repaired */
        scrub->hurries = false;
    generation_close(generation);
    scrub->next_ms = scrub->hurries ? now_ms : now_ms + PACE_MS;
    return found;
}

bool scrub_hurries(const struct scrub *scrub) {
    return scrub->hurries;
}

int64_t scrub_next_ms(const struct scrub *scrub) {
    return scrub->next_ms;
}
