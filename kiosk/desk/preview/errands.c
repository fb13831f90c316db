#include "desk/preview/errands.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include "desk/preview/cache_sweep.h"
#include "show/ready_cache.h"
#include "system/disk.h"

enum { BETWEEN_SWEEPS = 16 };

static void run_errand(const struct errands *errands, const struct errand *errand, struct errand_done *done) {
    char *folder = disk_path(errands->contents, errand->content), *path = NULL;
    struct disk_site *site = folder ? disk_site_create(folder) : NULL;
    if (site) {
        struct site_files files = disk_site_files(site);
        path = ready_cache_make(errands->cache, &files, errand->asset, errand->width, errand->height);
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

static enum errands_end serve_one(const struct errands *errands, bool *served) {
    struct errand errand;
    struct errand_done done = {.file = ""};
    char packet[sizeof errand + 1];
    ssize_t size = recv(errands->painter, packet, sizeof packet, 0);
    *served = false;
    if (size <= 0)
        return ERRANDS_PAINTER_GONE;
    if (!errand_read(packet, (size_t)size, &errand))
        return ERRANDS_PAINTER_MAD;
    run_errand(errands, &errand, &done);
    *served = send(errands->painter, &done, sizeof done, MSG_NOSIGNAL) == (ssize_t)sizeof done;
    return ERRANDS_PAINTER_GONE;
}

enum errands_end errands_serve(const struct errands *errands) {
    for (unsigned served = 0;;) {
        struct pollfd ends[] = {{.fd = errands->painter, .events = POLLIN},
                                {.fd = errands->desk, .events = POLLRDHUP}};
        bool done = false;
        if (poll(ends, 2, -1) < 0 && errno != EINTR)
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
