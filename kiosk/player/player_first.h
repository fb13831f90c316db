/* The part of the player that says what it waits for: first_sight.h's words on the built-in picture, and what
 * kiosk-sync reports. */
#pragma once

#include "player/player.h"

struct first *first_create(const struct options *options) MUST_CHECK; /* NULL: no memory */
void first_destroy(struct first *first);                              /* the worker has been stopped */

/* At most once a second: what there is to say. True: it is something else than is on the screen. */
bool first_look(struct player *player);
/* Asks the painter for the picture with the words; false: not now, it is at something else. */
bool first_ask(struct player *player, struct cue *cue);
/* kiosk-sync's report, read anew. */
const struct sync_report *first_report(struct first *first);
