/* A screen and its staff desk (docs/enrolment.md): until staff have let it in it shows a code, afterwards it
 * says how things stand, hears at once of what is published, and does what staff ask. A desk that is away
 * changes nothing. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "sync/cause.h"
#include "sync/desk_json.h"
#include "sync/desk_kept.h"
#include "sync/ports.h"

struct desk_options {
    const char *url;    /* of the desk, as desk_address_read takes it */
    const char *folder; /* where desk_kept.h's files lie */
    const char *panel;  /* "1920x1080" */
    const char *model;  /* what machine it is; "": not known */
    void *context;
    void (*facts)(void *context, struct desk_facts *facts); /* how things stand now */
    /* The picture on the screen, malloc'd PNG; false: there is none. Asked for when facts say that the player
     * did what `picture` asked for. */
    bool (*picture)(void *context, char **bytes, size_t *size);
    /* Nothing of what there is may be shown any more, by the desk's signed word: called before the screen
     * becomes one that nobody knows. False: it cannot be helped now. */
    bool (*stop)(void *context, struct fail *fail);
};

struct desk;

/* Borrows the ports and everything in `options`. Takes up what is in the folder. NULL with `fail`: wrong
 * address, no memory, or the seed cannot be kept. */
struct desk *desk_create(const struct desk_options *options, const struct ports *ports,
                         struct fail *fail) MUST_CHECK;
void desk_destroy(struct desk *desk);

void desk_step(struct desk *desk);
int64_t desk_next_ms(const struct desk *desk); /* when it wants to be called at the latest, steady */

/* What the desk gave this screen; NULL until it is let in. Lives as long as the desk; changes with steps. */
const struct enrolment *desk_enrolment(const struct desk *desk);

enum desk_state {
    DESK_ENROLLING,
    DESK_CONNECTING, /* enrolled; not heard of since the start */
    DESK_ONLINE,
    DESK_AWAY,    /* does not answer, or not well */
    DESK_REVOKED, /* does not know this screen any more */
};
const char *desk_state_name(enum desk_state state); /* "enrolling" … */
struct desk_view {
    enum desk_state state;
    const char *url;     /* without a last "/" */
    char code[10];       /* "K7MF-3QPX"; "": none now */
    int64_t code_ends_s; /* UTC, as far as this screen's clock knows */
    const char *name;    /* "" until it is let in */
    unsigned failures;   /* in a row */
    const char *error;   /* "" when well */
    enum cause cause;
    int64_t next_s;               /* when it is tried again, UTC; 0: being done */
    int64_t asked[DESK_COMMANDS]; /* number of the last command of each kind, for the player */
};
struct desk_view desk_view(const struct desk *desk);

enum desk_news {
    DESK_NOTHING,
    DESK_SHOWS,   /* another code, or none */
    DESK_LET_IN,  /* desk_enrolment is there now */
    DESK_MOVED,   /* … says something else for the player than before: name or screen */
    DESK_OFFERS,  /* something was published that is not on the screen, or staff want it fetched: ask at once
                   */
    DESK_ASKS,    /* view.asked changed */
    DESK_TROUBLE, /* for the log */
    DESK_WELL,    /* the trouble is over */
    DESK_STOPPED, /* desk_enrolment is not there any more */
};
/* What happened next, one at a time until DESK_NOTHING; `text` gets a line for the log, maybe "". */
enum desk_news desk_take_news(struct desk *desk, char *text, size_t size);
