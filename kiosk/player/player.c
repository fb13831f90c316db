#include "player/player.h"

#include <SDL2/SDL.h>
#include <stdlib.h>
#include <string.h>

#include "core/instant.h"
#include "player/crashes.h"
#include "player/panel.h"
#include "player/player_visit.h"
#include "player/player_zones.h"
#include "player/status.h"
#include "store/log.h"

#define SECOND_NS 1000000000LL
#define OVERDUE_NS 1000000LL /* what is due and cannot be done yet is looked at again so soon */
enum { SWITCH_AT_LATEST_S = 10, STATUS_S = 10, HEADLESS_WIDTH = 1920, HEADLESS_HEIGHT = 1080 };

static void log_report(const struct report *report) {
    for (size_t i = 0; i < report->count; i++) {
        const struct fail *found = &report->items[i];
        enum log_level level = found->severity == SEVERITY_ERROR ? LOG_LEVEL_ERROR : LOG_LEVEL_WARNING;
        char place[220];
        log_line(level, "%s%s", fail_place(found, place, sizeof place), found->text);
    }
}

static void log_fail(const struct fail *fail) {
    log_line(LOG_LEVEL_WARNING, "%s", fail->text);
}

/* Loads the best there is; a generation whose screen cannot be shown is refused and the next rung tried. */
static struct playout *load_playout(struct player *player) {
    const struct options *options = player->options;
    for (;;) {
        struct report report = {0};
        struct fail fail = {0};
        struct content *content = ladder_load(&player->ladder, &report);
        log_report(&report);
        report_finish(&report);
        bool builtin = !content;
        if (builtin && player->ladder.folder)
            return NULL;
        struct playout *playout =
            playout_create(content, options->screen, player->window.width, player->window.height,
                           options->rotate, options->headless, ++player->books, &fail);
        if (playout || builtin || player->ladder.folder) {
            if (!playout)
                log_line(LOG_LEVEL_ERROR, "%s", fail.text);
            return playout;
        }
        log_line(LOG_LEVEL_ERROR, "generation %u.%llu cannot be shown: %s", player->ladder.playing.epoch,
                 (unsigned long long)player->ladder.playing.seq, fail.text);
        if (!ladder_refuse(&player->ladder, &fail))
            log_fail(&fail);
    }
}

static bool make_layers(struct player *player) {
    struct colour dark = {0, 0, 0, 255};
    const struct playout *playout = player->playout;
    layers_destroy(player->layers);
    player->layers =
        layers_create(&player->window, playout->panel, (int)playout->zone_count, playout->degrees,
                      playout->content ? content_site(playout->content)->theme.paper : dark);
    return player->layers != NULL;
}

/* At a boundary between slides, with the painter at rest: the new generation takes over. */
static bool switch_playout(struct player *player) {
    struct playout *playout = load_playout(player);
    player->new_generation = player->new_feeds = false;
    if (!playout)
        return true;
    bool same = playout_same_zones(playout, player->playout);
    struct playout *old = player->playout;
    player->playout = playout;
    player_visit_follow(player);
    zones_reset(player);
    for (size_t i = 0; i < SITE_ZONES_MAX; i++) {
        player->cues[i].shows = false;
        player->cues[i].hash = 0;
    }
    player->loops = (struct loops){0};
    player->on_since_ns = player->now.mono_ns;
    player->slides_before = player->slides_shown;
    playout_destroy(old);
    log_line(LOG_LEVEL_INFO, "playing generation %u.%llu (%s)", player->ladder.playing.epoch,
             (unsigned long long)player->ladder.playing.seq, rung_name(player->ladder.rung));
    player->status_due = true;
    if (same)
        return true;
    player->complete = false;
    return make_layers(player);
}

static bool at_boundary(const struct player *player) {
    if (!player->playout->content ||
        player->now.mono_ns - player->waiting_since_ns > SWITCH_AT_LATEST_S * SECOND_NS)
        return true;
    for (size_t i = 0; i < player->playout->zone_count; i++)
        if (player->playout->zones[i].kind == ZONE_PLAYLIST && player->cues[i].due_ms <= player->now.wall_ms)
            return true;
    return false;
}

static bool follow_store(struct player *player) {
    if (player->now.mono_ns - player->polled_ns >= SECOND_NS) {
        player->polled_ns = player->now.mono_ns;
        enum ladder_news news = ladder_poll(&player->ladder);
        if (news == LADDER_GENERATION && !player->new_generation) {
            player->new_generation = true;
            player->waiting_since_ns = player->now.mono_ns;
        }
        player->new_feeds |= news == LADDER_FEEDS;
    }
    if (layers_moving(player->layers, -1) || worker_outstanding(player->worker) > 0)
        return true;
    if (player->new_generation && at_boundary(player) && !visit_busy(player->visit))
        return switch_playout(player);
    if (player->new_feeds && player->playout->content) {
        struct report report = {0};
        content_refresh_feeds(player->playout->content, &report);
        player->playout->feeds = content_feeds(player->playout->content);
        visit_feeds_changed(player->visit);
        zones_reset(player);
        report_finish(&report);
    }
    player->new_feeds = false;
    return true;
}

static bool handle_events(struct player *player) {
    SDL_Event event;
    while (SDL_PollEvent(&event)) {
        if (event.type == SDL_QUIT && !player->window.full_screen)
            return false;
        if (visit_event(player->visit, &event, player->now))
            continue;
        if (event.type == SDL_WINDOWEVENT) {
            player->dirty = true;
            layers_expose(player->layers);
        }
        if (event.type == SDL_RENDER_TARGETS_RESET || event.type == SDL_RENDER_DEVICE_RESET) {
            for (size_t i = 0; i < SITE_ZONES_MAX; i++)
                player->cues[i].hash = 0;
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
    if (!window_read(&player->window, &picture)) {
        pixels_finish(&picture);
        return false;
    }
    for (size_t i = 0; i < player->playout->zone_count; i++)
        entries[i] = player->cues[i].shown;
    bool fine = shots_add(player->shots, player->now.wall_ms,
                          shots_name(entries, player->playout->zones,
                                     player->playout->content ? player->playout->zone_count : 0),
                          &picture, &fail);
    if (!fine)
        log_line(LOG_LEVEL_ERROR, "%s", fail.text);
    pixels_finish(&picture);
    return fine;
}

static bool present(struct player *player) {
    bool moving = layers_moving(player->layers, -1);
    bool owed = player->now.mono_ns >= watchdog_due_ns(&player->watchdog);
    if (!player->complete || !(player->dirty || moving || owed))
        return true;
    if (owed)
        layers_expose(player->layers);
    bool shot = player->shots && player->dirty && player->status_due;
    if (!layers_present(player->layers, player->now.mono_ns)) {
        log_line(LOG_LEVEL_ERROR, "the window cannot be drawn: %s", SDL_GetError());
        return false;
    }
    player->dirty = false;
    if (!moving)
        window_claim(&player->window);
    bool taken = player_visit_presented(player);
    frames_add(&player->frames, player->now.mono_ns, layers_moving(player->layers, -1));
    watchdog_presented(&player->watchdog, player->now.mono_ns, zones_on_time(player));
    return taken && (!shot || shoot(player));
}

static void judge(struct player *player) {
    int64_t on_ns = player->now.mono_ns - player->on_since_ns;
    struct fail fail;
    bool proven = player->slides_shown - player->slides_before >= LADDER_GOOD_SLIDES ||
                  on_ns > LADDER_GOOD_S * SECOND_NS;
    if (proven && player->playout->content && !ladder_good(&player->ladder, &fail))
        log_fail(&fail);
    if (on_ns > CRASHES_QUICK_S * SECOND_NS)
        ladder_survived(&player->ladder);
}

static void report_status(struct player *player) {
    bool old = player->now.mono_ns - player->status_ns > STATUS_S * SECOND_NS;
    struct fail fail;
    if (!player->status_due && !old)
        return;
    player->status_due = false;
    player->status_ns = player->now.mono_ns;
    if (!status_write(player, &fail))
        log_fail(&fail);
}

static int64_t wait_ns(const struct player *player) {
    int64_t frame_ns = player->now.mono_ns + LAYERS_FRAME_NS;
    int64_t until = player->now.mono_ns + SECOND_NS;
    struct instant fresh = clock_sample(&player->clock);
    if (layers_moving(player->layers, -1) || player->uploading)
        until = frame_ns;
    int64_t due_ms = zones_due_ms(player);
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

static bool turn(struct player *player) {
    player->now = clock_sample(&player->clock);
    if (!handle_events(player) || *player->stop)
        return false;
    zones_take_answers(player);
    if (!follow_store(player))
        return false;
    zones_advance(player);
    if (!player_visit_turn(player))
        return false;
    bool done = player->options->loops > 0 && loops_done(&player->loops) >= player->options->loops;
    if (done || !present(player))
        return false;
    judge(player);
    report_status(player);
    return true;
}

static bool set_clock(struct player *player) {
    const struct options *options = player->options;
    double speed = options->speed > 0 ? options->speed : 1;
    int64_t at_ms = clock_sample(&player->clock).wall_ms;
    if (options->at && !player->playout->content) {
        log_line(LOG_LEVEL_ERROR, "--at needs a site to say which time zone is meant");
        return false;
    }
    if (options->at && !instant_parse(options->at, content_site(player->playout->content)->zone, &at_ms)) {
        log_line(LOG_LEVEL_ERROR, "--at %s: write it as 2026-12-01T08:00", options->at);
        return false;
    }
    if (options->at || options->speed > 0)
        player->clock = clock_at(at_ms, speed);
    return true;
}

static int walk(struct player *player, struct fail *fail) {
    struct walk walk;
    if (!player->playout->content) {
        fail_set(fail, "there is nothing to take pictures of");
        return 1;
    }
    walk_init(&walk, player->playout->content, player->playout->screen, player->playout->width,
              player->playout->height);
    bool fine = shots_walk(player->shots, &walk, player->now.wall_ms,
                           player->options->loops > 0 ? player->options->loops : 1, fail);
    walk_finish(&walk);
    return fine ? 0 : 1;
}

static int play(struct player *player, struct fail *fail) {
    int width = player->window.width, height = player->window.height;
    if (!window_open(&player->window, fail) || !make_layers(player))
        return 1;
    bell_use_sdl(player->bell);
    if (player->window.width != width || player->window.height != height)
        log_line(LOG_LEVEL_WARNING, "asked for %d × %d px, got %d × %d", width, height, player->window.width,
                 player->window.height);
    watchdog_init(&player->watchdog);
    player->status_ns = clock_sample(&player->clock).mono_ns; /* the disk waits for the first picture */
    while (turn(player)) {
        int64_t ns = wait_ns(player);
        if (ns > 0)
            bell_wait(player->bell, ns);
    }
    if (player->status >= 0)
        return player->status;
    return *player->stop || player->options->loops || !player->window.full_screen ? 0 : 1;
}

static void finish(struct player *player) {
    watchdog_stopping();
    worker_destroy(player->worker);
    player_visit_destroy(player);
    for (size_t i = 0; i < SITE_ZONES_MAX; i++)
        cue_finish(&player->cues[i]);
    layers_destroy(player->layers);
    window_close(&player->window);
    playout_destroy(player->playout);
    if (*player->stop)
        ladder_survived(&player->ladder);
    ladder_close(&player->ladder);
    free(player->runtime_folder);
}

/* What is played on a panel of the window's size, or what it is thought to be. */
static bool load(struct player *player, bool step, struct fail *fail) {
    const struct options *options = player->options;
    player->ladder.folder = options->site;
    player->ladder.feeds = options->feeds;
    player->ladder.cache = options->cache;
    player->ladder.store_folder = options->store;
    player->ladder.trust = options->trust;
    player->ladder.runtime_folder = step ? NULL : player->runtime_folder;
    player->ladder.panel_width = player->window.width;
    player->ladder.panel_height = player->window.height;
    player->playout = load_playout(player);
    if (!player->playout || !set_clock(player))
        return fail_set(fail, "nothing can be played");
    player->now = player->started = clock_sample(&player->clock);
    player->on_since_ns = player->now.mono_ns;
    if (options->headless && !step) {
        player->window.width = player->playout->width;
        player->window.height = player->playout->height;
    }
    const struct zone *zone = player->playout->content ? content_site(player->playout->content)->zone : NULL;
    return !options->shots || !zone || player->shots ||
           (player->shots = shots_create(options->shots, zone, fail));
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
    return player_visit_possible(player, fail);
}

static void drop_playout(struct player *player) {
    worker_destroy(player->worker);
    player->worker = NULL;
    player_visit_destroy(player);
    playout_destroy(player->playout);
    player->playout = NULL;
}

/* Where the panel's size is given or remembered, the painter works while the display is asked; when the
 * display then says otherwise, all begins anew. */
static bool prepare(struct player *player, struct fail *fail) {
    const struct options *options = player->options;
    struct window *window = &player->window;
    struct window_options wanted = {.headless = options->headless, options->width, options->height};
    if (options->headless && options->width <= 0)
        wanted = (struct window_options){true, HEADLESS_WIDTH, HEADLESS_HEIGHT};
    int width = wanted.width, height = wanted.height;
    bool known = width > 0 || panel_recall(player->runtime_folder, &width, &height);
    window->width = width;
    window->height = height;
    if (known && !(load(player, false, fail) && start_painting(player, fail)))
        return false;
    width = window->width;
    height = window->height;
    if (!window_prepare(window, &wanted, fail)) {
        ladder_take_back(&player->ladder);
        return false;
    }
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

/* From scene to scene without waiting: no window, no thread. */
static int step(struct player *player, struct fail *fail) {
    const struct options *options = player->options;
    player->window.width = options->width > 0 ? options->width : HEADLESS_WIDTH;
    player->window.height = options->height > 0 ? options->height : HEADLESS_HEIGHT;
    return load(player, true, fail) ? walk(player, fail) : 1;
}

int player_run(const struct options *options, struct bell *bell, volatile int *stop) {
    struct player player = {
        .options = options, .bell = bell, .stop = stop, .clock = clock_system(), .status = -1};
    struct fail fail = {0};
    player.runtime_folder = status_folder();
    int status = 1;
    if (options->headless && options->shots && options->speed <= 0 && !options->visit)
        status = step(&player, &fail);
    else if (prepare(&player, &fail))
        status = play(&player, &fail);
    if (!shots_finish(player.shots, &fail))
        status = 1;
    char place[220];
    if (status != 0 && fail.text[0])
        log_line(LOG_LEVEL_ERROR, "%s%s", fail_place(&fail, place, sizeof place), fail.text);
    finish(&player);
    return status;
}
