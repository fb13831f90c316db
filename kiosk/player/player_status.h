/* status.json in the runtime folder: what is shown, since when, of which generation, and what is not well. */
#pragma once

#include "player/player.h"

/* $RUNTIME_DIRECTORY, else $XDG_RUNTIME_DIR/kiosk (made when missing); malloc'd; NULL: neither. */
char *status_folder(void) MUST_CHECK;
/* To be written whole or not at all, by the writer. */
void status_post(const struct player *player);
