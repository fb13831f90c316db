/* Requests that wait for a worker, and those that are held without one. */
#include "desk/http/server_parts.h"

static void push(struct line *line, struct exchange *exchange) {
    exchange->next = NULL;
    if (line->first)
        line->last->next = exchange;
    else
        line->first = exchange;
    line->last = exchange;
    line->count++;
}

static struct exchange *pop(struct line *line) {
    struct exchange *exchange = line->first;
    if (exchange) {
        line->first = exchange->next;
        line->count--;
    }
    return exchange;
}

static struct line *line_of(struct queue *queue, const struct exchange *exchange) {
    return exchange->route->machine ? &queue->machines : &queue->people;
}

/* By turns, so that a thousand screens that are woken at once do not keep a person waiting, nor the other
 * way. */
static struct exchange *take(struct queue *queue) {
    queue->turn = !queue->turn;
    struct exchange *exchange = pop(queue->turn ? &queue->people : &queue->machines);
    return exchange ? exchange : pop(queue->turn ? &queue->machines : &queue->people);
}

/* Screens all come at once, after a publishing: they wait as long as it takes, a request a connection. */
static bool has_room(struct server *server, const struct exchange *exchange, enum job job) {
    return job == JOB_WRITE || exchange->route->machine ||
           server->queue.people.count < server->settings.limits.waiting;
}

void exchange_resume(struct exchange *exchange) {
    MHD_resume_connection(exchange->connection);
}

void workers_post(struct exchange *exchange, enum job job) {
    struct server *server = exchange->server;
    exchange->job = job;
    MHD_suspend_connection(exchange->connection); /* before a worker can resume it */
    pthread_mutex_lock(&server->mutex);
    bool stopping = server->stopping;
    bool taken = !stopping && has_room(server, exchange, job);
    if (taken) {
        push(line_of(&server->queue, exchange), exchange);
        pthread_cond_signal(&server->work);
    }
    pthread_mutex_unlock(&server->mutex);
    if (!taken) {
        exchange_refuse(exchange, stopping ? PROBLEM_STOPPING : PROBLEM_BUSY);
        exchange_resume(exchange);
    }
}

static bool has_topic(const struct exchange *exchange, uint64_t topic) {
    for (size_t i = 0; i < exchange->response.topic_count; i++)
        if (exchange->response.topics[i] == topic)
            return true;
    return false;
}

/* Was a topic of it woken since its handler was called? When that is not known any more, it is asked again,
 * too. */
static bool woken_since(const struct server *server, const struct exchange *exchange) {
    if (server->wakes.count - exchange->mark > WAKES_KEPT)
        return true;
    for (uint64_t i = exchange->mark; i < server->wakes.count; i++)
        if (has_topic(exchange, server->wakes.recent[i % WAKES_KEPT]))
            return true;
    return false;
}

static void hold(struct exchange *exchange) {
    struct server *server = exchange->server;
    int64_t now_ms = server_now_ms();
    bool refused = false;
    if (exchange->hold_due_ms == 0)
        exchange->hold_due_ms = now_ms + server->settings.limits.hold_ms;
    pthread_mutex_lock(&server->mutex);
    if (server->stopping) {
        refused = true;
    } else if (exchange->hold_due_ms > now_ms && woken_since(server, exchange)) {
        exchange->is.again = true;
        push(line_of(&server->queue, exchange), exchange);
        pthread_cond_signal(&server->work);
    } else {
        exchange->next = server->held;
        server->held = exchange;
        keeper_hurry(server, exchange->hold_due_ms);
    }
    pthread_mutex_unlock(&server->mutex);
    if (refused) {
        exchange_refuse(exchange, PROBLEM_STOPPING);
        exchange_resume(exchange);
    }
}

struct exchange *held_take_due(struct server *server, int64_t now_ms, int64_t *next_ms) {
    struct exchange *due = NULL;
    for (struct exchange **at = &server->held; *at;) {
        struct exchange *exchange = *at;
        if (exchange->hold_due_ms <= now_ms) {
            *at = exchange->next;
            exchange->next = due;
            due = exchange;
            continue;
        }
        if (exchange->hold_due_ms < *next_ms)
            *next_ms = exchange->hold_due_ms;
        at = &exchange->next;
    }
    return due;
}

void workers_wake(struct server *server, uint64_t topic) {
    pthread_mutex_lock(&server->mutex);
    server->wakes.recent[server->wakes.count++ % WAKES_KEPT] = topic;
    for (struct exchange **at = &server->held; *at;) {
        struct exchange *exchange = *at;
        if (!has_topic(exchange, topic)) {
            at = &exchange->next;
            continue;
        }
        *at = exchange->next;
        exchange->is.again = true;
        push(line_of(&server->queue, exchange), exchange);
    }
    pthread_cond_broadcast(&server->work);
    pthread_mutex_unlock(&server->mutex);
}

void *workers_run(void *context) {
    struct server *server = context;
    pthread_mutex_lock(&server->mutex);
    for (;;) {
        struct exchange *exchange = take(&server->queue);
        if (!exchange && server->ended)
            break;
        if (!exchange) {
            pthread_cond_wait(&server->work, &server->mutex);
            continue;
        }
        exchange->mark = server->wakes.count;
        pthread_mutex_unlock(&server->mutex);
        if (exchange_work(exchange))
            exchange_resume(exchange);
        else
            hold(exchange);
        pthread_mutex_lock(&server->mutex);
    }
    pthread_mutex_unlock(&server->mutex);
    return NULL;
}

/* Answers all of a list that nobody else knows any more. */
static void refuse_all(struct exchange *list) {
    while (list) {
        struct exchange *exchange = list;
        list = exchange->next;
        exchange_refuse(exchange, PROBLEM_STOPPING);
        exchange_resume(exchange);
    }
}

void workers_release(struct server *server) {
    pthread_mutex_lock(&server->mutex);
    server->stopping = true;
    struct exchange *held = server->held;
    server->held = NULL;
    pthread_mutex_unlock(&server->mutex);
    refuse_all(held);
}

void workers_stop(struct server *server) {
    pthread_mutex_lock(&server->mutex);
    server->stopping = server->ended = true;
    struct exchange *people = server->queue.people.first, *machines = server->queue.machines.first;
    server->queue = (struct queue){0};
    pthread_cond_broadcast(&server->work);
    pthread_cond_signal(&server->deadline);
    pthread_mutex_unlock(&server->mutex);
    refuse_all(people);
    refuse_all(machines);
    for (size_t i = 0; i < server->thread_count; i++)
        pthread_join(server->threads[i], NULL);
}
