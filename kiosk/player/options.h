/* The options of `kiosk`: command line over /etc/kiosk/screen.json (--config FILE, object "player") over
 * defaults.
 */
#pragma once

#include <stdbool.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "core/time/schedule.h"
#include "system/hash.h"

/* What is played. */
struct options_source {
    char *store, *site; /* one of them */
    char *trust; /* file with the keys that may sign the store's content; NULL: those the store keeps */
    char *feeds, *cache;
    char
        *state; /* folder of what the player keeps; NULL: its word in the store; only from the command line */
};
/* Where. */
struct options_panel {
    int width, height;        /* of the window or the headless panel; 0: full screen, headless 1920 × 1080 */
    int rotate;               /* -1: what the site says of the screen */
    struct hours_window dark; /* from = to: never */
    bool headless;
    bool still; /* nothing moves: slides are cut, whatever they say */
};
/* When, and for how long. */
struct options_run {
    char *at;
    double speed; /* 0: not given */
    int loops;    /* 0: for ever */
    char *shots;
};
/* The file of settings. */
struct options_file {
    char *path;       /* that was read; NULL: none */
    struct hash hash; /* of what it holds */
    char *pin;        /* the file beside it that holds the staff's PIN (pin_file.h), be it there or not */
    char *mistake;    /* why options_parse failed, when it is the file's fault, whole; else NULL */
};
struct options {
    struct options_source from;
    struct options_panel panel;
    struct options_run run;
    struct options_file file;
    char *screen;
    char *counters;    /* NULL: counters_path, without `state` */
    char *staff_pin;   /* of pin_hash, as earlier versions had it in the file of settings; or NULL */
    char *sync_report; /* file with kiosk-sync's report; NULL: with a site */
    bool drafts;       /* offer languages that nobody has approved */
    bool help, version;
};

extern const char options_usage[];
/* False and `fail` on wrong usage; it says what to write instead. options_finish in any case. When only the
 * file is wrong, options->file.mistake says so, the command line has been taken, and there is nothing to
 * play. */
bool options_parse(int argc, char **argv, struct options *options, struct fail *fail) MUST_CHECK;
void options_finish(struct options *options);
/* Hash of all that can make the same content show or not: the file, the options that matter, and the program
 * itself. */
struct hash options_told(const struct options *options);
/* "1920x1080" → px, each 64–8192. */
bool options_size(const char *text, int *width, int *height) MUST_CHECK;
/* "0", "90", "180" or "270". */
bool options_rotate(const char *text, int *degrees) MUST_CHECK;
