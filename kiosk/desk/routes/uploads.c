#include "desk/routes/uploads.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "system/disk.h"

enum {
    IDLE_S = 120,   /* the server cuts off whoever sends nothing long before: given up when others want in */
    RESUME_S = 900, /* so long one may be gone on with */
    DIGITS_MAX = 15
};

struct uploads {
    pthread_mutex_t mutex;
    struct upload {
        const void *owner; /* NULL: free */
        int64_t user;
        char id[UPLOAD_ID_MAX + 1];
        int fd;
        uint64_t total;
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

bool upload_id_valid(const char *id) {
    size_t size = strspn(id, "0123456789abcdef");
    return size >= 16 && size <= UPLOAD_ID_MAX && !id[size];
}

/* The number at *text, which is moved behind it and behind `end`. */
static bool read_number(const char **text, char end, uint64_t *out) {
    size_t digits = strspn(*text, "0123456789");
    if (digits == 0 || digits > DIGITS_MAX || (*text)[digits] != end)
        return false;
    *out = strtoull(*text, NULL, 10);
    *text += digits + (end != '\0');
    return true;
}

bool upload_range(const char *text, uint64_t size, uint64_t *from, uint64_t *total) {
    uint64_t first = 0, last = 0, all = 0;
    if (strncmp(text, "bytes ", 6) != 0)
        return false;
    text += 6;
    if (!read_number(&text, '-', &first) || !read_number(&text, '/', &last) ||
        !read_number(&text, '\0', &all) || size == 0 || last != first + size - 1 || last >= all)
        return false;
    *from = first;
    *total = all;
    return true;
}

static uint64_t size_of(const struct upload *upload) {
    struct stat status;
    return fstat(upload->fd, &status) == 0 ? (uint64_t)status.st_size : 0;
}

static long idle_s(const struct upload *upload) {
    struct stat status;
    return fstat(upload->fd, &status) == 0 ? (long)(time(NULL) - status.st_mtime) : RESUME_S + 1;
}

static struct upload *find(struct uploads *uploads, int64_t user, const char *id) {
    for (size_t i = 0; *id && i < UPLOADS_MAX; i++)
        if (uploads->list[i].owner && uploads->list[i].user == user && strcmp(uploads->list[i].id, id) == 0)
            return &uploads->list[i];
    return NULL;
}

/* Another request has this name now: what the one before left is nobody's, or waits to be gone on with. */
static void leave(struct upload *upload) {
    static const char NOBODY;
    if (upload->id[0])
        upload->owner = &NOBODY;
    else
        drop(upload);
}

/* NULL: all are in use. */
static struct upload *place_for(struct uploads *uploads, const struct upload_wish *wish) {
    struct upload *place = NULL, *idlest = NULL;
    for (size_t i = 0; i < UPLOADS_MAX; i++) {
        struct upload *upload = &uploads->list[i];
        if (upload->owner == wish->owner)
            leave(upload);
        if (upload->owner && idle_s(upload) > RESUME_S)
            drop(upload);
        if (!upload->owner)
            place = upload;
        else if (idle_s(upload) > (idlest ? idle_s(idlest) : IDLE_S))
            idlest = upload;
    }
    if (place || !idlest)
        return place;
    drop(idlest);
    return idlest;
}

static enum upload_end open_nameless(const char *folder, uint64_t size, int *fd, struct fail *fail) {
    uint64_t have = 0, reserve = 0;
    if (disk_space(folder, &have, &reserve, fail) && (have < reserve || have - reserve < size)) {
        fail_set(fail, "an upload of %llu bytes has no room", (unsigned long long)size);
        return UPLOAD_FULL;
    }
    *fd = open(folder, O_RDWR | O_TMPFILE | O_CLOEXEC, 0600);
    if (*fd >= 0)
        return UPLOAD_OPEN;
    bool full = errno == ENOSPC || errno == EDQUOT;
    fail_set(fail, "cannot keep an upload in %s: %s", folder, strerror(errno));
    return full ? UPLOAD_FULL : UPLOAD_BUSY;
}

/* The first `size` bytes; a request that still writes to the old file then disturbs nobody. */
static enum upload_end copy(int from, int to, uint64_t size, struct fail *fail) {
    off_t at = 0;
    while ((uint64_t)at < size) {
        ssize_t part = copy_file_range(from, &at, to, NULL, (size_t)(size - (uint64_t)at), 0);
        if (part > 0 || (part < 0 && errno == EINTR))
            continue;
        fail_set(fail, "cannot go on with an upload: %s", strerror(errno));
        return part < 0 && errno == ENOSPC ? UPLOAD_FULL : UPLOAD_BUSY;
    }
    return UPLOAD_OPEN;
}

/* A file that has the first `from` bytes already, on its way through `place`. */
static enum upload_end begin(struct uploads *uploads, const struct upload_wish *wish, const char *folder,
                             int *kept, struct fail *fail) {
    struct upload *before = find(uploads, wish->user, wish->id);
    if (wish->from > 0 && (!before || size_of(before) < wish->from || before->total != wish->total)) {
        fail_set(fail, "an upload goes on elsewhere than it ended");
        return UPLOAD_ELSEWHERE;
    }
    enum upload_end end = open_nameless(folder, wish->total - wish->from, kept, fail);
    if (end == UPLOAD_OPEN && before && wish->from > 0)
        end = copy(before->fd, *kept, wish->from, fail);
    if (end == UPLOAD_OPEN && before)
        drop(before);
    return end;
}

enum upload_end uploads_open(struct uploads *uploads, const struct upload_wish *wish, const char *folder,
                             int *fd, struct fail *fail) {
    int kept = -1, mine = -1;
    pthread_mutex_lock(&uploads->mutex);
    enum upload_end end = begin(uploads, wish, folder, &kept, fail);
    struct upload *place = end == UPLOAD_OPEN ? place_for(uploads, wish) : NULL;
    if (end == UPLOAD_OPEN && !place) {
        fail_set(fail, "%d uploads are under way", UPLOADS_MAX);
        end = UPLOAD_BUSY;
    } else if (end == UPLOAD_OPEN && (mine = fcntl(kept, F_DUPFD_CLOEXEC, 0)) < 0) {
        fail_set(fail, "cannot keep an upload: %s", strerror(errno));
        end = UPLOAD_BUSY;
    }
    if (end == UPLOAD_OPEN) {
        *place = (struct upload){.owner = wish->owner, .user = wish->user, .fd = kept, .total = wish->total};
        snprintf(place->id, sizeof place->id, "%s", wish->id);
        *fd = mine;
    } else if (kept >= 0) {
        close(kept);
    }
    pthread_mutex_unlock(&uploads->mutex);
    return end;
}

int uploads_take(struct uploads *uploads, const void *owner) {
    int fd = -1;
    pthread_mutex_lock(&uploads->mutex);
    for (size_t i = 0; i < UPLOADS_MAX; i++)
        if (uploads->list[i].owner == owner && size_of(&uploads->list[i]) == uploads->list[i].total) {
            fd = uploads->list[i].fd;
            uploads->list[i] = (struct upload){0};
        }
    pthread_mutex_unlock(&uploads->mutex);
    return fd;
}

bool uploads_offset(struct uploads *uploads, int64_t user, const char *id, uint64_t *offset) {
    pthread_mutex_lock(&uploads->mutex);
    const struct upload *upload = find(uploads, user, id);
    if (upload)
        *offset = size_of(upload);
    pthread_mutex_unlock(&uploads->mutex);
    return upload != NULL;
}
