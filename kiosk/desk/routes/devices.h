/* What the desk remembers of its screens while it runs: who waits to be let in, what they said last that is
 * not in the database, and the last picture of each. A restart forgets it; the screens begin new sessions. */
#pragma once

#include <pthread.h>

#include "desk/data/screen_status.h"
#include "desk/enrol/clones.h"
#include "desk/enrol/device_session.h"
#include "desk/enrol/starts.h"
#include "desk/http/certificate_names.h"
#include "desk/routes/desk.h"

enum {
    DEVICE_VERSION_MAX = 40,
    DEVICE_CAUSE_MAX = 40,
    DEVICE_ERROR_MAX = 400,
    DEVICE_SHOTS_MAX = 16, /* pictures kept at once */
    DEVICE_SHOT_MAX = 8 << 20,
    DEVICE_PINS_MAX = 8,
    DEVICE_PINS_MS = 30 * 1000, /* so long what certificates say is not read anew */
};
/* Bits of screen_status.flags. */
enum device_flag {
    DEVICE_DAMAGED = 1,
    DEVICE_CLOCK_BEHIND = 2,
    DEVICE_PLAYER_SILENT = 4,
    DEVICE_IN_USE = 8,
    DEVICE_TOUCH_FAULTY = 16,
    DEVICE_CLONED = 32, /* two devices use its key */
};

struct device_said {               /* what no restart needs to know */
    int panel_width, panel_height; /* px of what the player draws on; 0: it does not say */
    char version[DEVICE_VERSION_MAX + 1], cause[DEVICE_CAUSE_MAX + 1], error[DEVICE_ERROR_MAX + 1];
};
struct device_memory {
    int64_t screen;
    struct clone_watch watch;
    bool cloned;
    struct device_said said;
    int64_t looked_ms; /* steady; when it was asked for a picture by itself, 0: never */
    bool heard;        /* since the desk began: the three that follow are its last report's */
    uint8_t boot[ENROL_BOOT];
    struct screen_status status;
};
struct device_shot { /* both are memory, never on a disk */
    int64_t screen;  /* 0: free */
    int fd;          /* -1: none yet */
    int coming;      /* the one that is under way; -1: none */
    const void *sender;
    int64_t at_ms; /* UTC */
};
struct certificate_pins { /* device_self_pins */
    char keys[DEVICE_PINS_MAX][CERTIFICATE_KEY_TEXT];
    size_t count;
    int64_t read_ms; /* steady */
};
struct devices {
    pthread_mutex_t mutex; /* over all that follows */
    struct starts *starts;
    uint8_t secret[DEVICE_SECRET];
    struct status_batch *batch;
    struct device_memory *list;
    size_t count, room;
    struct device_shot shots[DEVICE_SHOTS_MAX];
    struct screen_names *names; /* screen_names.h */
    uint64_t news;              /* another number whenever staff would see something new of a screen */
    int64_t told_ms;            /* steady; when whoever waits for that was woken last, or will be */
    struct enrol_keys keys;     /* that sign, as kiosk-sign said at `keys_ms` */
    int64_t keys_ms;            /* steady; when it was asked */
    struct certificate_pins pins;
};

/* NULL: no memory. */
struct devices *devices_create(void) MUST_CHECK;
void devices_destroy(struct devices *devices); /* what was not written is lost; NULL is fine */

/* With the lock held. NULL: no memory, or more screens than a desk has. */
struct device_memory *devices_remember(struct devices *devices, int64_t screen) MUST_CHECK;
/* With the lock held: what all screens said since the last time, into the database. */
enum outcome devices_write(struct desk *desk, struct database *database, struct fail *fail) MUST_CHECK;
/* False: it has said nothing since the desk began. */
bool devices_said(struct devices *devices, int64_t screen, struct device_said *said) MUST_CHECK;

/* A place for a picture that comes: a descriptor to write to, which the caller closes; -1: no memory. */
int devices_shot_open(struct devices *devices, int64_t screen, const void *sender) MUST_CHECK;
/* It has come whole. False: another one came in between, or it is no PNG. */
bool devices_shot_take(struct devices *devices, int64_t screen, const void *sender,
                       int64_t now_ms) MUST_CHECK;
/* The last picture, as a descriptor that the caller closes; -1: none. */
int devices_shot(struct devices *devices, int64_t screen, int64_t *at_ms) MUST_CHECK;
/* May it be asked for a picture now, because its last one and the last such question are `fresh_ms` old? Then
 * it counts as asked. */
bool devices_look(struct devices *devices, int64_t screen, struct instant now, int64_t fresh_ms) MUST_CHECK;
/* When it was taken, UTC; 0: there is none. */
int64_t devices_shot_at(struct devices *devices, int64_t screen);
void devices_forget(struct devices *devices, int64_t screen); /* its picture, and what it said */

/* Something of a screen is new: whoever waits for that is told, at once or a second after the last time.
 * Without the lock. */
void devices_changed(struct desk *desk);
/* A screen has reported: the same when that is news, or when nobody was told for a minute of when each was
 * seen. Without the lock. */
void devices_heard(struct desk *desk, bool news);
uint64_t devices_news(struct devices *devices); /* without the lock */

/* Steady milliseconds: what starts, challenges and tokens are timed by. */
int64_t devices_now_ms(const struct desk *desk);
