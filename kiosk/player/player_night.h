/* The part of the player that keeps the panel dark at night. */
#pragma once

#include "player/player.h"

union SDL_Event;

void player_night_create(struct player *player);
/* One turn: player->display.night.phase says whether anything may be presented. */
void player_night_turn(struct player *player);
/* Something must be seen: the panel is lit, if it is not. */
void player_night_light(struct player *player);
/* A touch or key in the dark lights the panel and does nothing else: nobody sees what they touch. True: that
 * is what it was. */
bool player_night_event(struct player *player, const union SDL_Event *event) MUST_CHECK;
