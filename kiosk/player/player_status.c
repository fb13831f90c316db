#include "player/player_status.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/fnv.h"
#include "core/text/plain_text.h"
#include "player/keep.h"
#include "player/player_first.h"
#include "player/sync_report.h"
#include "system/disk.h"
#include "system/log.h"

char *status_folder(void) {
    const char *own = getenv("RUNTIME_DIRECTORY"), *user = getenv("XDG_RUNTIME_DIR");
    char *folder = own && *own ? strdup(own) : user && *user ? disk_path(user, "kiosk") : NULL;
    if (folder && !disk_make_folder(folder, NULL)) {
        free(folder);
        return NULL;
    }
    return folder;
}

/* Whatever it was made of: one that was cut inside a character must not cost the whole report. */
static json_t *text_json(const char *text) {
    char put[800];
    return json_string(text_put(put, sizeof put, text));
}

static json_t *zones_json(const struct player *player) {
    json_t *zones = json_array();
    const struct playout *playout = player->on.playout;
    for (size_t i = 0; playout && i < playout->zone_count; i++) {
        const struct cue *cue = &player->on.cues[i];
        const struct slide *slide = cue->shows ? cue->shown.slide : NULL;
        bool on_time = cue_on_time(cue, player->now.wall_ms, cue->state == CUE_IDLE ? 0 : INT32_MAX);
        json_array_append_new(zones, json_pack("{s:s, s:s?, s:s?, s:I, s:I, s:b}", "zone",
                                               playout->content ? playout->zones[i].name : "built-in",
                                               "slide", slide ? slide->id : NULL, "language",
                                               cue->shows ? cue->shown.language : NULL, "since",
                                               (json_int_t)(cue->since_ms / 1000), "changes",
                                               (json_int_t)cue->changes, "on_time", on_time));
    }
    return zones;
}

static json_t *skipped_json(const struct player *player) {
    json_t *skipped = json_array();
    for (size_t i = 0; player->on.playout && i < player->on.playout->skips.count; i++) {
        const struct skip *skip = &player->on.playout->skips.items[i];
        json_array_append_new(skipped, json_pack("{s:s, s:s, s:i, s:o}", "slide", skip->slide->id, "file",
                                                 skip->slide->file, "line", skip->slide->line, "why",
                                                 text_json(skip->why)));
    }
    return skipped;
}

/* Why it is not the newest that plays; "" when it is. */
static void say_why(const struct player *player, const struct sync_report *report, const char *playing,
                    char *out, size_t size) {
    const struct ladder *ladder = &player->ladder;
    bool newer = report->there && report->offered[0] && strcmp(report->offered, playing) != 0;
    out[0] = '\0';
    if (player->trouble)
        snprintf(out, size, "%s", player->trouble);
    else if (ladder->why[0])
        snprintf(out, size, "%s", ladder->why);
    else if (newer && report->error[0])
        snprintf(out, size, "generation %s is not here: %s", report->offered, report->error);
    else if (newer && report->rejected[0])
        snprintf(out, size, "generation %s was refused: %s", report->offered, report->rejected);
    else if (newer)
        snprintf(out, size, "generation %s is on its way", report->offered);
    else if (!ladder->from.folder && ladder->rung != RUNG_CURRENT)
        snprintf(out, size, "nothing better is here yet");
}

/* What keeps kiosk-sync from bringing the newest, as long as it does. */
static void put_sync(json_t *root, const struct sync_report *report) {
    if (report->there && report->failures > 0)
        json_object_set_new(root, "sync",
                            json_pack("{s:i, s:s, s:s, s:s?}", "failures", report->failures, "error",
                                      report->error, "cause", sync_cause_name(report->cause), "offered",
                                      report->offered[0] ? report->offered : NULL));
}

/* What is on the screen, as a number that changes with it; where staff look, and never what a visitor looks
 * at. */
static void put_frame(const struct player *player, json_t *root) {
    const struct playout *playout = player->on.playout;
    bool in_use = player->visit && visit_busy(player->visit);
    uint64_t frame = FNV64;
    char text[20];
    for (size_t i = 0; playout && i < playout->zone_count; i++)
        frame = fnv64(frame, &player->on.cues[i].hash, sizeof player->on.cues[i].hash);
    snprintf(text, sizeof text, "%016" PRIx64, frame);
    json_object_set_new(root, "frame", in_use ? json_null() : json_string(text));
    json_object_set_new(root, "in_use", json_boolean(in_use));
    json_object_set_new(root, "dark", json_boolean(player->display.night.phase != NIGHT_LIT));
    json_object_set_new(root, "picture", json_integer(player->news.staff.pictured));
}

static json_t *status_json(const struct player *player) {
    const struct ladder *ladder = &player->ladder;
    const struct sync_report *report = first_report(player->first);
    const struct screen *screen = player->on.playout ? player->on.playout->screen : NULL;
    char generation[40], why[800];
    snprintf(generation, sizeof generation, "%" PRIu32 ".%" PRIu64, ladder->playing.epoch,
             ladder->playing.seq);
    say_why(player, report, generation, why, sizeof why);
    json_t *root = json_pack(
        "{s:s, s:I, s:I, s:s, s:s, s:s, s:b, s:o, s:s?, s:o, s:o, s:s, s:s, s:[i,i], s:i}", "version",
        KIOSK_VERSION, "time", (json_int_t)(player->now.wall_ms / 1000), "started",
        (json_int_t)(player->said.started.wall_ms / 1000), "clock",
        player->now.wall_ms / 1000 < ladder->clock_s ? "behind" : "ok", "generation", generation, "rung",
        rung_name(ladder->rung), "damaged", ladder->damaged, "why", text_json(why), "screen",
        screen ? screen->id : NULL, "zones", zones_json(player), "skipped", skipped_json(player), "driver",
        player->display.window.driver, "renderer", player->display.window.renderer_name, "panel",
        player->display.window.width, player->display.window.height, "crashes", ladder_crashes(ladder));
    put_sync(root, report);
    put_frame(player, root);
    return root;
}

static void put_counts(const struct player *player, json_t *root) {
    struct frame_times times = frames_times(&player->said.frames);
    json_object_set_new(root, "counts",
                        json_pack("{s:I, s:I, s:I}", "frames", (json_int_t)player->said.frames.presented,
                                  "slides", (json_int_t)player->said.slides, "failed",
                                  (json_int_t)player->said.failed));
    json_object_set_new(
        root, "frame_ms",
        json_pack("{s:f, s:f, s:f}", "p50", times.p50_ms, "p99", times.p99_ms, "max", times.max_ms));
    json_object_set_new(root, "films", films_json(&player->on.films));
    if (player->visit)
        json_object_set_new(root, "visit", visit_json(player->visit));
}

void status_post(const struct player *player) {
    if (!player->runtime_folder || !player->writer)
        return;
    json_t *root = status_json(player);
    put_counts(player, root);
    struct store_note note = {.path = disk_path(player->runtime_folder, "status.json"),
                              .text = root ? json_dumps(root, JSON_INDENT(1)) : NULL};
    if (note.path && note.text) {
        keep_note(player->writer, "status", &note);
    } else {
        log_line(LOG_LEVEL_WARNING, "status.json: what it is to say cannot be written as JSON");
        store_note_finish(&note);
    }
    json_decref(root);
}
