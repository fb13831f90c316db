/* What staff ask of this screen through its desk, as kiosk-sync hands it on (sync.json): to say which screen
 * it is, and to start anew. And which of the site's screens it is, where the desk has said so. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/draw/pixels.h"
#include "player/config_watch.h"
#include "player/sync_report.h"
#include "store/store.h"

enum { STAFF_IDENTIFY_S = 20 };

/* Numbers that were done; what stands in the first report was asked for before this start. */
struct staff_done {
    bool known;
    struct sync_asked done;
};
struct staff_wish {
    bool identify, picture, restart;
};
/* Pure. What is asked for now and was not before. */
struct staff_wish staff_take(struct staff_done *done, const struct sync_report *report);

struct staff {
    struct config_watch watch; /* on the report */
    struct staff_done done;
    int64_t identify_until_ns; /* monotonic; 0: it is not asked for */
    int64_t picture, pictured; /* number of the last that was asked for, and of the last that was written */
    struct pixels frame;       /* copied for it; zeroed: none */
    char screen[STORE_SCREEN_MAX]; /* what was used when the content was chosen last */
};

struct player;
/* Once a second. False: it is to start anew. */
bool staff_follow(struct player *player);
/* A frame was presented: writes it down when staff asked for it. Never what a visitor looks at. */
void staff_presented(struct player *player);
/* Is its name to be shown, and nothing else? */
bool staff_identifies(const struct player *player);
/* Which screen of the site; NULL: the first. */
const char *staff_screen(struct player *player);
