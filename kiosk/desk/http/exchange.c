/* A request on the network thread: libmicrohttpd calls exchange_begin with its first line, exchange_step when
 * the header is whole, for each piece of the body, when that is whole, and again after it was suspended, and
 * at last exchange_ended. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "desk/http/server_parts.h"

enum { LOG_LINE_BYTES = 500 };

static struct peer *peer_of(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info ? info->socket_context : NULL;
}

void *exchange_begin(void *context, const char *target, struct MHD_Connection *connection) {
    struct server *server = context;
    struct peer *peer = peer_of(connection);
    struct exchange *exchange = peer ? calloc(1, sizeof *exchange) : NULL;
    if (!exchange)
        return NULL;
    exchange_destroy(peer->exchange); /* one that never got as far as exchange_step */
    peer->exchange = exchange;
    exchange->server = server;
    exchange->peer = peer;
    exchange->connection = connection;
    exchange->body.upload = -1;
    exchange->began_ms = server_now_ms();
    exchange->target = strdup(target);
    response_init(&exchange->response);
    pthread_mutex_lock(&server->mutex);
    server->under_way++;
    pthread_mutex_unlock(&server->mutex);
    peer_due(peer, exchange->began_ms + server->settings.limits.header_ms);
    return exchange;
}

void exchange_destroy(struct exchange *exchange) {
    if (!exchange)
        return;
    struct server *server = exchange->server;
    exchange->peer->exchange = NULL;
    if (exchange->body.upload >= 0)
        close(exchange->body.upload);
    response_finish(&exchange->response);
    free(exchange->body.bytes);
    free(exchange->target);
    free(exchange);
    pthread_mutex_lock(&server->mutex);
    if (--server->under_way == 0)
        pthread_cond_signal(&server->idle);
    pthread_mutex_unlock(&server->mutex);
}

void exchange_refuse(struct exchange *exchange, enum problem_code code) {
    const struct request view = {
        .route = exchange->route, .page = exchange->is.page, .locale = exchange->locale};
    struct response *response = &exchange->response;
    response_finish(response);
    response_init(response);
    response_problem(response, &view, problem_row(code), NULL);
    if (code == PROBLEM_BUSY || code == PROBLEM_STOPPING)
        response_header(response, "Retry-After", "2");
    if (code == PROBLEM_SIGN_IN)
        response_header(response, "WWW-Authenticate", "Session");
    if (code == PROBLEM_METHOD) {
        char allow[80];
        route_allow(exchange->allowed, allow, sizeof allow);
        response_header(response, "Allow", "%s", allow);
    }
    exchange->ready = true;
}

/* What is large, or goes to the disk, is asked about before it comes. */
static bool asked_first(const struct exchange *exchange) {
    return exchange->body.expected > 0 &&
           (exchange->route->body == BODY_UPLOAD || exchange->body.expected > BODY_UNPROVEN_MAX);
}

enum MHD_Result exchange_step(void *server, struct MHD_Connection *connection, const char *url,
                              const char *method, const char *version, const char *data, size_t *size,
                              void **context) { /* LENGTH: the library calls it so */
    struct exchange *exchange = *context;
    (void)server, (void)connection, (void)url;
    if (!exchange || !exchange->target)
        return MHD_NO;
    if (!exchange->is.begun) {
        exchange->is.begun = true;
        exchange_vet(exchange, method, version);
        if (exchange
                ->ready) /* libmicrohttpd closes what is answered so early; the others when it calls again */
            return exchange->is.cut ? exchange_answer(exchange) : MHD_YES;
        peer_due(exchange->peer,
                 server_now_ms() + peer_patience_ms(exchange->server, exchange->body.expected));
        if (asked_first(exchange))
            workers_post(exchange, JOB_CHECK);
        return MHD_YES;
    }
    if (*size > 0)
        return exchange_take(exchange, data, size) ? MHD_YES : MHD_NO;
    bool more = exchange->body.received < exchange->body.expected;
    /* Resumed where its header ended: now the body may come. Also one that is not wanted of who is signed in:
     * a connection that is closed in the middle would take the reason with it. */
    if (more && (!exchange->ready || exchange->is.proven))
        return MHD_YES;
    exchange->is.cut |= more;
    if (exchange->ready)
        return exchange_answer(exchange);
    peer_due(exchange->peer, INT64_MAX); /* it is for us to hurry now */
    workers_post(exchange, JOB_RUN);
    return MHD_YES;
}

void exchange_ended(void *context, struct MHD_Connection *connection, void **request,
                    enum MHD_RequestTerminationCode code) {
    struct exchange *exchange = *request;
    struct server *server = context;
    char line[LOG_LINE_BYTES];
    (void)connection;
    *request = NULL;
    if (!exchange)
        return;
    peer_due(exchange->peer, server_now_ms() + server->settings.limits.idle_ms);
    access_line(exchange, code == MHD_REQUEST_TERMINATED_COMPLETED_OK, line, sizeof line);
    server->settings.log(server->settings.context, line);
    exchange_destroy(exchange);
}
