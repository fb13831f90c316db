#include "player/shots.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/site/screen_zones.h"
#include "player/loops.h"
#include "stage/png_write.h"
#include "system/disk.h"
#include "system/log.h"

enum { THUMB_SIDE = 480, SHEET_WIDTH = 2000, THUMBS_MAX = 60, GAP = 16, SCENES_MAX = 5000 };

struct shots {
    char *folder;
    const struct zone *zone;
    int count;
    struct pixels thumbs[THUMBS_MAX];
    int thumb_count;
};

struct shots *shots_create(const char *folder, const struct zone *zone, struct fail *fail) {
    struct shots *shots = calloc(1, sizeof *shots);
    if (shots)
        shots->folder = strdup(folder);
    if (!shots || !shots->folder)
        fail_set(fail, "out of memory");
    else if (disk_make_folder(folder, fail)) {
        shots->zone = zone;
        return shots;
    }
    if (shots)
        free(shots->folder);
    free(shots);
    return NULL;
}

static void add_thumb(struct shots *shots, const struct pixels *picture) {
    if (shots->thumb_count == THUMBS_MAX)
        return;
    int longer = picture->width > picture->height ? picture->width : picture->height;
    int width = (int)((int64_t)picture->width * THUMB_SIDE / longer);
    int height = (int)((int64_t)picture->height * THUMB_SIDE / longer);
    if (pixels_scale(picture, &(struct pixels_part){0, 0, picture->width, picture->height},
                     width > 0 ? width : 1, height > 0 ? height : 1, &shots->thumbs[shots->thumb_count]))
        shots->thumb_count++;
}

bool shots_add(struct shots *shots, int64_t now_ms, const char *name, const struct pixels *picture,
               struct fail *fail) {
    struct civil at = zone_local(shots->zone, now_ms);
    char *path = NULL;
    if (asprintf(&path, "%s/%03d-%02d%02d%02d-%s.png", shots->folder, ++shots->count, at.hour, at.minute,
                 at.second, name) < 0)
        return fail_set(fail, "out of memory");
    bool fine = png_write_file(picture, path, fail);
    free(path);
    if (fine)
        add_thumb(shots, picture);
    return fine;
}

static void copy_thumb(const struct pixels *thumb, int x, int y, struct pixels *sheet) {
    for (int row = 0; row < thumb->height; row++)
        memcpy(sheet->data + (size_t)(row + y) * (size_t)sheet->width + x,
               thumb->data + (size_t)row * (size_t)thumb->width, (size_t)thumb->width * sizeof *thumb->data);
}

static bool write_contact(struct shots *shots, struct fail *fail) {
    int across = shots->thumbs[0].width + GAP, cell = shots->thumbs[0].height + GAP;
    int columns = SHEET_WIDTH / across, rows = (shots->thumb_count + columns - 1) / columns;
    struct pixels sheet;
    char *path = disk_path(shots->folder, "contact.png");
    if (!path || !pixels_init(&sheet, columns * across + GAP, rows * cell + GAP)) {
        free(path);
        return fail_set(fail, "contact.png: out of memory");
    }
    sheet.opaque = true;
    for (size_t i = 0; i < (size_t)sheet.width * (size_t)sheet.height; i++)
        sheet.data[i] = 0xff303030;
    for (int i = 0; i < shots->thumb_count; i++)
        copy_thumb(&shots->thumbs[i], GAP + i % columns * across, GAP + i / columns * cell, &sheet);
    bool fine = png_write_file(&sheet, path, fail);
    pixels_finish(&sheet);
    free(path);
    return fine;
}

bool shots_finish(struct shots *shots, bool all, struct fail *fail) {
    if (!shots)
        return true;
    bool fine = !all || shots->thumb_count == 0 || write_contact(shots, fail);
    for (int i = 0; i < shots->thumb_count; i++)
        pixels_finish(&shots->thumbs[i]);
    free(shots->folder);
    free(shots);
    return fine;
}

void walk_init(struct walk *walk, struct content *content, const struct screen *screen, int width,
               int height) {
    *walk = (struct walk){.content = content, .screen = screen, .width = width, .height = height};
    content_skips(content, &walk->skips);
    easel_films(&walk->easel);
}

void walk_finish(struct walk *walk) {
    easel_finish(&walk->easel);
    *walk = (struct walk){0};
}

const char *shots_name(const struct timeline_entry *entries, const struct screen_zone *zones, size_t count) {
    bool shows[SITE_ZONES_MAX];
    for (size_t i = 0; i < count; i++)
        shows[i] = entries[i].slide != NULL;
    const struct screen_zone *largest = zones_largest(zones, count, shows);
    return largest ? entries[largest - zones].slide->id : "empty";
}

static struct frame frame_of(struct walk *walk, int64_t now_ms) {
    struct frame frame = content_frame(walk->content, walk->screen);
    frame.skips = &walk->skips;
    frame.now_ms = now_ms;
    frame.width = walk->width;
    frame.height = walk->height;
    return frame;
}

/* Once: where there is no decoder it is so of every film. What else is wrong says kioskctl check. */
static void say_poster(struct walk *walk, const struct report *report) {
    for (size_t i = 0; i < report->count && !walk->poster_said; i++) {
        walk->poster_said = strcmp(report->items[i].code, COMPOSE_POSTER) == 0;
        if (walk->poster_said)
            log_line(LOG_LEVEL_WARNING, "%s", report->items[i].text);
    }
}

static bool shoot(struct shots *shots, struct walk *walk, int64_t now_ms, const char *name,
                  struct fail *fail) {
    struct pixels picture = {0};
    struct report report = {0};
    struct painter painter = easel_painter(&walk->easel);
    const struct compose_request request = {.content = walk->content, .frame = frame_of(walk, now_ms)};
    bool fine = compose(&request, &painter, &picture, &report, fail) &&
                shots_add(shots, now_ms, name, &picture, fail);
    say_poster(walk, &report);
    report_finish(&report);
    pixels_finish(&picture);
    return fine;
}

/* What every zone shows at `now_ms`, and when the first of them shows something else. */
static int64_t look(struct walk *walk, const struct screen_zone *zones, size_t count, int64_t now_ms,
                    struct timeline_entry *entries) {
    struct frame frame = frame_of(walk, now_ms);
    int64_t next = INT64_MAX;
    for (size_t i = 0; i < count; i++) {
        entries[i] = (struct timeline_entry){0};
        if (zones[i].kind != ZONE_PLAYLIST)
            continue;
        entries[i] = frame_at(&frame, zones[i].name);
        next = entries[i].end_ms < next ? entries[i].end_ms : next;
    }
    return next;
}

bool shots_walk(struct shots *shots, struct walk *walk, int64_t from_ms, int loops, const volatile int *stop,
                struct fail *fail) {
    struct loops counted = {0};
    size_t count;
    struct frame frame = frame_of(walk, from_ms);
    const struct screen_zone *zones = frame_zones(&frame, &count);
    for (int scene = 0; scene < SCENES_MAX && !*stop; scene++) {
        struct timeline_entry entries[SITE_ZONES_MAX];
        int64_t next = look(walk, zones, count, from_ms, entries);
        for (size_t i = 0; i < count; i++)
            if (zones[i].kind == ZONE_PLAYLIST)
                loops_see(&counted, i, &entries[i]);
        if (loops_done(&counted) >= loops)
            return true;
        size_t skipped = walk->skips.count;
        if (!shoot(shots, walk, from_ms, shots_name(entries, zones, count), fail))
            return false;
        for (; skipped < walk->skips.count; skipped++)
            loops_forget(&counted, walk->skips.items[skipped].slide);
        if (next >= INT64_MAX - DAY_MS)
            return true; /* one picture that never changes */
        from_ms = next;
    }
    return true;
}
