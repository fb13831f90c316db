#include "player/player_content.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "player/player_films.h"
#include "player/player_night.h"
#include "player/player_visit.h"
#include "player/player_zones.h"
#include "system/log.h"

#define SECOND_NS 1000000000LL
enum { SWITCH_AT_LATEST_S = 10 };

static int64_t now_s(const struct player *player) {
    return player->now.mono_ns / SECOND_NS;
}

static void log_report(const struct report *report) {
    for (size_t i = 0; i < report->count; i++) {
        const struct fail *found = &report->items[i];
        enum log_level level = found->severity == SEVERITY_ERROR ? LOG_LEVEL_ERROR : LOG_LEVEL_WARNING;
        char place[220];
        log_line(level, "%s%s", fail_place(found, place, sizeof place), found->text);
    }
}

static struct playout *make_playout(struct player *player, struct content *content, enum playout_fault *fault,
                                    struct fail *fail) {
    const struct options *options = player->options;
    struct playout_panel panel = {.screen_id = staff_screen(player),
                                  .width = player->display.window.width,
                                  .height = player->display.window.height,
                                  .rotate = options->panel.rotate,
                                  .upright = options->panel.headless,
                                  .number = ++player->on.books};
    struct playout *playout = playout_create(content, &panel, fault, fail);
    if (playout)
        playout->clock_s = player->ladder.clock_s;
    return playout;
}

/* Why this one is not played: for the log, the report, the screen, and, where it is the content's fault, for
 * the store. */
static void step_back(struct player *player, enum playout_fault fault, const struct fail *why) {
    struct ladder *ladder = &player->ladder;
    log_line(LOG_LEVEL_ERROR, "generation %u.%llu cannot be shown: %s", ladder->playing.epoch,
             (unsigned long long)ladder->playing.seq, why->text);
    player->news.wrong_screen |= fault == PLAYOUT_WRONG_SCREEN;
    ladder_cannot(ladder, fault == PLAYOUT_UNUSABLE, why->text);
}

struct playout *content_choose(struct player *player) {
    struct ladder *ladder = &player->ladder;
    player->news.wrong_screen = false;
    for (;;) {
        struct report report = {0};
        struct fail fail = {0};
        enum playout_fault fault = PLAYOUT_NO_MEMORY;
        struct content *content = NULL;
        if (player->options->file.mistake) {
            snprintf(ladder->why, sizeof ladder->why, "%s", player->options->file.mistake);
            ladder->rung = RUNG_BUILTIN;
        } else {
            content = ladder_load(ladder, now_s(player), &report);
        }
        log_report(&report);
        report_finish(&report);
        bool builtin = !content;
        if (builtin && ladder->from.folder)
            return NULL;
        struct playout *playout = make_playout(player, content, &fault, &fail);
        if (playout)
            return playout;
        if (builtin || ladder->from.folder) {
            log_line(LOG_LEVEL_ERROR, "%s", fail.text);
            return NULL;
        }
        step_back(player, fault, &fail);
    }
}

bool content_make_layers(struct player *player) {
    struct colour dark = {0, 0, 0, 255};
    const struct playout *playout = player->on.playout;
    layers_destroy(player->display.layers);
    player->display.layers =
        layers_create(&player->display.window, playout->panel, (int)playout->zone_count, playout->degrees,
                      playout->content ? content_site(playout->content)->theme.paper : dark);
    return player->display.layers != NULL;
}

/* Turned as what it takes the place of. */
static struct playout *name_playout(struct player *player) {
    enum playout_fault fault;
    struct fail fail = {0};
    int rotate = player->options->panel.rotate;
    struct playout_panel panel = {.width = player->display.window.width,
                                  .height = player->display.window.height,
                                  .rotate = rotate < 0 ? player->on.playout->degrees : rotate,
                                  .upright = player->options->panel.headless,
                                  .number = ++player->on.books};
    return playout_create(NULL, &panel, &fault, &fail);
}

/* At a boundary between slides, with the painter at rest: the new generation takes over. */
static bool switch_playout(struct player *player) {
    struct playout *playout = staff_identifies(player) ? name_playout(player) : content_choose(player);
    player->news.generation = player->news.feeds = false;
    if (!playout)
        return true;
    bool same = playout_same_zones(playout, player->on.playout);
    struct playout *old = player->on.playout;
    player_films_leave(player);
    player->on.playout = playout;
    player_visit_follow(player);
    zones_reset(player);
    for (size_t i = 0; i < SITE_ZONES_MAX; i++) {
        player->on.cues[i].shows = false;
        player->on.cues[i].hash = 0;
    }
    player->on.loops = (struct loops){0};
    player->on.since_ns = player->now.mono_ns;
    player->on.slides_before = player->said.slides;
    playout_destroy(old);
    log_line(LOG_LEVEL_INFO, "playing generation %u.%llu (%s)", player->ladder.playing.epoch,
             (unsigned long long)player->ladder.playing.seq, rung_name(player->ladder.rung));
    player->said.status_due = true;
    if (same)
        return true;
    player->on.complete = false;
    player->on.partly_ns = 0;
    return content_make_layers(player);
}

static bool at_boundary(const struct player *player) {
    if (!player->on.playout->content || staff_identifies(player) ||
        player->now.mono_ns - player->news.since_ns > SWITCH_AT_LATEST_S * SECOND_NS)
        return true;
    for (size_t i = 0; i < player->on.playout->zone_count; i++)
        if (player->on.playout->zones[i].kind == ZONE_PLAYLIST &&
            player->on.cues[i].due_ms <= player->now.wall_ms)
            return true;
    return false;
}

/* Whoever mends the settings of a screen that shows less than it could need not start it again. */
static bool settings_mended(struct player *player) {
    bool changed = config_watch_changed(&player->news.config);
    bool less = player->options->file.mistake || player->ladder.rung != RUNG_CURRENT;
    if (!changed || !less || !getenv("NOTIFY_SOCKET"))
        return false;
    log_line(LOG_LEVEL_INFO, "%s was changed: starting again with it", player->options->file.path);
    player->status = 0;
    return true;
}

static void look(struct player *player) {
    enum ladder_news news =
        player->options->file.mistake ? LADDER_SAME : ladder_poll(&player->ladder, now_s(player));
    if (news == LADDER_GENERATION && !player->news.generation) {
        player->news.generation = true;
        player->news.since_ns = player->now.mono_ns;
    }
    player->news.feeds |= news == LADDER_FEEDS;
}

static void take_feeds(struct player *player) {
    struct report report = {0};
    content_refresh_feeds(player->on.playout->content, &report);
    visit_feeds_changed(player->visit);
    zones_reset(player);
    report_finish(&report);
}

bool content_follow(struct player *player) {
    if (player->now.mono_ns - player->news.polled_ns >= SECOND_NS) {
        player->news.polled_ns = player->now.mono_ns;
        if (settings_mended(player) || !staff_follow(player))
            return false;
        if (config_watch_changed(&player->news.pin))
            player_visit_pin(player);
        look(player);
    }
    if (player->news.generation || staff_identifies(player))
        player_night_light(player); /* what is new proves itself on the screen */
    if (player->display.night.phase == NIGHT_DARK)
        return true;
    if (layers_moving(player->display.layers, -1) || worker_outstanding(player->worker) > 0)
        return true;
    if (player->news.generation && at_boundary(player) && !visit_busy(player->visit))
        return switch_playout(player);
    if (player->news.feeds && player->on.playout->content)
        take_feeds(player);
    player->news.feeds = false;
    return true;
}
