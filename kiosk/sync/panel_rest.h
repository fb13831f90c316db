/* Is the panel dark, as the player says of itself? What is of the moment need not be fetched then. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* `player`: its status.json. A player that is silent, or says nothing of it, is taken to be seen. */
bool panel_rests(const char *player, int64_t now_s);
