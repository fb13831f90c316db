/* What the screen says of itself while it has nothing better to show: to the person who puts it up, in Danish
 * and in English. Pure: facts in, words out. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "player/sync_report.h"

struct first_facts {
    const char *host, *version;
    const char *mistake; /* in the configuration file, whole; NULL: none */
    const char *why;     /* why the player does not show what it has; NULL or "": it has nothing */
    bool identify;       /* staff want to know which screen this is: nothing but its name */
    bool wrong_screen;   /* … because this screen's name is not one of the content's */
    struct sync_report report;
    int64_t now_s; /* UTC */
};

enum { FIRST_DANISH, FIRST_ENGLISH, FIRST_LANGUAGES };
struct first_sight {
    struct {
        char title[120];
        char body[400];
    } said[FIRST_LANGUAGES];
    char detail[480];                         /* the reason as the program says it, English; "": none */
    char host[80], address[240], version[60]; /* "": not known */
    struct sync_enrol enrol;                  /* its code, large, and a QR code; "": none */
    char name[200];                           /* large, and nothing else; "": not asked for */
    int done, of;                             /* how far it has come; of 0: nothing is counted */
    bool trouble;                             /* somebody has to do something */
};

void first_sight_tell(const struct first_facts *facts, struct first_sight *out);
/* Do both look the same? */
bool first_sight_same(const struct first_sight *a, const struct first_sight *b);
