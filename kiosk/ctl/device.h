/* kioskctl device check: what this machine still lacks to be a screen. It looks and changes nothing; each
 * group of checks is a row of the table in device.c and has a file of its own, device_NAME.c. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>

#include "core/base/compiler.h"
#include "player/options.h"
#include "store/sign.h"
#include "sync/config.h"

enum device_state {
    DEVICE_OK,
    DEVICE_NOTE,    /* nothing hangs on it, but good to know */
    DEVICE_UNSEEN,  /* cannot be looked at from here: by this user, inside this unit */
    DEVICE_WARNING, /* it plays, but something will be wrong */
    DEVICE_MISSING, /* it cannot be a screen like this */
};

/* Who asks: a check is left out where it says nothing. */
enum device_asker {
    DEVICE_FOR_PLAYER = 1, /* the unit of kiosk, before it starts */
    DEVICE_FOR_SYNC = 2,   /* the unit of kiosk-sync, before it starts */
    DEVICE_FOR_PERSON = 4,
};

struct device_row {
    const char *check; /* static */
    enum device_state state;
    char text[480];
    char remedy[360]; /* a command or a line that mends it; "": there is nothing to do */
};

enum { DEVICE_GROUPS_MAX = 64, DEVICE_NAME_MAX = 64, DEVICE_PATH_MAX = 1024, DEVICE_ROWS_MAX = 100 };

/* Through whose eyes rights are judged. */
struct device_user {
    char name[DEVICE_NAME_MAX];
    bool known; /* such a user exists */
    bool self;  /* it is who runs this: the kernel answers instead of the mode bits */
    uid_t uid;
    gid_t groups[DEVICE_GROUPS_MAX]; /* the main one first */
    size_t group_count;
};

struct device {
    const char *root;   /* "": this machine; else a folder that stands for its / */
    const char *config; /* screen.json, below root */
    enum device_asker asker;
    int64_t now_s;
    struct device_user user;      /* of the program that asks; a person: of kiosk */
    struct device_user sync_user; /* of kiosk-sync; the same where one user runs both */
    /* what the first checks found out for the later ones */
    bool player_configured, sync_configured;
    struct options player;
    struct sync_config sync;
    struct trust trust; /* count 0: none */
    bool content;       /* the store holds content that can be believed */
    bool touch;         /* and by it this screen takes touches */
    int64_t published_s;
    struct device_row rows[DEVICE_ROWS_MAX];
    size_t row_count;
};

/* The groups, in the order they are run. */
void device_check_user(struct device *device);
void device_check_config(struct device *device); /* fills player, sync */
void device_check_trust(struct device *device);  /* fills trust */
void device_check_store(struct device *device);  /* fills content, touch, published_s */
void device_check_state(struct device *device);
void device_check_display(struct device *device);
void device_check_graphics(struct device *device);
void device_check_touch(struct device *device);
void device_check_fonts(struct device *device);
void device_check_voice(struct device *device);
void device_check_clock(struct device *device);
void device_check_jail(struct device *device);
void device_check_server(struct device *device);
void device_check_services(struct device *device);
void device_check_console(struct device *device);

/* device_report.c: adds a row; `remedy` may be NULL. */
void device_say(struct device *device, const char *check, enum device_state state, const char *remedy,
                const char *format, ...) PRINTF_LIKE(5, 6);
size_t device_count(const struct device *device, enum device_state state);
/* One row a line; `quiet` leaves out what is fine. In the journal with its priorities, on a terminal in
 * colour. */
void device_print(const struct device *device, bool quiet, FILE *out);
bool device_print_json(const struct device *device, FILE *out) MUST_CHECK;

/* As snprintf; what does not fit is cut off. */
void device_text(char *out, size_t size, const char *format, ...) PRINTF_LIKE(3, 4);

/* device_root.c: paths of the machine that is looked at. */
bool device_live(const struct device *device); /* this machine, not a folder that stands for one */
const char *device_path(const struct device *device, const char *path, char out[DEVICE_PATH_MAX]);
bool device_has(const struct device *device, const char *path);
/* The beginning of a small file, its last line break cut off; false with errno. */
bool device_read(const struct device *device, const char *path, char *out, size_t size) MUST_CHECK;
/* Names in `folder` that begin with `prefix`, sorted; at most `max`. */
size_t device_list(const struct device *device, const char *folder, const char *prefix,
                   char (*names)[DEVICE_NAME_MAX], size_t max);
/* The first file of glob(3)'s `pattern`; false when there is none. */
bool device_glob(const struct device *device, const char *pattern);
/* The last value of NAME= in a unit of systemd and what was added to it; false: not set. */
bool device_unit_setting(const struct device *device, const char *unit, const char *name, char *out,
                         size_t size);

/* device_user.c */
enum device_right { DEVICE_MAY, DEVICE_MAY_NOT, DEVICE_ABSENT, DEVICE_HIDDEN };
/* May the user do `how` (R_OK | W_OK | X_OK) with it? MAY_NOT and HIDDEN: `where` is the file or folder above
 * it that forbids. */
enum device_right device_may(const struct device *device, const char *path, int how,
                             char where[DEVICE_PATH_MAX]);
/* The same for another than device->user. */
enum device_right device_may_as(const struct device *device, const struct device_user *user, const char *path,
                                int how, char where[DEVICE_PATH_MAX]);
/* Two users, each of whom must not write what is the other's. */
bool device_two_users(const struct device *device);
/* Whoever must be able to read what both programs read; how many. */
size_t device_readers(const struct device *device, const struct device_user *readers[2]);
bool device_user_find(const struct device *device, const char *name, struct device_user *user);
bool device_group_find(const struct device *device, const char *name, gid_t *gid);

/* device_run.c: what a command says (its first `size` bytes), at most `timeout_ms` long; false: it could not
 * be run, took longer, or failed. */
bool device_run(const char *const *argv, int timeout_ms, char *out, size_t size) MUST_CHECK;
