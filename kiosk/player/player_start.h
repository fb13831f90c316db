/* The part of the player that gets it going: what is played, the painter, the display. */
#pragma once

#include "player/player.h"

/* All up to the window. Waits for a display where nobody else would, until told to stop (then false, and
 * `fail` is empty). */
bool start_prepare(struct player *player, struct fail *fail) MUST_CHECK;
/* The window and the compositor. */
bool start_window(struct player *player, struct fail *fail) MUST_CHECK;
/* From scene to scene without waiting: no window, no thread. The exit status. */
int start_step(struct player *player, struct fail *fail);
