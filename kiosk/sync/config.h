/* kiosk-sync's settings: command line over configuration file over defaults. */
#pragma once

#include <stdbool.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"

struct sync_config {
    char *player_state; /* folder of the player's word; NULL: in the store; only from the command line */
    char *url, *trust;  /* of the content; NULL: the desk says them */
    char *desk,
        *device; /* the staff desk, and where what it gave this screen lies; desk NULL: there is none */
    char *player_status;                        /* what the player says of itself */
    char *feed_keys;                            /* file of this screen's keys (feed_keys.h), or NULL */
    char *store, *ca, *site, *channel, *status; /* ca, site and status may be NULL */
    int panel_width, panel_height;
    int poll_seconds;
    bool once;
};

enum sync_action { SYNC_RUN, SYNC_HELP, SYNC_VERSION };

/* Reads the options and the file that --config names: one JSON object with the long options' names as keys
 * ({"url": "https://…", "trust": "…", "panel": "1920x1080", "poll-seconds": 15}). A screen's
 * /etc/kiosk/screen.json has them under "sync". False: wrong usage, said in `fail`. */
bool sync_config_read(int argc, char **argv, struct sync_config *config, enum sync_action *action,
                      struct fail *fail) MUST_CHECK;
void sync_config_finish(struct sync_config *config);
extern const char sync_usage[];
