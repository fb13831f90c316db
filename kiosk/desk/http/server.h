/* The desk's HTTP server: one network thread (libmicrohttpd), two workers that run handlers, one keeper of
 * deadlines. Every limit is set here. It knows nothing of sites, users or SQL; who may do what is its owner's
 * word. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "desk/http/request.h"
#include "desk/http/response.h"
#include "desk/http/route.h"

/* What is not VERDICT_ALLOWED is refused. */
enum verdict {
    VERDICT_FORBIDDEN, /* 403 */
    VERDICT_SIGN_IN,   /* 401 */
    VERDICT_PROVE,     /* 403, of its own name: the password is to be given once more */
    VERDICT_HIDDEN,    /* 404: not even that it exists */
    VERDICT_TOO_OFTEN, /* 429 */
    VERDICT_TROUBLE,   /* 503: it cannot be told just now */
    VERDICT_ALLOWED,
};

/* 0: as in brackets. */
struct server_limits {
    unsigned connections; /* at once [4000 over TLS, 12 000 plain]; a descriptor for each */
    unsigned strangers;   /* connections of one address (IPv6: /64) nobody has signed in on [64] */
    unsigned waiting;     /* people's requests that wait for a worker [256]; more are answered 503 */
    unsigned slowest;     /* bytes a second a client has to send or take [16384] */
    int64_t header_ms;    /* from connecting, or from its first line, to a whole header [10 000] */
    int64_t idle_ms;      /* between two requests of a connection [60 000] */
    int64_t hold_ms;      /* a held request [50 000]: proxies cut at 60 s */
};

struct server_settings {
    const char *listen;                        /* listen.h */
    unsigned mode;                             /* of a unix socket, 0660 */
    const char *certificate, *certificate_key; /* PEM; both NULL: plain, on loopback or a unix socket only */
    bool trust_proxy; /* X-Forwarded-For and -Proto are believed, and all connections are the proxy's */
    const char *const *hosts; /* names that Host may have, without port, NULL behind the last; NULL: any */
    const struct route *routes;
    size_t route_count;
    /* On a worker, for each request that a route was found for, before anything of it is done, and again when
     * it was held and is asked anew. request->query and ->body are NULL. */
    enum verdict (*authorize)(void *context, struct request *request);
    /* One line an event, without control characters: each request when it has ended, and what goes wrong. On
     * any thread. */
    void (*log)(void *context, const char *line);
    void *context; /* of authorize, log and the routes */
    struct server_limits limits;
};

struct server;
/* Everything pointed to has to stay. NULL: `fail` says why. */
struct server *server_create(const struct server_settings *settings, struct fail *fail) MUST_CHECK;
/* The port as bound; 0: a unix socket. */
unsigned server_port(const struct server *server);
/* Those who wait for `topic` are asked again. From any thread, never waits. */
void server_wake(struct server *server, uint64_t topic);
/* The same in `after_ms`, once however often it is called until then. One topic at a time: another one is
 * woken now. */
void server_wake_later(struct server *server, uint64_t topic, int64_t after_ms);
/* Takes no more requests, lets those under way end for `within_ms` (held ones end at once with 503), then
 * closes all. A handler that is running is waited for: none may hang. NULL is fine. */
void server_destroy(struct server *server, int64_t within_ms);
