#include "player/staff.h"

#include <stdlib.h>
#include <string.h>

#include "player/player.h"
#include "player/player_first.h"
#include "stage/png_write.h"
#include "system/disk.h"
#include "system/log.h"

#define SECOND_NS 1000000000LL
enum { PICTURE_SIDE = 1280 };

/* After kiosk-sync was started anew it knows of none, and a number never comes back. */
static bool take(bool known, int64_t asked, int64_t *done) {
    bool newer = asked > *done;
    if (newer || !known)
        *done = asked;
    return known && newer;
}

struct staff_wish staff_take(struct staff_done *done, const struct sync_report *report) {
    if (!report->there)
        return (struct staff_wish){.identify = false};
    struct staff_wish wish = {.identify = take(done->known, report->asked.identify, &done->done.identify),
                              .picture = take(done->known, report->asked.picture, &done->done.picture),
                              .restart = take(done->known, report->asked.restart, &done->done.restart)};
    done->known = true;
    return wish;
}

bool staff_identifies(const struct player *player) {
    return player->now.mono_ns < player->news.staff.identify_until_ns;
}

const char *staff_screen(struct player *player) {
    char *screen = player->news.staff.screen;
    screen[0] = '\0';
    if (player->options->screen)
        return player->options->screen;
    if (player->ladder.store)
        store_screen(player->ladder.store, screen);
    return screen[0] ? screen : NULL;
}

/* Another picture is to take the place of what plays, or the other way. */
static void change(struct player *player) {
    player->news.generation = true;
    player->news.since_ns = player->now.mono_ns;
}

/* Whoever stands before the screen goes first. */
static void identify(struct player *player) {
    if (visit_busy(player->visit))
        return;
    player->news.staff.identify_until_ns = player->now.mono_ns + STAFF_IDENTIFY_S * SECOND_NS;
    change(player);
}

struct staff_picture {
    struct pixels frame;
    char *path;
    int64_t number;
};

static void picture_finish(struct staff_picture *picture) {
    pixels_finish(&picture->frame);
    free(picture->path);
    free(picture);
}

/* On the writing thread: staff look at it in a list, so that it need not be larger than that. */
static bool write_picture(void *what, struct fail *fail) {
    struct staff_picture *picture = what;
    int width = picture->frame.width, height = picture->frame.height,
        longer = width > height ? width : height;
    if (longer <= PICTURE_SIDE)
        return png_write_file(&picture->frame, picture->path, fail);
    struct pixels small = {0};
    const struct pixels_part whole = {0, 0, width, height};
    bool done = pixels_scale(&picture->frame, &whole, width * PICTURE_SIDE / longer,
                             height * PICTURE_SIDE / longer, &small)
                    ? png_write_file(&small, picture->path, fail)
                    : fail_set(fail, "picture.png: out of memory");
    pixels_finish(&small);
    return done;
}

static void picture_ended(void *context, void *what, enum writer_end end, const struct fail *fail) {
    struct player *player = context;
    struct staff_picture *picture = what;
    if (end == WRITER_FAILED)
        log_line(LOG_LEVEL_WARNING, "%s", fail->text);
    if (end == WRITER_WRITTEN) {
        player->news.staff.pictured = picture->number;
        player->said.status_due = true;
    }
    picture_finish(picture);
}

/* Where nobody can be told of it, it is not made. */
static void ask_picture(struct player *player) {
    struct staff *staff = &player->news.staff;
    if (visit_busy(player->visit) || !player->runtime_folder || !player->writer)
        return;
    staff->picture = staff->done.done.picture;
    window_copy_next(&player->display.window, &staff->frame);
    layers_expose(player->display.layers);
    player->display.dirty = true;
}

void staff_presented(struct player *player) {
    struct staff *staff = &player->news.staff;
    if (!staff->frame.data)
        return;
    struct staff_picture *picture = malloc(sizeof *picture);
    if (picture)
        *picture = (struct staff_picture){.frame = staff->frame,
                                          .path = disk_path(player->runtime_folder, "picture.png"),
                                          .number = staff->picture};
    else
        pixels_finish(&staff->frame);
    staff->frame = (struct pixels){0};
    const struct writer_job job = {
        .what = picture, .write = write_picture, .ended = picture_ended, .context = player};
    if (picture && (visit_busy(player->visit) || !picture->path || !writer_post(player->writer, &job)))
        picture_finish(picture);
}

static void follow_screen(struct player *player) {
    char screen[STORE_SCREEN_MAX];
    if (player->options->screen || !player->ladder.store)
        return;
    store_screen(player->ladder.store, screen);
    if (strcmp(screen, player->news.staff.screen) != 0)
        change(player);
}

bool staff_follow(struct player *player) {
    struct staff *staff = &player->news.staff;
    if (staff->identify_until_ns && !staff_identifies(player)) {
        staff->identify_until_ns = 0;
        change(player);
    }
    if (staff->done.known && !config_watch_changed(&staff->watch))
        return true;
    struct staff_wish wish = staff_take(&staff->done, first_report(player->first));
    follow_screen(player);
    if (wish.identify)
        identify(player);
    if (wish.picture)
        ask_picture(player);
    if (!wish.restart || !getenv("NOTIFY_SOCKET")) /* nobody would start it again */
        return true;
    log_line(LOG_LEVEL_INFO, "staff ask for it: starting anew");
    player->status = 0;
    return false;
}
