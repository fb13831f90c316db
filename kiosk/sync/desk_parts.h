/* What the files of `desk` share; nobody else includes it. */
#pragma once

#include "enrol/enrol_code.h"
#include "sync/desk.h"
#include "sync/desk_address.h"

enum {
    DESK_HOLD_S = 60, /* the desk holds for 50 s */
    DESK_STATUS_MS = 5 * 60 * 1000,
    DESK_REVOKED_MS = 3600 * 1000,
    DESK_SOON_MS = 1000,        /* after an answer, the next question; later each time … */
    DESK_LATE_MS = 60000,       /* … but no later, … */
    DESK_HELD_MS = 5000,        /* … while what should be held is not */
    DESK_NEWS_EACH_MS = 10000,  /* of news one in so long, … */
    DESK_NEWS_SPAN_MS = 200000, /* … or as many in a row as make this */
};

/* Something that is asked, answered and asked again. */
struct desk_task {
    bool asked;
    int64_t next_ms, asked_ms;
    unsigned failures; /* in a row */
    unsigned quick;    /* answers in a row that were not held, and said nothing new */
    int64_t news_ms;   /* until then the news so far would last, were there one each DESK_NEWS_EACH_MS */
};

enum enrolling_phase { ENROLLING_START, ENROLLING_HOLD };
struct desk_enrolling { /* desk_enrol.c */
    enum enrolling_phase phase;
    struct desk_task task;
    struct kept_start start;
    struct enrol_code code; /* "": none */
    int64_t ends_ms;
    bool unproven; /* nobody vouches for this server; whoever it is, the code will tell */
};

enum session_phase { SESSION_NONE, SESSION_PROVING, SESSION_OPEN };
struct desk_session { /* desk_session.c */
    enum session_phase phase;
    struct desk_task task;
    char token[DESK_TOKEN_MAX];
    int64_t ends_ms;
    bool revoked;
};

struct desk_waiting { /* desk_wait.c */
    struct desk_task task;
    int64_t since;
};

struct desk_reporting { /* desk_status.c */
    struct desk_task task;
    struct desk_done done;           /* not said yet */
    size_t saying;                   /* how many of them are in the report under way */
    char said[40];                   /* generation last reported */
    int64_t watch_ms, watch_ends_ms; /* something is awaited: look at the facts then, until */
};

struct desk_picturing { /* desk_status.c */
    struct desk_task task;
    int64_t wanted, ends_ms; /* number of the command; 0: none */
};

struct desk_told_news {
    enum desk_news kind;
    char text[500];
};
enum { DESK_NEWS_MAX = 8 };

struct desk {
    struct desk_options options;
    const struct ports *ports;
    char address[DESK_ADDRESS_MAX], host[DESK_HOST_MAX];
    struct moment now; /* of this turn */
    struct device_key key;
    uint8_t boot[ENROL_BOOT];
    bool enrolled;
    struct enrolment enrolment;
    struct desk_enrolling enrolling;
    struct desk_session session;
    struct desk_waiting waiting;
    struct desk_reporting reporting;
    struct desk_picturing picturing;
    int64_t asked[DESK_COMMANDS];
    struct {
        unsigned failures;
        enum cause cause;
        char text[sizeof(((struct fail *)0)->text)];
    } trouble;
    struct desk_told_news news[DESK_NEWS_MAX]; /* oldest first */
    size_t news_count;
};

/* desk.c */
void desk_tell(struct desk *desk, enum desk_news kind, const char *text);
/* The task failed, and is tried again later. */
void desk_failed(struct desk *desk, struct desk_task *task, const struct fetch_result *result);
void desk_failed_here(struct desk *desk, struct desk_task *task, const struct fail *why, enum cause cause);
/* Nothing is wrong, but it is not to be asked again without a pause. */
void desk_pause(struct desk *desk, struct desk_task *task);
void desk_went_well(struct desk *desk, struct desk_task *task);
/* A request that the desk holds was answered, with something new or not: it is asked again, and not in a loop
 * by a desk that does not hold. */
void desk_ask_on(struct desk *desk, struct desk_task *task, bool news);
/* Asks the desk for `path`; `done` gets the desk. False: it could not be started, which was noted. */
bool desk_ask(struct desk *desk, struct desk_task *task, const char *path, const struct fetch_talk *talk,
              void (*done)(void *, struct fetch_result *)) MUST_CHECK;
/* Believe the desk as it was found: by its key, or by the authorities. */
bool desk_believe(struct desk *desk, const char *identity, const struct kept_pins *pins,
                  struct fail *fail) MUST_CHECK;
bool desk_make_key(struct desk *desk, struct fail *fail) MUST_CHECK;
/* It is a screen that nobody knows, and shows a code. */
void desk_begin_anew(struct desk *desk);

void enrolling_resume(struct desk *desk);
void enrolling_step(struct desk *desk);
void session_step(struct desk *desk);
void session_proved(struct desk *desk); /* it is good for something */
/* The desk does not take the token any more. */
void session_lost(struct desk *desk);
void waiting_step(struct desk *desk);
void reporting_step(struct desk *desk);
void reporting_done(struct desk *desk, int64_t command);
/* The player is about to do something: look often, for a while. */
void reporting_watch(struct desk *desk);
void picturing_step(struct desk *desk);
int64_t reporting_next_ms(const struct desk *desk);
