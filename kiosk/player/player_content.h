/* The part of the player that decides what is played: the ladder's choice at the start, and another one when
 * the store, the clock or the settings say so. */
#pragma once

#include "player/player.h"

/* The best there is; NULL only for a folder that cannot be played (said in the log). */
struct playout *content_choose(struct player *player) MUST_CHECK;
/* False: no memory, or the settings were changed and the program is to start again (player->status). */
bool content_follow(struct player *player) MUST_CHECK;
/* What is played, for the compositor. */
bool content_make_layers(struct player *player) MUST_CHECK;
