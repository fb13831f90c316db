#include "stage/worker.h"

#include <locale.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

#include "stage/large.h"

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
};

void paint_answer_finish(struct paint_answer *answer) {
    pixels_finish(&answer->pixels);
    report_finish(&answer->problems);
}

static bool paint_list(const struct paint_request *request, const struct draw_list *list, struct fonts *fonts,
                       struct paint_answer *answer) {
    struct pixels upright = {0};
    if (!large_pixels(&upright, request->scene.width, request->scene.height))
        return false;
    paint(list, fonts, &request->book.pictures, &upright, &answer->missing);
    if (request->degrees == 0) {
        answer->pixels = upright;
        return true;
    }
    bool turned = paint_rotate(&upright, request->degrees, &answer->pixels);
    pixels_finish(&upright);
    return turned;
}

void paint_zone(const struct paint_request *request, struct fonts **fonts, struct paint_answer *answer) {
    *answer = (struct paint_answer){.number = request->number, .zone = request->zone, .failed = true};
    const struct paint_book *book = &request->book;
    if (!*fonts)
        *fonts = fonts_create(book->theme, book->font_file, book->context, &answer->problems);
    if (!*fonts)
        return;
    struct measure measure = fonts_measure(*fonts);
    struct scene_request scene = request->scene;
    scene.measure = &measure;
    scene.picture_context = book->context;
    scene.picture_size = book->picture_size;
    struct draw_list list;
    draw_init(&list);
    if (scene_build(&scene, &list, &answer->problems)) {
        answer->hash = draw_hash(&list);
        answer->next_change_ms = scene_next_change(&scene);
        answer->unchanged = request->known_hash != 0 && answer->hash == request->known_hash;
        answer->failed = !answer->unchanged && !paint_list(request, &list, *fonts, answer);
    }
    draw_finish(&list);
}

/* Under mutex: the next request, moved out of the queue. */
static bool next_request(struct worker *worker, struct paint_request *request) {
    while (!worker->stop && worker->request_count == 0)
        pthread_cond_wait(&worker->wake, &worker->mutex);
    if (worker->stop)
        return false;
    *request = worker->requests[0];
    worker->request_count--;
    for (int i = 0; i < worker->request_count; i++)
        worker->requests[i] = worker->requests[i + 1];
    return true;
}

static void *run(void *context) {
    struct worker *worker = context;
    struct fonts *fonts = NULL;
    uint32_t book = 0;
    struct paint_request request;
    /* SDL changes the process's locale for a moment while it opens the keyboard. */
    locale_t plain = newlocale(LC_ALL_MASK, "C", NULL);
    if (plain)
        uselocale(plain);
    pthread_mutex_lock(&worker->mutex);
    while (next_request(worker, &request)) {
        worker->busy = true;
        pthread_mutex_unlock(&worker->mutex);
        if (request.book.number != book) {
            fonts_destroy(fonts);
            fonts = NULL;
            book = request.book.number;
        }
        struct paint_answer answer;
        paint_zone(&request, &fonts, &answer);
        pthread_mutex_lock(&worker->mutex);
        worker->answers[worker->answer_count++] = answer; /* room is kept by worker_ask */
        worker->busy = false;
        bell_ring(worker->bell);
    }
    pthread_mutex_unlock(&worker->mutex);
    fonts_destroy(fonts);
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
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before); /* signals are the main thread's */
    int error = pthread_create(&worker->thread, NULL, run, worker);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (error) {
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
    pthread_mutex_destroy(&worker->mutex);
    pthread_cond_destroy(&worker->wake);
    free(worker);
}

static int outstanding(const struct worker *worker) {
    return worker->request_count + worker->answer_count + (worker->busy ? 1 : 0);
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
    int count = outstanding(self);
    pthread_mutex_unlock(&self->mutex);
    return count;
}

void worker_drop(struct worker *worker) {
    pthread_mutex_lock(&worker->mutex);
    worker->request_count = 0;
    pthread_mutex_unlock(&worker->mutex);
}
