#include "player/player_start.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/time/instant.h"
#include "player/panel.h"
#include "player/player_content.h"
#include "player/player_films.h"
#include "player/player_status.h"
#include "player/player_visit.h"
#include "player/player_zones.h"
#include "system/log.h"

#define SECOND_NS 1000000000LL
enum { HEADLESS_WIDTH = 1920, HEADLESS_HEIGHT = 1080, READY_WITHOUT_S = 5, STOPPED_BY = 128 };

static bool set_clock(struct player *player) {
    const struct options *options = player->options;
    double speed = options->run.speed > 0 ? options->run.speed : 1;
    int64_t at_ms = clock_sample(&player->clock).wall_ms;
    if (options->run.at && !player->on.playout->content) {
        log_line(LOG_LEVEL_ERROR, "--at needs a site to say which time zone is meant");
        return false;
    }
    if (options->run.at &&
        !instant_parse(options->run.at, content_site(player->on.playout->content)->zone, &at_ms)) {
        log_line(LOG_LEVEL_ERROR, "--at %s: write it as 2026-12-01T08:00", options->run.at);
        return false;
    }
    if (options->run.at || options->run.speed > 0)
        player->clock = clock_at(at_ms, speed);
    return true;
}

/* What is played on a panel of the window's size, or what it is thought to be. */
static bool load(struct player *player, bool step, struct fail *fail) {
    const struct options *options = player->options;
    struct ladder *ladder = &player->ladder;
    ladder->from = (struct ladder_source){.folder = options->from.site,
                                          .feeds = options->from.feeds,
                                          .cache = options->from.cache,
                                          .store_folder = options->from.store,
                                          .state = options->from.state,
                                          .trust = options->from.trust,
                                          .panel_width = player->display.window.width,
                                          .panel_height = player->display.window.height};
    ladder->attempt.runtime_folder = step ? NULL : player->runtime_folder;
    ladder->judgement.configuration = step ? NULL : player->told.hex; /* pictures for a desk judge nothing */
    player->now = clock_sample(&player->clock);
    player->on.playout = content_choose(player);
    if (!player->on.playout || !set_clock(player))
        return fail_set(fail, "nothing can be played");
    player->now = player->said.started = clock_sample(&player->clock);
    player->on.since_ns = player->now.mono_ns;
    if (options->panel.headless && !step) {
        player->display.window.width = player->on.playout->width;
        player->display.window.height = player->on.playout->height;
    }
    const struct zone *zone =
        player->on.playout->content ? content_site(player->on.playout->content)->zone : NULL;
    return !options->run.shots || !zone || player->said.shots ||
           (player->said.shots = shots_create(options->run.shots, zone, fail));
}

/* The painter is at work from here on. */
static bool start_painting(struct player *player, struct fail *fail) {
    player->worker = worker_create(player->bell);
    if (!player->worker)
        return fail_set(fail, "the painting thread cannot be started");
    if (!player_visit_create(player, fail))
        return false;
    player_visit_follow(player);
    zones_reset(player);
    zones_advance(player);
    player_films_begin(player);
    return true;
}

static void drop_playout(struct player *player) {
    player_films_leave(player);
    worker_destroy(player->worker);
    player->worker = NULL;
    player_visit_destroy(player);
    playout_destroy(player->on.playout);
    player->on.playout = NULL;
}

/* Until there is a display: once a second it is asked for, and everybody who asks is told. */
static bool await_display(struct player *player, const struct window_options *wanted, struct fail *fail) {
    int64_t since_ns = clock_sample(&player->clock).mono_ns;
    bool said = false;
    player->trouble = "no display is connected or switched on; it is taken as soon as there is one";
    log_line(LOG_LEVEL_WARNING, "%s", fail->text);
    log_line(LOG_LEVEL_WARNING, "waiting for a display");
    while (!*player->stop) {
        player->now = clock_sample(&player->clock);
        if (!said || player->now.mono_ns - player->said.status_ns > 10 * SECOND_NS) {
            player->said.status_ns = player->now.mono_ns;
            said = true;
            status_post(player);
        }
        writer_collect(player->writer);
        bool long_since = player->now.mono_ns - since_ns > READY_WITHOUT_S * SECOND_NS;
        watchdog_waiting(&player->watchdog, player->now.mono_ns, long_since);
        bell_wait(player->bell, player->watchdog.period_ns && player->watchdog.period_ns < SECOND_NS
                                    ? player->watchdog.period_ns
                                    : SECOND_NS);
        if (!*player->stop && window_prepare(&player->display.window, wanted, fail)) {
            log_line(LOG_LEVEL_INFO, "a display has come");
            player->trouble = NULL;
            player->ladder.attempt.running |= player->watchdog.ready;
            return true;
        }
    }
    *fail = (struct fail){0};
    return false;
}

static bool find_display(struct player *player, const struct window_options *wanted, struct fail *fail) {
    bool alone = !wanted->headless && wanted->width <= 0; /* a screen of its own: nobody sees an error */
    attempt_pause(&player->ladder.attempt);
    bool found = window_prepare(&player->display.window, wanted, fail) ||
                 (alone && await_display(player, wanted, fail));
    if (found)
        attempt_resume(&player->ladder.attempt, clock_sample(&player->clock).mono_ns / SECOND_NS);
    return found;
}

/* Where the panel's size is given or remembered, the painter works while the display is asked; when the
 * display then says otherwise, all begins anew. */
bool start_prepare(struct player *player, struct fail *fail) {
    const struct options *options = player->options;
    struct window *window = &player->display.window;
    struct window_options wanted = {
        .headless = options->panel.headless, options->panel.width, options->panel.height};
    if (options->panel.headless && options->panel.width <= 0)
        wanted = (struct window_options){true, HEADLESS_WIDTH, HEADLESS_HEIGHT};
    int width = wanted.width, height = wanted.height;
    bool known = width > 0 || panel_recall(player->runtime_folder, &width, &height);
    window->width = width;
    window->height = height;
    if (known && !(load(player, false, fail) && start_painting(player, fail)))
        return false;
    width = window->width;
    height = window->height;
    if (!find_display(player, &wanted, fail))
        return false;
    if (wanted.width > 0) {
        window->width = width; /* as the playout has it, turned or not */
        window->height = height;
        return true;
    }
    if (known && window->width == width && window->height == height)
        return true;
    drop_playout(player);
    panel_remember(player->runtime_folder, window->width, window->height);
    return load(player, false, fail) && start_painting(player, fail);
}

bool start_window(struct player *player, struct fail *fail) {
    struct window *window = &player->display.window;
    int width = window->width, height = window->height;
    attempt_pause(&player->ladder.attempt); /* what a driver does is not the content's */
    bool opened = window_open(window, fail);
    for (int i = 0; i < window->passed_over_count; i++)
        log_line(LOG_LEVEL_WARNING, "%s: trying another", window->passed_over[i]);
    if (!opened || !content_make_layers(player))
        return false;
    attempt_resume(&player->ladder.attempt, clock_sample(&player->clock).mono_ns / SECOND_NS);
    if (window->width != width || window->height != height)
        log_line(LOG_LEVEL_WARNING, "asked for %d × %d px, got %d × %d", width, height, window->width,
                 window->height);
    return true;
}

static int walk(struct player *player, struct fail *fail) {
    struct walk walk;
    if (!player->on.playout->content) {
        fail_set(fail, "there is nothing to take pictures of%s%.350s", player->ladder.why[0] ? ": " : "",
                 player->ladder.why);
        return 1;
    }
    walk_init(&walk, player->on.playout->content, player->on.playout->screen, player->on.playout->width,
              player->on.playout->height);
    bool fine =
        shots_walk(player->said.shots, &walk, player->now.wall_ms,
                   player->options->run.loops > 0 ? player->options->run.loops : 1, player->stop, fail);
    walk_finish(&walk);
    return *player->stop ? STOPPED_BY + *player->stop : fine ? 0 : 1;
}

int start_step(struct player *player, struct fail *fail) {
    const struct options *options = player->options;
    player->display.window.width = options->panel.width > 0 ? options->panel.width : HEADLESS_WIDTH;
    player->display.window.height = options->panel.height > 0 ? options->panel.height : HEADLESS_HEIGHT;
    return load(player, true, fail) ? walk(player, fail) : 1;
}
