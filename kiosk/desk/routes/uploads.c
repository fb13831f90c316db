#include "desk/routes/uploads.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "system/disk.h"

enum { IDLE_S = 120 /* the server cuts off whoever sends nothing long before */ };

struct uploads {
    pthread_mutex_t mutex;
    struct upload {
        const void *owner; /* NULL: free */
        int fd;
    } list[UPLOADS_MAX];
};

struct uploads *uploads_create(void) {
    struct uploads *uploads = calloc(1, sizeof *uploads);
    if (uploads)
        pthread_mutex_init(&uploads->mutex, NULL);
    return uploads;
}

static void drop(struct upload *upload) {
    close(upload->fd);
    *upload = (struct upload){0};
}

void uploads_destroy(struct uploads *uploads) {
    if (!uploads)
        return;
    for (size_t i = 0; i < UPLOADS_MAX; i++)
        if (uploads->list[i].owner)
            drop(&uploads->list[i]);
    pthread_mutex_destroy(&uploads->mutex);
    free(uploads);
}

static bool is_idle(const struct upload *upload) {
    struct stat status;
    return fstat(upload->fd, &status) != 0 || time(NULL) - status.st_mtime > IDLE_S;
}

/* NULL: all are in use. */
static struct upload *place_for(struct uploads *uploads, const void *owner) {
    struct upload *place = NULL;
    for (size_t i = 0; i < UPLOADS_MAX; i++) {
        struct upload *upload = &uploads->list[i];
        if (upload->owner && (upload->owner == owner || is_idle(upload)))
            drop(upload);
        if (!upload->owner)
            place = upload;
    }
    return place;
}

static int open_nameless(const char *folder, uint64_t size, bool *full, struct fail *fail) {
    uint64_t have = 0, reserve = 0;
    if (disk_space(folder, &have, &reserve, fail) && (have < reserve || have - reserve < size)) {
        *full = true;
        fail_set(fail, "an upload of %llu bytes has no room", (unsigned long long)size);
        return -1;
    }
    int fd = open(folder, O_RDWR | O_TMPFILE | O_CLOEXEC, 0600);
    *full = fd < 0 && (errno == ENOSPC || errno == EDQUOT);
    if (fd < 0)
        fail_set(fail, "cannot keep an upload in %s: %s", folder, strerror(errno));
    return fd;
}

int uploads_open(struct uploads *uploads, const void *owner, const char *folder, uint64_t size, bool *full,
                 struct fail *fail) {
    int fd = -1;
    *full = false;
    pthread_mutex_lock(&uploads->mutex);
    struct upload *place = place_for(uploads, owner);
    if (!place)
        fail_set(fail, "%d uploads are under way", UPLOADS_MAX);
    int kept = place ? open_nameless(folder, size, full, fail) : -1;
    if (kept >= 0 && (fd = fcntl(kept, F_DUPFD_CLOEXEC, 0)) >= 0)
        *place = (struct upload){owner, kept};
    else if (kept >= 0)
        close(kept);
    pthread_mutex_unlock(&uploads->mutex);
    return fd;
}

int uploads_take(struct uploads *uploads, const void *owner) {
    int fd = -1;
    pthread_mutex_lock(&uploads->mutex);
    for (size_t i = 0; i < UPLOADS_MAX; i++)
        if (uploads->list[i].owner == owner) {
            fd = uploads->list[i].fd;
            uploads->list[i] = (struct upload){0};
        }
    pthread_mutex_unlock(&uploads->mutex);
    return fd;
}
