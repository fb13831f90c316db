#include "sync/room.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "system/disk.h"

/* A photograph as a ready picture: alpha packs away to nothing, colours hardly at all. */
enum { BYTES_A_PIXEL = 3 };
#define MB 1000000.0

static uint64_t missing(const struct store *store, const struct manifest *manifest, int panel_width,
                        int panel_height) {
    uint64_t bytes = 0;
    for (size_t i = 0; i < manifest->file_count; i++) {
        const struct manifest_file *file = &manifest->files[i];
        uint64_t begun = store_part_size(store, file->hash);
        if (!store_has_object(store, file->hash, file->size))
            bytes += begun < file->size ? file->size - begun : file->size;
        if (strncmp(file->type, "image/", 6) != 0)
            continue;
        if (!store_has_picture(store, file->hash, panel_width, panel_height))
            bytes += (uint64_t)panel_width * (uint64_t)panel_height * BYTES_A_PIXEL;
    }
    return bytes;
}

bool room_make(struct store *store, const struct store_state *state, const struct manifest *manifest,
               int panel_width, int panel_height, struct fail *fail) {
    uint64_t need = 0, have = 0, reserve = 0;
    for (int collected = 0; collected < 2; collected++) {
        /* "nothing to fetch" never fails for lack of room: the switch itself needs next to none */
        need = missing(store, manifest, panel_width, panel_height);
        if (!disk_space(store_folder(store), &have, &reserve, fail))
            return false;
        if (need == 0 || need + reserve <= have)
            return true;
        if (collected == 0 && !store_collect_before(store, state, manifest, fail))
            return false;
    }
    return fail_set(fail,
                    "the disk is too full for generation %" PRIu32 ".%" PRIu64
                    ": need %.1f MB and %.1f MB in reserve, have %.1f MB; the screen keeps what it has",
                    manifest->epoch, manifest->seq, (double)need / MB, (double)reserve / MB,
                    (double)have / MB);
}

void room_give_back(struct store *store, const struct store_state *state) {
    uint64_t have = 0, reserve = 0;
    struct fail fail;
    if (disk_space(store_folder(store), &have, &reserve, NULL) && have < reserve &&
        !store_collect(store, state, &fail))
        return; /* the failure that led here is the one to report */
}
