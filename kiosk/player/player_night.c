#include "player/player_night.h"

#include <SDL2/SDL.h>

#include "player/player_zones.h"
#include "stage/hands.h"
#include "stage/power.h"
#include "system/log.h"

void player_night_create(struct player *player) {
    player->display.night = (struct night){.hours = player->options->panel.dark};
    player_night_light(player); /* after a start, whoever started it sees that it plays */
}

void player_night_light(struct player *player) {
    night_light(&player->display.night, clock_sample(&player->clock).steady_ms);
}

bool player_night_event(struct player *player, const SDL_Event *event) {
    bool hand =
        event->type == SDL_FINGERDOWN || event->type == SDL_MOUSEBUTTONDOWN || event->type == SDL_KEYDOWN;
    if (player->display.night.phase == NIGHT_LIT || !hand)
        return false;
    player_night_light(player);
    return true;
}

/* The same for the absolute pointers. */
static void feel(struct player *player) {
    struct finger_event finger;
    while (hands_next(player->display.hands, &finger))
        player_night_light(player);
}

static struct night_facts facts_of(const struct player *player) {
    const struct playout *playout = player->on.playout;
    const struct site *site = playout->content ? content_site(playout->content) : NULL;
    bool behind = player->now.wall_ms / 1000 < player->ladder.clock_s;
    return (struct night_facts){
        .steady_ms = player->now.steady_ms,
        .scheduled =
            site && !behind && night_scheduled(&player->display.night, site->zone, player->now.wall_ms),
        .busy =
            visit_busy(player->visit) || layers_moving(player->display.layers, -1) || !player->on.complete,
        .ready = zones_settled(player),
    };
}

static void darken(struct player *player) {
    struct window *window = &player->display.window;
    bool kept;
    if (!window_begin(window, &kept))
        return; /* it stays as it is until it is lit */
    window_clear(window, (struct colour){0, 0, 0, 255});
    bool black = window_present(window, NULL, -1), off = black && power_set(window, false);
    log_line(LOG_LEVEL_INFO, "dark until somebody touches it, or the night is over (%s)",
             off ? "the panel is switched off"
                 : "a black picture: the panel cannot be switched off from here");
}

static void brighten(struct player *player) {
    if (power_set(&player->display.window, true))
        log_line(LOG_LEVEL_INFO, "the panel is switched on");
    layers_expose(player->display.layers);
    player->display.dirty = true;
}

void player_night_turn(struct player *player) {
    struct night *night = &player->display.night;
    if (night->phase != NIGHT_LIT)
        feel(player);
    const struct night_facts facts = facts_of(player);
    if (!night_turn(night, &facts))
        return;
    player->said.status_due = true;
    if (night->phase == NIGHT_DARK)
        darken(player);
    if (night->phase == NIGHT_WAKING)
        zones_reset(player); /* what was on last was of another hour */
    if (night->phase == NIGHT_LIT)
        brighten(player);
}
