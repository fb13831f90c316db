#include "desk/preview/errands.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "desk/preview/cache_sweep.h"
#include "show/ready_cache.h"
#include "system/disk.h"

#define LOCK_FILE "making"
enum { BETWEEN_SWEEPS = 16 };

/* One picture is made at a time, also of other painters' processes: who comes second finds it in the cache.
 */
static int take_turn(const char *cache) {
    char *path = disk_path(cache, LOCK_FILE);
    int lock = path ? open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600) : -1;
    free(path);
    while (lock >= 0 && flock(lock, LOCK_EX) != 0 && errno == EINTR)
        ;
    return lock;
}

static void run_errand(const struct errands *errands, const struct errand *errand, struct errand_done *done) {
    char *folder = disk_path(errands->contents, errand->content), *path = NULL;
    struct disk_site *site = folder ? disk_site_create(folder) : NULL;
    if (site) {
        struct site_files files = disk_site_files(site);
        int turn = take_turn(errands->cache);
        path = ready_cache_make(errands->cache, &files, errand->asset, errand->width, errand->height);
        if (turn >= 0)
            close(turn);
    }
    const char *file = path ? path + strlen(errands->cache) + 1 : "";
    if (path && strlen(file) <= ERRAND_FILE_MAX) {
        strcpy(done->file, file);
        utimensat(AT_FDCWD, path, NULL, 0); /* what is asked for is swept last */
    }
    disk_site_destroy(site);
    free(path);
    free(folder);
}

/* In a process of its own, which outlives this one: a picture that takes longer than the desk is patient is
 * there when it asks again. -1: it cannot be made. */
static int start_errand(const struct errands *errands, const struct errand *errand, pid_t *runner) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return -1;
    *runner = fork();
    if (*runner == 0) {
        struct errand_done done = {.file = ""};
        close(errands->painter); /* or it would seem to live as long as this */
        close(errands->desk);
        close(ends[0]);
        run_errand(errands, errand, &done);
        signal(SIGPIPE, SIG_IGN);
        _exit(write(ends[1], &done, sizeof done) == (ssize_t)sizeof done ? 0 : 1);
    }
    close(ends[1]);
    if (*runner > 0)
        return ends[0];
    close(ends[0]);
    return -1;
}

enum errand_event { ANSWERED, DESK_GONE, PAINTER_GONE };

static enum errand_event await_errand(const struct errands *errands, int answer) {
    for (;;) {
        struct pollfd ends[] = {[ANSWERED] = {.fd = answer, .events = POLLIN},
                                [DESK_GONE] = {.fd = errands->desk, .events = POLLRDHUP},
                                [PAINTER_GONE] = {.fd = errands->painter, .events = POLLRDHUP}};
        int count = poll(ends, LENGTH(ends), -1);
        if (count > 0)
            return ends[ANSWERED].revents ? ANSWERED : ends[DESK_GONE].revents ? DESK_GONE : PAINTER_GONE;
        if (count < 0 && errno != EINTR)
            return PAINTER_GONE;
    }
}

static enum errands_end serve_one(const struct errands *errands, bool *served) {
    struct errand errand;
    struct errand_done done = {.file = ""};
    char packet[sizeof errand + 1];
    pid_t runner = 0;
    ssize_t size = recv(errands->painter, packet, sizeof packet, 0);
    if (size <= 0)
        return ERRANDS_PAINTER_GONE;
    if (!errand_read(packet, (size_t)size, &errand))
        return ERRANDS_PAINTER_MAD;
    int answer = start_errand(errands, &errand, &runner);
    if (answer >= 0) {
        enum errand_event event = await_errand(errands, answer);
        if (event == ANSWERED && read(answer, &done, sizeof done) != (ssize_t)sizeof done)
            done = (struct errand_done){.file = ""};
        close(answer);
        if (event != ANSWERED)
            return event == DESK_GONE ? ERRANDS_DESK_GONE : ERRANDS_PAINTER_GONE;
        while (waitpid(runner, NULL, 0) < 0 && errno == EINTR)
            ;
    }
    *served = send(errands->painter, &done, sizeof done, MSG_NOSIGNAL) == (ssize_t)sizeof done;
    return ERRANDS_PAINTER_GONE;
}

enum errands_end errands_serve(const struct errands *errands) {
    for (unsigned served = 0;;) {
        struct pollfd ends[] = {{.fd = errands->painter, .events = POLLIN},
                                {.fd = errands->desk, .events = POLLRDHUP}};
        bool done = false;
        if (poll(ends, LENGTH(ends), -1) < 0 && errno != EINTR)
            return ERRANDS_PAINTER_GONE;
        if (ends[0].revents) {
            enum errands_end end = serve_one(errands, &done);
            if (!done)
                return end;
            if (++served % BETWEEN_SWEEPS == 0)
                cache_sweep(errands->cache, CACHE_BYTES_MAX);
        } else if (ends[1].revents) {
            return ERRANDS_DESK_GONE;
        }
    }
}

static char *send_for(void *context, const char *asset, int panel_width, int panel_height) {
    const struct errand_sender *sender = context;
    struct errand errand;
    struct errand_done done;
    (void)panel_width; /* the question's */
    (void)panel_height;
    if (!errand_make(&errand, &sender->question, asset) ||
        send(sender->helper, &errand, sizeof errand, MSG_NOSIGNAL) != (ssize_t)sizeof errand ||
        recv(sender->helper, &done, sizeof done, 0) != (ssize_t)sizeof done || !done.file[0])
        return NULL;
    return disk_path(sender->cache, done.file);
}

struct ready_maker errand_sender_maker(struct errand_sender *sender) {
    return (struct ready_maker){sender, send_for};
}
