#include "player/player_visit.h"

#include <dirent.h>
#include <inttypes.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/site/screen_zones.h"
#include "core/time/instant.h"
#include "player/keep.h"
#include "player/pin_file.h"
#include "player/player_zones.h"
#include "store/counters.h"
#include "system/disk.h"
#include "system/log.h"

#define MS_NS 1000000LL
enum { LEAF_ENTRIES_MAX = 200, MINUTE_S = 60 };

/* The zone whose slides are leafed through: the one that leads; −1: none. */
static int main_zone(const struct playout *playout) {
    const struct screen_zone *leading =
        playout->screen ? zones_leading(playout->screen, playout->zones, playout->zone_count) : NULL;
    return leading ? (int)(leading - playout->zones) : -1;
}

static bool same_slide(const struct timeline_entry *a, const struct timeline_entry *b) {
    return a->slide == b->slide && a->item == b->item;
}

/* The next entry (step 1) or the one before (−1) that shows something else, not only the same in another
 * language. */
static bool leaf(struct playout *playout, int zone, int step, struct timeline_entry *entry) {
    struct timeline_entry from = *entry, at = from;
    for (int i = 0; i < LEAF_ENTRIES_MAX; i++) {
        if ((step > 0 && at.end_ms == INT64_MAX) || at.start_ms <= 0)
            return false;
        at = playout_at(playout, (size_t)zone, step > 0 ? at.end_ms : at.start_ms - 1);
        if (at.slide && !same_slide(&at, &from)) {
            *entry = at;
            return true;
        }
    }
    return false;
}

static bool slide_at(void *context, int64_t at_ms, int offset, struct timeline_entry *entry) {
    const struct player *player = context;
    int zone = player->on.playout->content ? main_zone(player->on.playout) : -1;
    if (zone < 0)
        return false;
    struct timeline_entry found = playout_at(player->on.playout, (size_t)zone, at_ms);
    for (int i = 0; i != offset; i += offset > 0 ? 1 : -1)
        if (!leaf(player->on.playout, zone, offset > 0 ? 1 : -1, &found))
            break; /* the only slide there is */
    *entry = found;
    return found.slide != NULL;
}

/* "eth0 up, wlan0 down", from what the kernel says. */
static void network(char *out, size_t size) {
    DIR *folder = opendir("/sys/class/net");
    out[0] = '\0';
    for (struct dirent *item; folder && (item = readdir(folder));) {
        char path[300], *state = NULL;
        size_t length, used = strlen(out);
        snprintf(path, sizeof path, "/sys/class/net/%s/operstate", item->d_name);
        if (item->d_name[0] == '.' || strcmp(item->d_name, "lo") == 0 ||
            !disk_read(path, 64, &state, &length, NULL))
            continue;
        state[strcspn(state, "\n")] = '\0';
        snprintf(out + used, size - used, "%s%s %s", used ? ", " : "", item->d_name, state);
        free(state);
    }
    if (folder)
        closedir(folder);
}

static void facts(void *context, struct sight_facts *out) {
    const struct player *player = context;
    int64_t up_s = (player->now.mono_ns - player->said.started.mono_ns) / 1000000000;
    int zone = main_zone(player->on.playout);
    const struct slide *slide = zone >= 0 ? player->on.cues[zone].shown.slide : NULL;
    snprintf(out->version, SIGHT_FACT_MAX, "%s", KIOSK_VERSION);
    snprintf(out->generation, SIGHT_FACT_MAX, "%" PRIu32 ".%" PRIu64 " (%s)", player->ladder.playing.epoch,
             player->ladder.playing.seq, rung_name(player->ladder.rung));
    snprintf(out->shown, SIGHT_FACT_MAX, "%s", slide ? slide->id : "");
    network(out->network, SIGHT_FACT_MAX);
    instant_format(player->on.loaded_ms, content_site(player->on.playout->content)->zone, out->updated,
                   SIGHT_FACT_MAX);
    snprintf(out->touch_fault, SIGHT_FACT_MAX, "%s", visit_faulty(player->visit) ? "touch fault" : "");
    snprintf(out->uptime, SIGHT_FACT_MAX, "%" PRId64 " min", up_s / MINUTE_S);
}

static int32_t today(const struct player *player) {
    const struct content *content = player->on.playout ? player->on.playout->content : NULL;
    return counters_day(player->now.wall_ms, content ? content_site(content)->zone : NULL);
}

/* In `hash`; "" when staff have none. Who has a file of its own for it means no other. */
static void read_pin(const struct player *player, char hash[PIN_HASH_MAX]) {
    const struct options *options = player->options;
    struct fail fail = {0};
    hash[0] = '\0';
    if (options->file.pin && pin_file_read(options->file.pin, hash, &fail))
        return;
    if (fail.text[0])
        log_line(LOG_LEVEL_WARNING, "%s: no PIN opens the tools of staff; run kioskctl pin again", fail.text);
    else if (options->staff_pin)
        snprintf(hash, PIN_HASH_MAX, "%s", options->staff_pin);
}

void player_visit_pin(struct player *player) {
    char hash[PIN_HASH_MAX];
    read_pin(player, hash);
    visit_set_pin(player->visit, hash);
    log_line(LOG_LEVEL_INFO, "the staff's PIN was changed");
}

bool player_visit_create(struct player *player, struct fail *fail) {
    const struct options *options = player->options;
    char *path = options->counters     ? strdup(options->counters)
                 : options->from.state ? disk_path(options->from.state, "counters.db")
                                       : counters_path();
    char *folder = path ? strdup(path) : NULL, hash[PIN_HASH_MAX];
    read_pin(player, hash);
    if (path && !player->said.counters)
        player->said.counters = counters_create(path, "");
    struct visit_options wanted = {.worker = player->worker,
                                   .bell = player->bell,
                                   .clock = &player->clock,
                                   .pin_hash = hash,
                                   .state_folder = folder ? dirname(folder) : NULL,
                                   .counters = player->said.counters,
                                   .driver = player->driver,
                                   .drafts = options->drafts};
    player->visit = visit_create(&wanted, player->now, fail);
    free(folder);
    free(path);
    return player->visit != NULL;
}

void player_visit_destroy(struct player *player) {
    visit_destroy(player->visit, &player->now);
    player->visit = NULL;
    if (player->said.counters && player->writer)
        keep_counters(player->writer, player->said.counters, today(player), player->now.mono_ns / MS_NS,
                      true);
}

void player_visit_count(struct player *player) {
    int64_t now_ms = player->now.mono_ns / MS_NS;
    if (!visit_busy(player->visit) && counters_due(player->said.counters, today(player), now_ms))
        keep_counters(player->writer, player->said.counters, today(player), now_ms, false);
}

void player_visit_follow(struct player *player) {
    struct playout *playout = player->on.playout;
    struct visit_world world = {.panel_width = player->display.window.width,
                                .panel_height = player->display.window.height};
    playout->drafts = player->options->drafts;
    if (playout->content) {
        world.frame = playout_frame(playout, 0);
        world.book = content_book(playout->content, playout->number);
        world.book.drafts = playout->drafts;
        world.degrees = playout->degrees;
        world.context = player;
        world.slide = slide_at;
        world.facts = facts;
        world.films = &player->on.films.tools;
    }
    if (player->said.counters && playout->screen)
        counters_screen(player->said.counters, playout->screen->id, today(player),
                        player->now.mono_ns / MS_NS);
    player->on.loaded_ms = player->now.wall_ms;
    visit_set_world(player->visit, &world, player->now);
}

bool player_visit_turn(struct player *player) {
    switch (visit_turn(player->visit, player->display.layers, player->now)) {
    case VISIT_LEFT: /* the signage goes on where the clock says */
        zones_reset(player);
        player->said.status_due = true;
        player->display.dirty = true;
        break;
    case VISIT_FRAME:
        player->display.dirty = true;
        break;
    case VISIT_RESTART:
        log_line(LOG_LEVEL_INFO, "staff asked for a restart");
        player->status = 0;
        return false;
    case VISIT_END:
        player->status = 0;
        return false;
    case VISIT_FAILED:
        player->status = 1;
        return false;
    case VISIT_NOTHING:
        break;
    }
    return true;
}

bool player_visit_presented(struct player *player) {
    const struct visit_driver *driver = player->driver;
    visit_presented(player->visit, clock_sample(&player->clock).mono_ns);
    bool fine = !driver || driver->presented(driver->context, player->visit, &player->display.window);
    player->status = fine ? player->status : 1;
    return fine;
}
