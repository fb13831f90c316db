/* The part of the player that plays the films in what its zones show: each over its poster, in step with the
 * wall clock. */
#pragma once

#include "player/player.h"

/* Before anything is painted. */
void player_films_start(struct player *player);
/* What was asked of the painter first may be a film: its decoder starts, too. Either takes a moment, and so
 * does the display. */
void player_films_begin(struct player *player);
/* The films of what was played before are let go of, while their content is still there; their last frames
 * stay until something else is painted. */
void player_films_leave(struct player *player);
/* One turn, after the zones. */
void player_films_turn(struct player *player);
/* Does what is to come on in `zone` move at once? A film that is joined in its middle is waited for, a
 * moment: its poster, which is its beginning, would be seen in between. */
bool player_films_ready(const struct player *player, size_t zone);
/* A frame was presented. */
void player_films_presented(struct player *player);
/* The wall time at which another frame is due, or something to be prepared; INT64_MAX: never. */
int64_t player_films_due_ms(const struct player *player, int64_t now_ms);
