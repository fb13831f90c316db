/* What all routes of the desk share. */
#pragma once

#include <pthread.h>

#include "desk/data/passwords.h"
#include "desk/data/throttle.h"
#include "desk/http/server.h"
#include "desk/http/static_files.h"
#include "system/clock.h"

struct address_answers;
struct devices;
struct kept;
struct known_feeds;
struct painters;
struct uploads;

struct desk_settings {
    const char *data;              /* the desk's folder, which has a database */
    const char *page;              /* folder of the built page; NULL: there is none */
    const char *sign_socket;       /* where kiosk-sign listens; NULL: nothing can be published */
    const char *channel;           /* which screens are published to */
    const char *painter;           /* kiosk-preview; NULL: the one beside this program */
    void (*log)(const char *line); /* what goes wrong; on any thread */
    const char *certificate;       /* PEM, that screens see: the server's or the proxy's; NULL: none */
    const char *const *hosts;      /* names it is known by, NULL behind the last; NULL: its certificate's */
    const char *const *others;     /* PEM: certificates that it will have, or had; NULL behind the last */
    const char *addresses;         /* what kioskctl addresses wrote; NULL: nobody asks */
    const char *feeds;             /* of a store that kiosk-sync keeps here; NULL: there are none */
};

struct picture_room {
    uint64_t own, all; /* bytes that one person's pictures may have, and everybody's */
    bool measured;     /* a worker is asking how large pictures are; under `mutex` */
};

struct desk_feeds {            /* of a kiosk-sync on this machine */
    struct known_feeds *known; /* NULL: there is none */
    bool shown;                /* by previews */
};

struct desk_changes { /* how many things differ between two revisions */
    int64_t from, to, count;
};

struct desk_connections { /* to the database, one each thread */
    pthread_key_t key;
    bool made;
};

struct desk {
    struct desk_settings settings; /* what they point to has to stay */
    struct clock clock;
    struct passwords *passwords;
    struct throttle *throttle;
    struct uploads *uploads;
    struct address_answers *answers; /* NULL: nobody asks */
    struct kept *kept;               /* what was read of the site */
    struct picture_room pictures;
    struct devices *devices;
    struct painters *painters; /* NULL: there are none, and nothing can be previewed */
    struct desk_feeds feeds;
    struct static_folder page, site; /* fd -1: there is none */
    struct route routes[ROUTES_MAX];
    size_t route_count;
    char *openapi;
    struct desk_connections connections;
    struct server *server;       /* who is woken; under `mutex`, NULL until it is there */
    struct desk_changes changes; /* the last that were counted; under `mutex` */
    pthread_mutex_t mutex;
};

/* What somebody who waits can be woken by. */
enum topic {
    TOPIC_SITE = 1,   /* a revision was saved or published */
    TOPIC_PUBLISHED,  /* … published */
    TOPIC_ENROL,      /* a screen was let in */
    TOPIC_SCREENS,    /* something of some screen is new to staff */
    TOPIC_SCREEN = 16 /* + its number: it is asked to do something, or is another one now */
};

/* False: `fail` says why. finish in any case, after the server was destroyed. */
bool desk_init(struct desk *desk, const struct desk_settings *settings, struct fail *fail) MUST_CHECK;
void desk_finish(struct desk *desk);
/* Whom desk_wake wakes: handlers may run before server_create returns. */
void desk_serve(struct desk *desk, struct server *server);

/* This thread's connection, opened when first asked for. NULL: said in the log, and a 503 is right. */
struct database *desk_connection(struct desk *desk) MUST_CHECK;
/* What addresses answered last, of the file as it is now; a bad one is said in the log. NULL: nobody asks. */
struct address_answers *desk_answers(struct desk *desk);
int64_t desk_now_ms(const struct desk *desk); /* UTC */
void desk_log(const struct desk *desk, const char *format, ...) PRINTF_LIKE(2, 3);
void desk_wake(struct desk *desk, uint64_t topic);
void desk_wake_later(struct desk *desk, uint64_t topic, int64_t after_ms); /* server_wake_later */
