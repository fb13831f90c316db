#include "player/deadline.h"

#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "system/notify.h"
#include "system/thread.h"

enum { TEXT_MAX = 600, LINE_MAX_BYTES = 300 };

struct deadline {
    pthread_t thread;
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    /* under mutex */
    bool stop, armed, running;
    struct timespec until;
    char path[PATH_MAX], beside[PATH_MAX + 8], text[TEXT_MAX], line[LINE_MAX_BYTES];
};

static bool before(const struct timespec *a, const struct timespec *b) {
    return a->tv_sec != b->tv_sec ? a->tv_sec < b->tv_sec : a->tv_nsec < b->tv_nsec;
}

static bool put(int fd, const char *text) {
    size_t length = strlen(text);
    return write(fd, text, length) == (ssize_t)length;
}

/* Nothing but system calls. */
static _Noreturn void expire(const struct deadline *deadline) {
    int fd = deadline->path[0] ? open(deadline->beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600) : -1;
    if (fd >= 0 && put(fd, deadline->text))
        rename(deadline->beside, deadline->path);
    bool said = put(STDERR_FILENO, deadline->line);
    (void)said;
    _exit(1);
}

/* Once a second while armed: whoever started us is to wait on. */
static void *run(void *context) {
    struct deadline *deadline = context;
    pthread_mutex_lock(&deadline->mutex);
    while (!deadline->stop) {
        if (!deadline->armed) {
            pthread_cond_wait(&deadline->changed, &deadline->mutex);
            continue;
        }
        struct timespec now, next;
        clock_gettime(CLOCK_MONOTONIC, &now);
        if (!before(&now, &deadline->until))
            expire(deadline);
        next = (struct timespec){now.tv_sec + 1, now.tv_nsec};
        if (before(&deadline->until, &next))
            next = deadline->until;
        bool running = deadline->running;
        pthread_mutex_unlock(&deadline->mutex);
        notify_send(running ? "WATCHDOG=1" : "EXTEND_TIMEOUT_USEC=10000000");
        pthread_mutex_lock(&deadline->mutex);
        if (!deadline->stop && deadline->armed)
            pthread_cond_timedwait(&deadline->changed, &deadline->mutex, &next);
    }
    pthread_mutex_unlock(&deadline->mutex);
    return NULL;
}

struct deadline *deadline_create(void) {
    const char *manager = getenv("NOTIFY_SOCKET");
    struct deadline *deadline = manager && *manager ? calloc(1, sizeof *deadline) : NULL;
    if (!deadline)
        return NULL;
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_mutex_init(&deadline->mutex, NULL);
    pthread_cond_init(&deadline->changed, &attributes);
    pthread_condattr_destroy(&attributes);
    if (thread_start(&deadline->thread, run, deadline))
        return deadline;
    pthread_mutex_destroy(&deadline->mutex);
    pthread_cond_destroy(&deadline->changed);
    free(deadline);
    return NULL;
}

static void change(struct deadline *deadline, bool armed, bool stop) {
    deadline->armed = armed;
    deadline->stop = stop;
    pthread_cond_signal(&deadline->changed);
}

void deadline_destroy(struct deadline *deadline) {
    if (!deadline)
        return;
    pthread_mutex_lock(&deadline->mutex);
    change(deadline, false, true);
    pthread_mutex_unlock(&deadline->mutex);
    pthread_join(deadline->thread, NULL);
    pthread_mutex_destroy(&deadline->mutex);
    pthread_cond_destroy(&deadline->changed);
    free(deadline);
}

void deadline_arm(struct deadline *deadline, int seconds, bool running, const char *path, const char *text,
                  const char *line) {
    if (!deadline)
        return;
    pthread_mutex_lock(&deadline->mutex);
    clock_gettime(CLOCK_MONOTONIC, &deadline->until);
    deadline->until.tv_sec += seconds;
    deadline->running = running;
    snprintf(deadline->path, sizeof deadline->path, "%s", path ? path : "");
    snprintf(deadline->beside, sizeof deadline->beside, "%s.tmp", deadline->path);
    snprintf(deadline->text, sizeof deadline->text, "%s", text);
    snprintf(deadline->line, sizeof deadline->line, "%s%s\n",
             getenv("JOURNAL_STREAM") ? "<3>" : "error: ", line);
    change(deadline, true, false);
    pthread_mutex_unlock(&deadline->mutex);
}

void deadline_disarm(struct deadline *deadline) {
    if (!deadline)
        return;
    pthread_mutex_lock(&deadline->mutex);
    change(deadline, false, false);
    pthread_mutex_unlock(&deadline->mutex);
}
