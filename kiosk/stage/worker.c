#include "stage/worker.h"

#include <locale.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "stage/sight.h"
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

void paint_answer_finish(struct paint_answer *answer) {
    pixels_finish(&answer->pixels);
    report_finish(&answer->problems);
    free(answer->targets);
    answer->targets = NULL;
}

/* A slide that is nothing but its picture, and that cannot be had. */
static bool without_picture(const struct paint_request *request) {
    const struct slide *slide = request->draw ? NULL : request->scene.slide;
    int width, height;
    return slide && slide->type == SLIDE_IMAGE && request->book.picture_size &&
           !(slide->picture.asset &&
             request->book.picture_size(request->book.context, slide->picture.asset, &width, &height));
}

void paint_zone(const struct paint_request *request, struct fonts **fonts, struct paint_answer *answer) {
    *answer = (struct paint_answer){.number = request->number, .zone = request->zone, .failed = true};
    const struct paint_book *book = &request->book;
    if (!*fonts)
        *fonts = fonts_create(book->theme, book->font_file, book->context, &answer->problems);
    if (!*fonts)
        return;
    if (!request->draw && request->scene.zone && request->scene.zone->kind == ZONE_TOUCH) {
        answer->failed = !sight_paint_bar(request, *fonts, answer);
        return;
    }
    struct measure measure = fonts_measure(*fonts);
    struct scene_request scene = request->scene;
    scene.measure = &measure;
    scene.picture_context = book->context;
    scene.picture_size = book->picture_size;
    struct draw_list list;
    draw_init(&list);
    bool drawn = request->draw ? request->draw(request->what, &measure, scene.width, scene.height, &list)
                               : scene_build(&scene, &list, &answer->problems);
    if (drawn) {
        answer->hash = draw_hash(&list);
        answer->next_change_ms = request->draw ? INT64_MAX : scene_next_change(&scene);
        answer->unchanged = request->known_hash != 0 && answer->hash == request->known_hash;
        answer->failed = !answer->unchanged &&
                         !paint_turned(&list, *fonts, &request->book.pictures, scene.width, scene.height,
                                       request->degrees, &answer->pixels, &answer->missing);
        answer->missing += without_picture(request);
    }
    draw_finish(&list);
}

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

struct desk { /* of the thread alone */
    struct fonts *fonts;
    struct scaled *scaled; /* for the guide's pages, which share their pictures */
    uint32_t book;
    struct paint_request request;
    struct sight_request look;
    struct paint_answer answer;
    struct sight seen;
};

static void use_book(struct desk *desk, uint32_t number) {
    if (number == desk->book)
        return;
    fonts_destroy(desk->fonts);
    scaled_clear(desk->scaled);
    desk->fonts = NULL;
    desk->book = number;
}

/* Without the mutex. */
static void work(struct desk *desk, enum job job) {
    if (job == JOB_SCENE) {
        use_book(desk, desk->request.book.number);
        paint_zone(&desk->request, &desk->fonts, &desk->answer);
    } else if (job == JOB_VIEW) {
        use_book(desk, desk->look.book.number);
        desk->look.book.pictures.scaled = desk->scaled;
        scaled_common(desk->scaled, desk->look.common);
        sight_paint(&desk->look, &desk->fonts, &desk->seen);
        explicit_bzero(&desk->look, sizeof desk->look);
    } else {
        fonts_destroy(desk->fonts);
        desk->fonts = NULL;
        scaled_forget(desk->scaled);
        sight_wipe_thread();
    }
}

/* Under mutex. Room for an answer is kept by worker_ask. */
static void deliver(struct worker *worker, struct desk *desk, enum job job) {
    if (job == JOB_SCENE) {
        worker->answers[worker->answer_count++] = desk->answer;
    } else if (job == JOB_VIEW) {
        drop_seen(worker);
        worker->seen = desk->seen;
        worker->has_seen = true;
        explicit_bzero(&desk->seen, sizeof desk->seen);
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
    struct desk *desk = calloc(1, sizeof *desk);
    if (desk)
        desk->scaled = scaled_create(); /* without it all is scaled every time */
    enum job job;
    /* SDL changes the process's locale for a moment while it opens the keyboard. */
    locale_t plain = newlocale(LC_ALL_MASK, "C", NULL);
    if (plain)
        uselocale(plain);
    pthread_mutex_lock(&worker->mutex);
    while (desk && (job = next_job(worker, &desk->request, &desk->look)) != JOB_NONE) {
        worker->busy = true;
        pthread_mutex_unlock(&worker->mutex);
        work(desk, job);
        pthread_mutex_lock(&worker->mutex);
        deliver(worker, desk, job);
    }
    pthread_mutex_unlock(&worker->mutex);
    if (desk) {
        fonts_destroy(desk->fonts);
        scaled_destroy(desk->scaled);
    }
    free(desk);
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

void worker_drop(struct worker *worker) {
    pthread_mutex_lock(&worker->mutex);
    worker->request_count = 0;
    pthread_mutex_unlock(&worker->mutex);
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
