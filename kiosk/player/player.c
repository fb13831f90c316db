#include "player/player.h"

#include <SDL2/SDL.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "player/deadline.h"
#include "player/keep.h"
#include "player/player_content.h"
#include "player/player_films.h"
#include "player/player_first.h"
#include "player/player_night.h"
#include "player/player_start.h"
#include "player/player_status.h"
#include "player/player_visit.h"
#include "player/player_zones.h"
#include "stage/hands.h"
#include "system/log.h"

#define SECOND_NS 1000000000LL
#define OVERDUE_NS 1000000LL /* what is due and cannot be done yet is looked at again so soon */
enum { STATUS_S = 10, ENDS_WITHIN_S = 10 };

static bool handle_events(struct player *player) {
    SDL_Event event;
    if (player->display.night.phase == NIGHT_LIT)
        visit_hands(player->visit, player->display.hands, player->now);
    while (SDL_PollEvent(&event)) {
        if (event.type == SDL_QUIT && !player->display.window.full_screen)
            return false;
        if (player_night_event(player, &event))
            continue;
        if (visit_event(player->visit, &event, player->now))
            continue;
        if (event.type == SDL_WINDOWEVENT) {
            player->display.dirty = true;
            layers_expose(player->display.layers);
        }
        if (event.type == SDL_RENDER_TARGETS_RESET || event.type == SDL_RENDER_DEVICE_RESET) {
            for (size_t i = 0; i < SITE_ZONES_MAX; i++)
                player->on.cues[i].hash = 0;
            zones_reset(player);
        }
    }
    return true;
}

/* Headless: the picture that was just presented, by the name of its main slide. */
static bool shoot(struct player *player) {
    struct pixels picture = {0};
    struct fail fail = {0};
    struct timeline_entry entries[SITE_ZONES_MAX];
    if (!window_read(&player->display.window, &picture)) {
        pixels_finish(&picture);
        return false;
    }
    for (size_t i = 0; i < player->on.playout->zone_count; i++)
        entries[i] = player->on.cues[i].shown;
    bool fine = shots_add(player->said.shots, player->now.wall_ms,
                          shots_name(entries, player->on.playout->zones,
                                     player->on.playout->content ? player->on.playout->zone_count : 0),
                          &picture, &fail);
    if (!fine)
        log_line(LOG_LEVEL_ERROR, "%s", fail.text);
    pixels_finish(&picture);
    return fine;
}

static bool present(struct player *player) {
    bool moving = layers_moving(player->display.layers, -1);
    bool owed = player->now.mono_ns >= watchdog_due_ns(&player->watchdog);
    if (player->display.night.phase != NIGHT_LIT) {
        watchdog_dark(&player->watchdog, player->now.mono_ns);
        return true;
    }
    if (!player->on.complete || !(player->display.dirty || moving || owed))
        return true;
    if (owed)
        layers_expose(player->display.layers);
    bool shot = player->said.shots && player->display.dirty && player->said.status_due;
    if (!layers_present(player->display.layers, player->now.mono_ns)) {
        log_line(LOG_LEVEL_ERROR, "the window cannot be drawn: %s", SDL_GetError());
        attempt_pause(&player->ladder.attempt); /* which is not the content's fault */
        return false;
    }
    player->display.dirty = false;
    staff_presented(player);
    if (!moving)
        window_claim(&player->display.window);
    if (zones_shown(player))
        attempt_presented(&player->ladder.attempt);
    player_films_presented(player);
    bool taken = player_visit_presented(player);
    frames_add(&player->said.frames, player->now.mono_ns, layers_moving(player->display.layers, -1));
    watchdog_presented(&player->watchdog, player->now.mono_ns, zones_on_time(player));
    return taken && (!shot || shoot(player));
}

static void judge(struct player *player) {
    int64_t on_ns = player->now.mono_ns - player->on.since_ns;
    bool proven = player->said.slides - player->on.slides_before >= LADDER_GOOD_SLIDES ||
                  on_ns > LADDER_GOOD_S * SECOND_NS;
    if (proven && player->on.playout->content)
        ladder_good(&player->ladder);
    if (on_ns > STARTS_QUICK_S * SECOND_NS)
        attempt_survived(&player->ladder.attempt);
}

static void report_status(struct player *player) {
    bool old = player->now.mono_ns - player->said.status_ns > STATUS_S * SECOND_NS;
    if (!player->said.status_due && !old)
        return;
    player->said.status_due = false;
    player->said.status_ns = player->now.mono_ns;
    status_post(player);
}

static int64_t wait_ns(const struct player *player) {
    int64_t frame_ns = player->now.mono_ns + LAYERS_FRAME_NS;
    int64_t until = player->now.mono_ns + SECOND_NS;
    struct instant fresh = clock_sample(&player->clock);
    if (layers_moving(player->display.layers, -1) || player->display.uploading)
        until = frame_ns;
    int64_t due_ms = player->display.night.phase == NIGHT_DARK ? INT64_MAX : zones_due_ms(player);
    int64_t film_ms = player_films_due_ms(player, player->now.wall_ms);
    due_ms = film_ms < due_ms ? film_ms : due_ms;
    if (due_ms != INT64_MAX) {
        int64_t left_ns = clock_until_ns(&player->clock, fresh, due_ms);
        int64_t due_ns = fresh.mono_ns + (left_ns > OVERDUE_NS ? left_ns : OVERDUE_NS);
        until = due_ns < until ? due_ns : until;
    }
    if (watchdog_due_ns(&player->watchdog) < until)
        until = watchdog_due_ns(&player->watchdog);
    if (visit_due_ns(player->visit) < until)
        until = visit_due_ns(player->visit);
    return until - fresh.mono_ns;
}

/* The wall clock was set: what is due is due at other times now. */
static void follow_clock(struct player *player) {
    log_line(LOG_LEVEL_INFO, "the clock was set; the slides follow it");
    zones_reset(player);
    player->said.status_due = true;
}

static bool turn(struct player *player) {
    player->now = clock_turn(&player->clock);
    if (player->now.stepped)
        follow_clock(player);
    if (!handle_events(player) || *player->stop)
        return false;
    player_night_turn(player);
    zones_take_answers(player);
    if (!content_follow(player))
        return false;
    if (player->display.night.phase != NIGHT_DARK)
        zones_advance(player);
    if (!player_visit_turn(player))
        return false;
    player_films_turn(player);
    bool done = player->options->run.loops > 0 && loops_done(&player->on.loops) >= player->options->run.loops;
    if (done || !present(player))
        return false;
    judge(player);
    report_status(player);
    player_visit_count(player);
    writer_collect(player->writer);
    return true;
}

static int play(struct player *player, struct fail *fail) {
    if (!start_window(player, fail))
        return 1;
    bell_use_sdl(player->bell);
    if (strcmp(player->display.window.driver, "KMSDRM") == 0)
        player->display.hands = hands_create();
    bell_watch(player->bell, player->display.hands);
    player_night_create(player);
    player->said.status_ns = clock_sample(&player->clock).mono_ns; /* the disk waits for the first picture */
    while (turn(player)) {
        int64_t ns = wait_ns(player);
        if (ns > 0)
            bell_wait(player->bell, ns);
    }
    if (player->status >= 0)
        return player->status;
    return *player->stop || player->options->run.loops || !player->display.window.full_screen ? 0 : 1;
}

static void end_now(int number) {
    (void)number;
    _exit(1);
}

static void finish(struct player *player, int status) {
    struct sigaction action = {.sa_handler = end_now};
    watchdog_stopping();
    sigaction(SIGALRM, &action, NULL);
    alarm(ENDS_WITHIN_S); /* a painter or a driver that hangs is not waited for */
    if (status == 0)
        attempt_ended(&player->ladder.attempt, clock_sample(&player->clock).mono_ns / SECOND_NS);
    worker_destroy(player->worker);
    player_visit_destroy(player);
    for (size_t i = 0; i < SITE_ZONES_MAX; i++)
        cue_finish(&player->on.cues[i]);
    layers_destroy(player->display.layers);
    films_finish(&player->on.films);
    bell_watch(player->bell, NULL);
    hands_destroy(player->display.hands);
    window_close(&player->display.window);
    playout_destroy(player->on.playout);
    if (!writer_destroy(player->writer, KEEP_END_MS))
        log_line(LOG_LEVEL_WARNING,
                 "the disk does not answer: the newest counts and reports are not written");
    counters_destroy(player->said.counters);
    deadline_destroy(player->ladder.attempt.deadline);
    ladder_close(&player->ladder);
    first_destroy(player->first);
    pixels_finish(&player->news.staff.frame);
    free(player->runtime_folder);
    alarm(0);
}

static int run(struct player *player, struct fail *fail) {
    const struct options *options = player->options;
    player->first = first_create(options);
    if (!player->first)
        return !fail_set(fail, "out of memory");
    if (options->panel.headless && options->run.shots && options->run.speed <= 0 && !player->driver)
        return start_step(player, fail);
    player->writer = player->ladder.judgement.writer = writer_create();
    if (!player->writer)
        return !fail_set(fail, "the writing thread cannot be started");
    if (player->runtime_folder)
        keep_sweep(player->writer, player->runtime_folder);
    player->ladder.attempt.deadline = deadline_create();
    watchdog_init(&player->watchdog);
    player_films_start(player);
    return start_prepare(player, fail) ? play(player, fail) : *player->stop ? 0 : 1;
}

/* Said once more where somebody may look later. */
static void report_failure(struct player *player, const struct fail *fail) {
    char place[220];
    log_line(LOG_LEVEL_ERROR, "%s%s", fail_place(fail, place, sizeof place), fail->text);
    player->trouble = fail->text;
    if (player->watchdog.period_ns)
        status_post(player);
}

int player_run(const struct options *options, const struct visit_driver *driver, struct bell *bell,
               volatile int *stop) {
    struct player player = {.options = options,
                            .driver = driver,
                            .told = options_told(options),
                            .bell = bell,
                            .stop = stop,
                            .clock = clock_system(),
                            .status = -1};
    struct fail fail = {0};
    player.runtime_folder = status_folder();
    config_watch_init(&player.news.config, options->file.path);
    config_watch_init(&player.news.pin, options->file.pin);
    if (options->staff_pin)
        log_line(LOG_LEVEL_WARNING,
                 "%s: every program can read \"staff_pin\" there: run kioskctl pin, and remove it",
                 options->file.path);
    config_watch_init(&player.news.staff.watch, options->sync_report);
    int status = run(&player, &fail);
    bool all = !*stop; /* of what was asked for */
    if (!shots_finish(player.said.shots, all, &fail))
        status = 1;
    if (status != 0 && fail.text[0])
        report_failure(&player, &fail);
    finish(&player, status);
    return status;
}
