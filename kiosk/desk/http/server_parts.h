/* Private to the server: its parts, and what they ask of each other. */
#pragma once

#include <pthread.h>

#include <microhttpd.h>

#include "desk/http/certificate.h"
#include "desk/http/forwarded.h"
#include "desk/http/listen.h"
#include "desk/http/server.h"

enum { WORKERS = 2, WAKES_KEPT = 256 };

/* A connection. */
struct peer {
    struct peer *next, *previous;
    struct server *server;
    int fd;
    int64_t due_ms;   /* it is cut then; under server->mutex */
    bool counted;     /* as a stranger's */
    uint64_t network; /* its address, of IPv6 the /64; 0: not limited */
    char address[ADDRESS_TEXT_BYTES];
    struct exchange *exchange; /* the request it is in; of the network thread */
};

enum job { JOB_CHECK /* may it send its body? */, JOB_WRITE, JOB_RUN };

/* The body of a request: whole, or what of an upload is to be written next. */
struct body {
    char *bytes;
    size_t size, room;
    uint64_t expected, received;
    int upload; /* where it goes; -1: nowhere (yet) */
};

/* A request and its answer. It is the network thread's, but while it is suspended: then of the queue, a
 * worker, or the list of those held. */
struct exchange {
    struct exchange *next;
    struct server *server;
    struct peer *peer;
    struct MHD_Connection *connection;
    char *target; /* as it was sent */
    const struct route *route;
    unsigned allowed; /* as in struct route_match */
    enum job job;
    int64_t began_ms, hold_due_ms;
    uint64_t mark; /* how many wakes there had been when its handler was called last */
    struct {
        bool begun, head, page, secure;
        bool proven; /* who sent it has a role */
        bool again;  /* it was held */
        bool cut;    /* the connection ends with it */
    } is;
    enum locale locale;
    char address[ADDRESS_TEXT_BYTES];
    struct body body;
    bool ready; /* `response` is the answer */
    struct response response;
    uint64_t sent; /* bytes of it */
};

struct line {
    struct exchange *first, *last;
    size_t count;
};
struct queue {
    struct line people, machines;
    bool turn; /* whose it is: one of each, as long as there are both */
};
/* The last topics woken, the newest at (count - 1) % WAKES_KEPT. */
struct wakes {
    uint64_t count, recent[WAKES_KEPT];
};

struct late_wake {
    uint64_t topic;
    int64_t due_ms; /* INT64_MAX: none */
};

struct server {
    struct server_settings settings; /* with all limits */
    struct listener listener;
    struct certificate *certificate;
    struct MHD_Daemon *daemon;
    pthread_t threads[WORKERS + 1]; /* the workers and the keeper */
    size_t thread_count;
    pthread_mutex_t mutex;
    pthread_cond_t work, deadline, idle;
    /* under mutex */
    struct peer *peers, *last_peer;
    size_t under_way;
    struct queue queue;
    struct exchange *held;
    bool stopping, ended;
    int64_t next_due_ms;
    struct wakes wakes;
    struct late_wake late;
};

int64_t server_now_ms(void); /* monotonic */
void server_log(const struct server *server, const char *format, ...) PRINTF_LIKE(2, 3);

/* peers.c */
enum MHD_Result peers_accept(void *server, const struct sockaddr *address, socklen_t size);
void peers_notify(void *context, struct MHD_Connection *connection, void **socket_context,
                  enum MHD_ConnectionNotificationCode code);
void peer_due(struct peer *peer, int64_t due_ms); /* replaces its deadline */
void peer_proven(struct peer *peer);
/* How long `bytes` may take. */
int64_t peer_patience_ms(const struct server *server, uint64_t bytes);

/* keeper.c */
void *keeper_run(void *server);
void keeper_hurry(struct server *server, int64_t due_ms); /* with the mutex */

/* workers.c */
void *workers_run(void *server);
/* Suspended it waits for a worker, or is ready with 503. */
void workers_post(struct exchange *exchange, enum job job);
void workers_wake(struct server *server, uint64_t topic);
/* From now on nothing is taken on, and nothing held. */
void workers_release(struct server *server);
/* Ends the threads; what waits is refused. */
void workers_stop(struct server *server);
struct exchange *held_take_due(struct server *server, int64_t now_ms, int64_t *next_ms); /* with the mutex */
void exchange_resume(struct exchange *exchange);

/* exchange*.c */
void *exchange_begin(void *server, const char *target, struct MHD_Connection *connection);
enum MHD_Result exchange_step(void *server, struct MHD_Connection *connection, const char *url,
                              const char *method, const char *version, const char *data, size_t *size,
                              void **context);
void exchange_ended(void *context, struct MHD_Connection *connection, void **request,
                    enum MHD_RequestTerminationCode code);
void exchange_destroy(struct exchange *exchange);
void exchange_refuse(struct exchange *exchange, enum problem_code code);
/* Everything about its header; when it is not as it should be, it is ready. */
void exchange_vet(struct exchange *exchange, const char *method, const char *version);
/* Takes data of the body; false: the connection is to be closed. */
bool exchange_take(struct exchange *exchange, const char *data, size_t *size);
/* On a worker: what came of an upload goes to the disk; false: it is ready with why not. */
bool exchange_write(struct exchange *exchange);
/* On a worker. True: there is an answer, or more of the body can come; false: it is to be held. */
bool exchange_work(struct exchange *exchange);
enum MHD_Result exchange_answer(struct exchange *exchange);
/* The line of the access log (no query, no body), escaped. */
void access_line(const struct exchange *exchange, bool whole, char *out, size_t size);
