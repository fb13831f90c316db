/* The part of the player that lets somebody visit: ties the visit to what is played. */
#pragma once

#include "player/player.h"

/* Before the first turn. False with `fail`: the visit cannot be prepared. */
bool player_visit_create(struct player *player, struct fail *fail) MUST_CHECK;
/* What was counted goes to the writer. */
void player_visit_destroy(struct player *player);
/* Nobody is there: what was counted is written from time to time. */
void player_visit_count(struct player *player);
/* The file with the staff's PIN has changed. */
void player_visit_pin(struct player *player);
/* Something else is played from now on; no request is out. */
void player_visit_follow(struct player *player);
/* One turn; false: the program is to end (player->status says how). */
bool player_visit_turn(struct player *player) MUST_CHECK;
/* A frame was presented. False: the driver gives up. */
bool player_visit_presented(struct player *player) MUST_CHECK;
