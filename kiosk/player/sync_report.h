/* What kiosk-sync says of itself in its report, sync.json: read by the player to tell whoever stands before
 * the screen, and to copy it into its own. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum sync_state { SYNC_STARTING, SYNC_ASKING, SYNC_FETCHING, SYNC_PREPARING, SYNC_WAITING };
enum sync_cause {
    SYNC_CAUSE_NONE,
    SYNC_CAUSE_NETWORK,
    SYNC_CAUSE_SERVER,
    SYNC_CAUSE_CONTENT,
    SYNC_CAUSE_MACHINE,
    SYNC_CAUSE_CONFIGURATION,
};

/* What lets this screen in, while it is not: "" where nothing is to be shown. */
struct sync_enrol {
    char code[12], url[400]; /* "K7MF-3QPX", and where it is typed, with the code behind "#" */
};
/* Numbers of the last of each that staff asked for; 0: none. */
struct sync_asked {
    int64_t identify, picture, restart;
};

/* Texts are UTF-8 without control characters, cut to what fits. Comparable with memcmp when read into zeroed
 * memory. */
struct sync_report {
    bool there; /* a report was found and could be read; else all is zero */
    enum sync_state state;
    enum sync_cause cause;
    char url[240], error[400];
    char generation[40], offered[40]; /* "": none */
    char rejected[300];               /* why the newest rejected generation was; "" */
    int failures;
    bool progress; /* the next four are known */
    int files, of_files, pictures, of_pictures;
    struct sync_enrol enrol;
    struct sync_asked asked;
    char name[200]; /* of this screen at its desk; "": it has none */
    int64_t next_s; /* UTC: when it tries again; 0: not said */
};

/* `path` may be NULL. */
void sync_report_read(const char *path, struct sync_report *out);
/* The same of its text. */
void sync_report_parse(const char *text, size_t size, struct sync_report *out);
/* "network", …; "" for none. */
const char *sync_cause_name(enum sync_cause cause);
