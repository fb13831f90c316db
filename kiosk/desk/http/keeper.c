/* The thread that keeps deadlines: libmicrohttpd's own time-out starts anew with each byte, and does not see
 * suspended connections.
 */
#include <sys/socket.h>
#include <time.h>

#include "desk/http/server_parts.h"

enum { GRAIN_MS = 100 }; /* deadlines close to each other are kept together */

void keeper_hurry(struct server *server, int64_t due_ms) {
    if (due_ms < server->next_due_ms) {
        server->next_due_ms = due_ms;
        pthread_cond_signal(&server->deadline);
    }
}

/* Cuts connections that are too slow; the next deadline. Their descriptors are their own while they are in
 * the list. */
static int64_t cut_slow(struct server *server, int64_t now_ms) {
    int64_t next_ms = INT64_MAX;
    for (struct peer *peer = server->peers; peer; peer = peer->next) {
        if (peer->due_ms <= now_ms) {
            shutdown(peer->fd, SHUT_RDWR);
            peer->due_ms = INT64_MAX;
        }
        if (peer->due_ms < next_ms)
            next_ms = peer->due_ms;
    }
    return next_ms;
}

static void wait_until(struct server *server, int64_t due_ms) {
    if (due_ms == INT64_MAX) {
        pthread_cond_wait(&server->deadline, &server->mutex);
        return;
    }
    const struct timespec until = {.tv_sec = due_ms / 1000, .tv_nsec = due_ms % 1000 * 1000000};
    pthread_cond_timedwait(&server->deadline, &server->mutex, &until);
}

static void answer_held(struct exchange *due) {
    while (due) {
        struct exchange *exchange = due;
        due = exchange->next;
        exchange->ready = true; /* its response is 204 as response_hold left it */
        exchange_resume(exchange);
    }
}

/* With the lock, which it lets go of meanwhile. False: it is not due. */
static bool wake_late(struct server *server, int64_t now_ms) {
    uint64_t topic = server->late.topic;
    if (server->late.due_ms > now_ms)
        return false;
    server->late.due_ms = INT64_MAX;
    pthread_mutex_unlock(&server->mutex);
    workers_wake(server, topic);
    pthread_mutex_lock(&server->mutex);
    return true;
}

void *keeper_run(void *context) {
    struct server *server = context;
    pthread_mutex_lock(&server->mutex);
    while (!server->ended) {
        int64_t now_ms = server_now_ms();
        if (wake_late(server, now_ms))
            continue;
        int64_t next_ms = cut_slow(server, now_ms), held_ms = INT64_MAX;
        struct exchange *due = held_take_due(server, now_ms, &held_ms);
        if (due) {
            pthread_mutex_unlock(&server->mutex);
            answer_held(due);
            pthread_mutex_lock(&server->mutex);
            continue;
        }
        next_ms = held_ms < next_ms ? held_ms : next_ms;
        next_ms = server->late.due_ms < next_ms ? server->late.due_ms : next_ms;
        server->next_due_ms = next_ms < now_ms + GRAIN_MS ? now_ms + GRAIN_MS : next_ms;
        int64_t meant = server->next_due_ms;
        while (!server->ended && server->next_due_ms == meant && server_now_ms() < meant)
            wait_until(server, meant);
    }
    pthread_mutex_unlock(&server->mutex);
    return NULL;
}
