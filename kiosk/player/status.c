#include "player/status.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/disk.h"

char *status_folder(void) {
    const char *own = getenv("RUNTIME_DIRECTORY"), *user = getenv("XDG_RUNTIME_DIR");
    char *folder = own && *own ? strdup(own) : user && *user ? disk_path(user, "kiosk") : NULL;
    if (folder && !disk_make_folder(folder, NULL)) {
        free(folder);
        return NULL;
    }
    return folder;
}

static json_t *zones_json(const struct player *player) {
    json_t *zones = json_array();
    const struct playout *playout = player->playout;
    for (size_t i = 0; i < playout->zone_count; i++) {
        const struct cue *cue = &player->cues[i];
        const struct slide *slide = cue->shows ? cue->shown.slide : NULL;
        json_array_append_new(zones, json_pack("{s:s, s:s?, s:s?, s:I, s:I, s:b}", "zone",
                                               playout->content ? playout->zones[i].name : "built-in",
                                               "slide", slide ? slide->id : NULL, "language",
                                               cue->shows ? cue->shown.language : NULL, "since",
                                               cue->since_ms / 1000, "changes", cue->changes, "on_time",
                                               cue->due_ms >= player->now.wall_ms || cue->state != CUE_IDLE));
    }
    return zones;
}

static json_t *skipped_json(const struct player *player) {
    json_t *skipped = json_array();
    const struct skips *skips = &player->playout->skips;
    for (size_t i = 0; i < skips->count; i++)
        json_array_append_new(skipped, json_pack("{s:s, s:s, s:i, s:s}", "slide", skips->items[i].slide->id,
                                                 "file", skips->items[i].slide->file, "line",
                                                 skips->items[i].slide->line, "why", skips->items[i].why));
    return skipped;
}

bool status_write(const struct player *player, struct fail *fail) {
    if (!player->runtime_folder)
        return true;
    struct frame_times times = frames_times(&player->frames);
    char generation[40];
    snprintf(generation, sizeof generation, "%" PRIu32 ".%" PRIu64, player->ladder.playing.epoch,
             player->ladder.playing.seq);
    json_t *root = json_pack(
        "{s:s, s:I, s:I, s:s, s:s, s:b, s:s, s:s?, s:o, s:o, s:{s:I, s:I, s:I}, s:{s:f, s:f, s:f}, s:s, "
        "s:[i,i], s:i}",
        "version", KIOSK_VERSION, "time", player->now.wall_ms / 1000, "started",
        player->started.wall_ms / 1000, "generation", generation, "rung", rung_name(player->ladder.rung),
        "damaged", player->ladder.damaged, "why", player->ladder.why, "screen",
        player->playout->screen ? player->playout->screen->id : NULL, "zones", zones_json(player), "skipped",
        skipped_json(player), "counts", "frames", (json_int_t)player->frames.presented, "slides",
        (json_int_t)player->slides_shown, "failed", (json_int_t)player->skipped_late, "frame_ms", "p50",
        times.p50_ms, "p99", times.p99_ms, "max", times.max_ms, "driver", player->window.driver, "panel",
        player->window.width, player->window.height, "crashes", player->ladder.crashes);
    json_object_set_new(root, "visit", visit_json(player->visit));
    char *text = root ? json_dumps(root, JSON_INDENT(1)) : NULL;
    char *path = disk_path(player->runtime_folder, "status.json");
    bool fine = text && path ? disk_write(path, text, strlen(text), fail) : fail_set(fail, "out of memory");
    free(path);
    free(text);
    json_decref(root);
    return fine;
}
