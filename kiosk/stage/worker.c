#include "stage/worker.h"

#include <locale.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "show/sight.h"
#include "stage/easel.h"
#include "system/thread.h"

struct worker {
    pthread_t thread;
    pthread_mutex_t mutex;
    pthread_cond_t wake;
    struct bell *bell;
    /* under mutex */
    bool stop;
    struct paint_request requests[WORKER_QUEUE_MAX];
    struct paint_answer answers[WORKER_QUEUE_MAX];
    int request_count, answer_count;
    bool busy;
    struct sight_request look; /* valid while `looking` */
    struct sight seen;         /* valid while `has_seen` */
    bool looking, has_seen, forget;
};

enum job { JOB_NONE, JOB_SCENE, JOB_VIEW, JOB_FORGET };

/* Under mutex: what is to be done next, moved out of the queue. */
static enum job next_job(struct worker *worker, struct paint_request *request, struct sight_request *look) {
    while (!worker->stop && !worker->looking && !worker->forget && worker->request_count == 0)
        pthread_cond_wait(&worker->wake, &worker->mutex);
    if (worker->stop)
        return JOB_NONE;
    if (worker->forget) /* first: a view that waits was asked for since, by the next visitor */
        return JOB_FORGET;
    if (worker->looking) {
        *look = worker->look;
        explicit_bzero(&worker->look, sizeof worker->look);
        worker->looking = false;
        return JOB_VIEW;
    }
    *request = worker->requests[0];
    worker->request_count--;
    for (int i = 0; i < worker->request_count; i++)
        worker->requests[i] = worker->requests[i + 1];
    return JOB_SCENE;
}

/* Under mutex. */
static void drop_seen(struct worker *worker) {
    if (worker->has_seen)
        sight_finish(&worker->seen);
    worker->has_seen = false;
}

struct bench { /* of the thread alone */
    struct easel easel;
    struct paint_request request;
    struct sight_request look;
    struct paint_answer answer;
    struct sight seen;
};

/* Without the mutex. */
static void work(struct bench *bench, enum job job) {
    struct painter painter = easel_painter(&bench->easel);
    if (job == JOB_SCENE) {
        paint_zone(&bench->request, &painter, &bench->answer);
    } else if (job == JOB_VIEW) {
        sight_paint(&bench->look, &painter, &bench->seen);
        explicit_bzero(&bench->look, sizeof bench->look);
    } else {
        easel_forget(&bench->easel);
        sight_wipe_thread();
    }
}

/* Under mutex. Room for an answer is kept by worker_ask. */
static void deliver(struct worker *worker, struct bench *bench, enum job job) {
    if (job == JOB_SCENE) {
        worker->answers[worker->answer_count++] = bench->answer;
    } else if (job == JOB_VIEW) {
        drop_seen(worker);
        worker->seen = bench->seen;
        worker->has_seen = true;
        explicit_bzero(&bench->seen, sizeof bench->seen);
    }
    if (worker->forget && job == JOB_VIEW)
        drop_seen(worker);
    if (job == JOB_FORGET)
        worker->forget = false;
    worker->busy = false;
    bell_ring(worker->bell);
}

static void *run(void *context) {
    struct worker *worker = context;
    struct bench *bench = calloc(1, sizeof *bench);
    if (bench)
        easel_keep(&bench->easel);
    enum job job;
    /* SDL changes the process's locale for a moment while it opens the keyboard. */
    locale_t plain = newlocale(LC_ALL_MASK, "C", NULL);
    if (plain)
        uselocale(plain);
    pthread_mutex_lock(&worker->mutex);
    while (bench && (job = next_job(worker, &bench->request, &bench->look)) != JOB_NONE) {
        worker->busy = true;
        pthread_mutex_unlock(&worker->mutex);
        work(bench, job);
        pthread_mutex_lock(&worker->mutex);
        deliver(worker, bench, job);
    }
    pthread_mutex_unlock(&worker->mutex);
    if (bench)
        easel_finish(&bench->easel);
    free(bench);
    uselocale(LC_GLOBAL_LOCALE);
    if (plain)
        freelocale(plain);
    return NULL;
}

struct worker *worker_create(struct bell *bell) {
    struct worker *worker = calloc(1, sizeof *worker);
    if (!worker)
        return NULL;
    worker->bell = bell;
    pthread_mutex_init(&worker->mutex, NULL);
    pthread_cond_init(&worker->wake, NULL);
    if (!thread_start(&worker->thread, run, worker)) {
        pthread_mutex_destroy(&worker->mutex);
        pthread_cond_destroy(&worker->wake);
        free(worker);
        return NULL;
    }
    pthread_setname_np(worker->thread, "paint");
    return worker;
}

void worker_destroy(struct worker *worker) {
    if (!worker)
        return;
    pthread_mutex_lock(&worker->mutex);
    worker->stop = true;
    pthread_cond_signal(&worker->wake);
    pthread_mutex_unlock(&worker->mutex);
    pthread_join(worker->thread, NULL);
    for (int i = 0; i < worker->answer_count; i++)
        paint_answer_finish(&worker->answers[i]);
    drop_seen(worker);
    explicit_bzero(&worker->look, sizeof worker->look);
    pthread_mutex_destroy(&worker->mutex);
    pthread_cond_destroy(&worker->wake);
    free(worker);
}

static int outstanding(const struct worker *worker) {
    return worker->request_count + worker->answer_count + (worker->busy ? 1 : 0);
}

static int all_outstanding(const struct worker *worker) {
    return outstanding(worker) + (worker->looking ? 1 : 0) + (worker->has_seen ? 1 : 0) +
           (worker->forget ? 1 : 0);
}

bool worker_ask(struct worker *worker, const struct paint_request *request) {
    pthread_mutex_lock(&worker->mutex);
    bool room = outstanding(worker) < WORKER_QUEUE_MAX;
    if (room) {
        worker->requests[worker->request_count++] = *request;
        pthread_cond_signal(&worker->wake);
    }
    pthread_mutex_unlock(&worker->mutex);
    return room;
}

bool worker_take(struct worker *worker, struct paint_answer *answer) {
    pthread_mutex_lock(&worker->mutex);
    bool any = worker->answer_count > 0;
    if (any) {
        *answer = worker->answers[0];
        worker->answer_count--;
        for (int i = 0; i < worker->answer_count; i++)
            worker->answers[i] = worker->answers[i + 1];
    }
    pthread_mutex_unlock(&worker->mutex);
    return any;
}

int worker_outstanding(const struct worker *worker) {
    struct worker *self = (struct worker *)worker;
    pthread_mutex_lock(&self->mutex);
    int count = all_outstanding(self);
    pthread_mutex_unlock(&self->mutex);
    return count;
}

void worker_look(struct worker *worker, const struct sight_request *request) {
    pthread_mutex_lock(&worker->mutex);
    worker->look = *request;
    worker->looking = true;
    pthread_cond_signal(&worker->wake);
    pthread_mutex_unlock(&worker->mutex);
}

bool worker_seen(struct worker *worker, struct sight *sight) {
    pthread_mutex_lock(&worker->mutex);
    bool any = worker->has_seen;
    if (any) {
        *sight = worker->seen;
        explicit_bzero(&worker->seen, sizeof worker->seen);
        worker->has_seen = false;
    }
    pthread_mutex_unlock(&worker->mutex);
    return any;
}

void worker_forget(struct worker *worker) {
    pthread_mutex_lock(&worker->mutex);
    explicit_bzero(&worker->look, sizeof worker->look);
    worker->looking = false;
    drop_seen(worker);
    worker->forget = true;
    pthread_cond_signal(&worker->wake);
    pthread_mutex_unlock(&worker->mutex);
}
