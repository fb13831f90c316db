/* The part of the player that moves its zones along: asks for what comes next, takes answers, brings it on.
 */
#pragma once

#include "player/player.h"

void zones_reset(struct player *player);
void zones_take_answers(struct player *player);
/* Asks for all that must be ready soon, and brings on what is due. */
void zones_advance(struct player *player);
/* Does any zone show something of what is played now? */
bool zones_shown(const struct player *player);
/* The wall time at which something is to be done next; INT64_MAX: nothing. */
int64_t zones_due_ms(const struct player *player);
/* Is every zone where the clock says, give or take a minute? */
bool zones_on_time(const struct player *player);
/* Has every zone come to rest on what the clock says? */
bool zones_settled(const struct player *player);
