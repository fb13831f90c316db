/* Screens as a bench plays them: each has a key, opens a session with it, and has a request held. */
#pragma once

#include <string.h>

#include "desk/enrol/device_session.h"
#include "desk_client.h"

enum doing { HELD, FETCHES_MANIFEST, FETCHES_SIGNATURE };
struct screen {
    struct client client;
    char bearer[2 * DEVICE_TOKEN + 40]; /* its header */
    char since[24], published[40];
    enum doing doing;
    double told_ms;   /* when it heard of what was published last; 0: not yet */
    unsigned refused; /* answers 503 */
};

/* The same for the same number at every run. */
static inline void screen_key(int number, struct device_key *key) {
    uint8_t seed[DEVICE_SEED] = "a screen of a bench";
    memcpy(seed + DEVICE_SEED - sizeof number, &number, sizeof number);
    device_key_of(seed, key);
}

/* Connects, proves its key, takes its token and the news there are. */
void screen_open(struct screen *screen, const struct place *place, int number, struct answer *answer);
void screen_hold(struct screen *screen);
/* Something came for it: it goes on as kiosk-sync does, which fetches the manifest of a generation that it
 * did not know. */
void screen_step(struct screen *screen, struct answer *answer);
/* Says how it is, over a connection of its own. */
void screen_report(const struct screen *screen, const struct place *place, struct answer *answer);
