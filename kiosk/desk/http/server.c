#include "desk/http/server.h"

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <sodium.h>

#include "desk/http/server_parts.h"
#include "system/thread.h"

enum {
    POOL_BYTES = 8 << 10,
    LOG_BYTES = 500,
    CONNECTIONS_TLS = 4000,    /* 25 KB each */
    CONNECTIONS_PLAIN = 12000, /* 10 KB: behind a proxy, 10 000 screens and their staff */
};
#define TLS_PRIORITIES "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2"

int64_t server_now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void server_log(const struct server *server, const char *format, ...) {
    char line[LOG_BYTES];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    server->settings.log(server->settings.context, line);
}

/* What libmicrohttpd has to say, mostly of clients that went away. */
static void log_library(void *context, const char *format, va_list arguments) {
    char line[LOG_BYTES];
    vsnprintf(line, sizeof line, format, arguments);
    line[strcspn(line, "\r\n")] = '\0';
    server_log(context, "libmicrohttpd: %s", line);
}

/* The target stays as it was sent. */
static size_t keep_escaped(void *context, struct MHD_Connection *connection, char *text) {
    (void)context, (void)connection;
    return strlen(text);
}

static void set_limits(struct server *server) {
    struct server_limits *limits = &server->settings.limits;
    if (limits->connections == 0)
        limits->connections = server->settings.certificate ? CONNECTIONS_TLS : CONNECTIONS_PLAIN;
    limits->strangers = limits->strangers ? limits->strangers : 64;
    limits->waiting = limits->waiting ? limits->waiting : 256;
    limits->slowest = limits->slowest ? limits->slowest : 16384;
    limits->header_ms = limits->header_ms ? limits->header_ms : 10000;
    limits->idle_ms = limits->idle_ms ? limits->idle_ms : 60000;
    limits->hold_ms = limits->hold_ms ? limits->hold_ms : 50000;
}

static bool settings_valid(const struct server_settings *settings, struct fail *fail) {
    if (!settings->authorize || !settings->log || !settings->listen)
        return fail_set(fail, "a server needs an address, authorize and log");
    if (!settings->certificate != !settings->certificate_key)
        return fail_set(fail, "a certificate and its key go together");
    return routes_check(settings->routes, settings->route_count, fail);
}

static bool open_door(struct server *server, struct fail *fail) {
    const struct server_settings *settings = &server->settings;
    if (!listen_open(settings->listen, settings->mode, &server->listener, fail))
        return false;
    if (settings->certificate) {
        server->certificate = certificate_create(settings->certificate, settings->certificate_key,
                                                 settings->log, settings->context, fail);
        return server->certificate != NULL;
    }
    return server->listener.unix_ || server->listener.loopback ||
           fail_set(fail,
                    "%s can be reached from elsewhere: without a certificate only loopback or a unix socket "
                    "will do",
                    settings->listen);
}

static bool start_threads(struct server *server) {
    for (; server->thread_count <= WORKERS; server->thread_count++)
        if (!thread_start(&server->threads[server->thread_count],
                          server->thread_count < WORKERS ? workers_run : keeper_run, server))
            return false;
    return true;
}

static bool start_daemon(struct server *server) {
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG;
    const struct MHD_OptionItem tls[] = {
        {MHD_OPTION_HTTPS_CERT_CALLBACK, 0, (void *)(intptr_t)certificate_retrieve},
        {MHD_OPTION_HTTPS_PRIORITIES, 0, (void *)TLS_PRIORITIES},
        {MHD_OPTION_END, 0, NULL},
    };
    const struct MHD_OptionItem plain[] = {{MHD_OPTION_END, 0, NULL}};
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before); /* its thread leaves signals to the main one */
    server->daemon = MHD_start_daemon(
        flags | (server->certificate ? (unsigned)MHD_USE_TLS : 0), 0, peers_accept, server, exchange_step,
        server, MHD_OPTION_EXTERNAL_LOGGER, log_library, server, MHD_OPTION_LISTEN_SOCKET,
        server->listener.fd, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)POOL_BYTES,
        MHD_OPTION_CONNECTION_LIMIT, server->settings.limits.connections, MHD_OPTION_STRICT_FOR_CLIENT, 1,
        MHD_OPTION_NOTIFY_CONNECTION, peers_notify, server, MHD_OPTION_NOTIFY_COMPLETED, exchange_ended,
        server, MHD_OPTION_URI_LOG_CALLBACK, exchange_begin, server, MHD_OPTION_UNESCAPE_CALLBACK,
        keep_escaped, server, MHD_OPTION_ARRAY, server->certificate ? tls : plain, MHD_OPTION_END);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return server->daemon != NULL;
}

static void init_sync(struct server *server) {
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_mutex_init(&server->mutex, NULL);
    pthread_cond_init(&server->work, NULL);
    pthread_cond_init(&server->deadline, &monotonic);
    pthread_cond_init(&server->idle, &monotonic);
    pthread_condattr_destroy(&monotonic);
}

struct server *server_create(const struct server_settings *settings, struct fail *fail) {
    if (sodium_init() < 0 || !settings_valid(settings, fail))
        return NULL;
    struct server *server = calloc(1, sizeof *server);
    if (!server) {
        fail_set(fail, "out of memory");
        return NULL;
    }
    server->settings = *settings;
    server->listener.fd = -1;
    server->next_due_ms = server->late.due_ms = INT64_MAX;
    set_limits(server);
    init_sync(server);
    if (open_door(server, fail)) {
        if (start_threads(server) && start_daemon(server))
            return server;
        fail_set(fail, "%s: the server cannot be started", settings->listen);
    }
    server_destroy(server, 0);
    return NULL;
}

unsigned server_port(const struct server *server) {
    return server->listener.port;
}

void server_wake(struct server *server, uint64_t topic) {
    workers_wake(server, topic);
}

void server_wake_later(struct server *server, uint64_t topic, int64_t after_ms) {
    struct late_wake *late = &server->late;
    pthread_mutex_lock(&server->mutex);
    bool other = late->due_ms != INT64_MAX && late->topic != topic;
    if (late->due_ms == INT64_MAX) {
        *late = (struct late_wake){topic, server_now_ms() + after_ms};
        keeper_hurry(server, late->due_ms);
    }
    pthread_mutex_unlock(&server->mutex);
    if (other)
        workers_wake(server, topic);
}

static void wait_for_all(struct server *server, int64_t within_ms) {
    int64_t until_ms = server_now_ms() + within_ms;
    const struct timespec until = {.tv_sec = until_ms / 1000, .tv_nsec = until_ms % 1000 * 1000000};
    pthread_mutex_lock(&server->mutex);
    while (server->under_way > 0 && pthread_cond_timedwait(&server->idle, &server->mutex, &until) == 0) {
    }
    pthread_mutex_unlock(&server->mutex);
}

void server_destroy(struct server *server, int64_t within_ms) {
    if (!server)
        return;
    if (server->daemon)
        MHD_quiesce_daemon(server->daemon);
    workers_release(server);
    wait_for_all(server, within_ms);
    workers_stop(server);
    if (server->daemon)
        MHD_stop_daemon(server->daemon); /* it must not have suspended requests any more, and has none */
    listen_close(&server->listener);
    certificate_destroy(server->certificate);
    pthread_cond_destroy(&server->work);
    pthread_cond_destroy(&server->deadline);
    pthread_cond_destroy(&server->idle);
    pthread_mutex_destroy(&server->mutex);
    free(server);
}
