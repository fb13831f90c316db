#include "system/writer.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "system/thread.h"

struct entry {
    struct writer_job job;
    enum writer_end end;
    struct fail fail;
};
/* Entries from 0: `ended` ones, then the one at work, then those that wait. */
struct writer {
    pthread_t thread;
    pthread_mutex_t mutex;
    pthread_cond_t wake, rest;
    /* under mutex */
    struct entry entries[WRITER_QUEUE_MAX];
    int count, ended;
    bool busy, stop;
};

static void *run(void *context) {
    struct writer *writer = context;
    pthread_mutex_lock(&writer->mutex);
    for (;;) {
        while (!writer->stop && writer->ended == writer->count)
            pthread_cond_wait(&writer->wake, &writer->mutex);
        if (writer->ended == writer->count)
            break;
        struct entry entry = {.job = writer->entries[writer->ended].job};
        writer->busy = true;
        pthread_mutex_unlock(&writer->mutex);
        bool written = entry.job.write(entry.job.what, &entry.fail);
        entry.end = written ? WRITER_WRITTEN : WRITER_FAILED;
        pthread_mutex_lock(&writer->mutex);
        writer->busy = false;
        writer->entries[writer->ended++] = entry; /* collecting may have moved it meanwhile */
        pthread_cond_signal(&writer->rest);
    }
    pthread_mutex_unlock(&writer->mutex);
    return NULL;
}

/* The time of writer_destroy is of the clock that nobody sets. */
static void make_conditions(struct writer *writer) {
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&writer->rest, &monotonic);
    pthread_cond_init(&writer->wake, NULL);
    pthread_condattr_destroy(&monotonic);
}

static void free_all(struct writer *writer) {
    pthread_mutex_destroy(&writer->mutex);
    pthread_cond_destroy(&writer->wake);
    pthread_cond_destroy(&writer->rest);
    free(writer);
}

struct writer *writer_create(void) {
    struct writer *writer = calloc(1, sizeof *writer);
    if (!writer)
        return NULL;
    pthread_mutex_init(&writer->mutex, NULL);
    make_conditions(writer);
    if (!thread_start(&writer->thread, run, writer)) {
        free_all(writer);
        return NULL;
    }
    pthread_setname_np(writer->thread, "write");
    return writer;
}

/* Under mutex: the one that waits under this key; NULL: none does. */
static struct entry *waiting(struct writer *writer, const char *key) {
    for (int i = writer->ended + writer->busy; key && i < writer->count; i++)
        if (writer->entries[i].job.key && strcmp(writer->entries[i].job.key, key) == 0)
            return &writer->entries[i];
    return NULL;
}

bool writer_post(struct writer *writer, const struct writer_job *job) {
    struct writer_job replaced = {0};
    const struct fail none = {0};
    pthread_mutex_lock(&writer->mutex);
    struct entry *same = waiting(writer, job->key);
    bool room = same || writer->count < WRITER_QUEUE_MAX;
    if (same) {
        replaced = same->job;
        same->job = *job;
    } else if (room) {
        writer->entries[writer->count++] = (struct entry){.job = *job};
    }
    pthread_cond_signal(&writer->wake);
    pthread_mutex_unlock(&writer->mutex);
    if (replaced.ended)
        replaced.ended(replaced.context, replaced.what, WRITER_REPLACED, &none);
    return room;
}

/* The oldest that has ended, moved out; false: there is none. */
static bool take(struct writer *writer, struct entry *entry) {
    pthread_mutex_lock(&writer->mutex);
    bool any = writer->ended > 0;
    if (any) {
        *entry = writer->entries[0];
        writer->ended--;
        writer->count--;
        memmove(writer->entries, writer->entries + 1, (size_t)writer->count * sizeof *writer->entries);
    }
    pthread_mutex_unlock(&writer->mutex);
    return any;
}

void writer_collect(struct writer *writer) {
    struct entry entry;
    while (take(writer, &entry))
        entry.job.ended(entry.job.context, entry.job.what, entry.end, &entry.fail);
}

static bool wait_for_rest(struct writer *writer, int64_t within_ms) {
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += within_ms / 1000;
    until.tv_nsec += within_ms % 1000 * 1000000;
    until.tv_sec += until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    pthread_mutex_lock(&writer->mutex);
    int late = 0;
    while (!late && writer->ended < writer->count)
        late = pthread_cond_timedwait(&writer->rest, &writer->mutex, &until);
    bool done = writer->ended == writer->count;
    writer->stop = true;
    pthread_cond_signal(&writer->wake);
    pthread_mutex_unlock(&writer->mutex);
    return done;
}

bool writer_destroy(struct writer *writer, int64_t within_ms) {
    if (!writer)
        return true;
    if (!wait_for_rest(writer, within_ms)) {
        writer_collect(writer);
        pthread_detach(writer->thread);
        return false;
    }
    pthread_join(writer->thread, NULL);
    writer_collect(writer);
    free_all(writer);
    return true;
}
