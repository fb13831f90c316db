#include "desk/routes/devices.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "desk/data/screens.h"
#include "desk/routes/screen_names.h"
#include "system/random.h"

enum { NEWS_FIRST_MAX = 0x7fffffff, NEWS_EVERY_MS = 1000, SEEN_EVERY_MS = 60 * 1000 };

struct devices *devices_create(void) {
    static const struct starts_desk nobody; /* until somebody asks to be let in */
    struct devices *devices = calloc(1, sizeof *devices);
    if (!devices)
        return NULL;
    pthread_mutex_init(&devices->mutex, NULL);
    devices->keys_ms = devices->told_ms = INT64_MIN / 2;
    random_bytes(&devices->news, sizeof devices->news);
    devices->news &= NEWS_FIRST_MAX; /* others than before a restart, and exact as a double for long */
    for (size_t i = 0; i < DEVICE_SHOTS_MAX; i++)
        devices->shots[i] = (struct device_shot){.fd = -1, .coming = -1};
    random_bytes(devices->secret, sizeof devices->secret);
    devices->starts = starts_create(&nobody);
    devices->batch = status_batch_create();
    devices->names = screen_names_create();
    if (devices->starts && devices->batch && devices->names)
        return devices;
    devices_destroy(devices);
    return NULL;
}

static void close_fd(int *fd) {
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static void free_shot(struct device_shot *shot) {
    close_fd(&shot->fd);
    close_fd(&shot->coming);
    *shot = (struct device_shot){.fd = -1, .coming = -1};
}

void devices_destroy(struct devices *devices) {
    if (!devices)
        return;
    for (size_t i = 0; i < DEVICE_SHOTS_MAX; i++)
        free_shot(&devices->shots[i]);
    free(devices->list);
    screen_names_destroy(devices->names);
    status_batch_destroy(devices->batch);
    starts_destroy(devices->starts);
    pthread_mutex_destroy(&devices->mutex);
    free(devices);
}

/* Where the screen's is, or would be: they are in the order of their numbers. */
static size_t memory_place(const struct devices *devices, int64_t screen) {
    size_t from = 0, to = devices->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (devices->list[middle].screen < screen)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

static struct device_memory *find(struct devices *devices, int64_t screen) {
    size_t at = memory_place(devices, screen);
    return at < devices->count && devices->list[at].screen == screen ? &devices->list[at] : NULL;
}

struct device_memory *devices_remember(struct devices *devices, int64_t screen) {
    struct device_memory *known = find(devices, screen);
    if (known || devices->count == SCREENS_MAX)
        return known;
    if (devices->count == devices->room) {
        size_t room = devices->room ? 2 * devices->room : 16;
        struct device_memory *list = realloc(devices->list, room * sizeof *list);
        if (!list)
            return NULL;
        devices->list = list;
        devices->room = room;
    }
    known = &devices->list[memory_place(devices, screen)];
    memmove(known + 1, known, (size_t)(devices->list + devices->count++ - known) * sizeof *known);
    *known = (struct device_memory){.screen = screen};
    return known;
}

enum outcome devices_write(struct desk *desk, struct database *database, struct fail *fail) {
    return status_batch_write(desk->devices->batch, database, devices_now_ms(desk), fail);
}

bool devices_said(struct devices *devices, int64_t screen, struct device_said *said) {
    pthread_mutex_lock(&devices->mutex);
    const struct device_memory *known = find(devices, screen);
    if (known)
        *said = known->said;
    pthread_mutex_unlock(&devices->mutex);
    return known != NULL;
}

/* Its own place, a free one, or that of the oldest picture. */
static struct device_shot *place_of(struct devices *devices, int64_t screen) {
    struct device_shot *place = NULL;
    for (size_t i = 0; i < DEVICE_SHOTS_MAX; i++) {
        struct device_shot *shot = &devices->shots[i];
        if (shot->screen == screen)
            return shot;
        if (!place || (place->screen != 0 && (shot->screen == 0 || shot->at_ms < place->at_ms)))
            place = shot;
    }
    return place;
}

int devices_shot_open(struct devices *devices, int64_t screen, const void *sender) {
    int made = memfd_create("shot", MFD_CLOEXEC), fd = made >= 0 ? fcntl(made, F_DUPFD_CLOEXEC, 0) : -1;
    if (fd < 0) {
        close_fd(&made);
        return -1;
    }
    pthread_mutex_lock(&devices->mutex);
    struct device_shot *place = place_of(devices, screen);
    if (place->screen != screen)
        free_shot(place);
    close_fd(&place->coming);
    place->screen = screen;
    place->coming = made;
    place->sender = sender;
    pthread_mutex_unlock(&devices->mutex);
    return fd;
}

static bool is_png(int fd) {
    static const unsigned char SIGNATURE[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    unsigned char head[sizeof SIGNATURE];
    return pread(fd, head, sizeof head, 0) == (ssize_t)sizeof head &&
           memcmp(head, SIGNATURE, sizeof head) == 0;
}

bool devices_shot_take(struct devices *devices, int64_t screen, const void *sender, int64_t now_ms) {
    bool taken = false;
    pthread_mutex_lock(&devices->mutex);
    for (size_t i = 0; i < DEVICE_SHOTS_MAX; i++) {
        struct device_shot *shot = &devices->shots[i];
        if (shot->screen != screen || shot->sender != sender || shot->coming < 0)
            continue;
        taken = is_png(shot->coming);
        if (taken) {
            close_fd(&shot->fd);
            shot->fd = shot->coming;
            shot->coming = -1;
            shot->at_ms = now_ms;
        }
        close_fd(&shot->coming);
        shot->sender = NULL;
    }
    pthread_mutex_unlock(&devices->mutex);
    return taken;
}

int devices_shot(struct devices *devices, int64_t screen, int64_t *at_ms) {
    int fd = -1;
    pthread_mutex_lock(&devices->mutex);
    for (size_t i = 0; i < DEVICE_SHOTS_MAX; i++)
        if (devices->shots[i].screen == screen && devices->shots[i].fd >= 0) {
            fd = fcntl(devices->shots[i].fd, F_DUPFD_CLOEXEC, 0);
            *at_ms = devices->shots[i].at_ms;
        }
    pthread_mutex_unlock(&devices->mutex);
    return fd;
}

static int64_t shot_at(const struct devices *devices, int64_t screen) {
    for (size_t i = 0; i < DEVICE_SHOTS_MAX; i++)
        if (devices->shots[i].screen == screen && devices->shots[i].fd >= 0)
            return devices->shots[i].at_ms;
    return 0;
}

int64_t devices_shot_at(struct devices *devices, int64_t screen) {
    pthread_mutex_lock(&devices->mutex);
    int64_t at_ms = shot_at(devices, screen);
    pthread_mutex_unlock(&devices->mutex);
    return at_ms;
}

bool devices_look(struct devices *devices, int64_t screen, struct instant now, int64_t fresh_ms) {
    pthread_mutex_lock(&devices->mutex);
    struct device_memory *known = find(devices, screen);
    bool may = known && now.wall_ms - shot_at(devices, screen) >= fresh_ms &&
               (known->looked_ms == 0 || now.steady_ms - known->looked_ms >= fresh_ms);
    if (may)
        known->looked_ms = now.steady_ms;
    pthread_mutex_unlock(&devices->mutex);
    return may;
}

void devices_changed(struct desk *desk) {
    struct devices *devices = desk->devices;
    int64_t now_ms = devices_now_ms(desk);
    pthread_mutex_lock(&devices->mutex);
    devices->news++;
    bool coming = devices->told_ms > now_ms;
    int64_t due_ms = devices->told_ms + NEWS_EVERY_MS;
    if (!coming)
        devices->told_ms = due_ms > now_ms ? due_ms : now_ms;
    pthread_mutex_unlock(&devices->mutex);
    if (due_ms <= now_ms)
        desk_wake(desk, TOPIC_SCREENS);
    else if (!coming)
        desk_wake_later(desk, TOPIC_SCREENS, due_ms - now_ms);
}

void devices_heard(struct desk *desk, bool news) {
    struct devices *devices = desk->devices;
    pthread_mutex_lock(&devices->mutex);
    news |= devices_now_ms(desk) - devices->told_ms >= SEEN_EVERY_MS;
    pthread_mutex_unlock(&devices->mutex);
    if (news)
        devices_changed(desk);
}

uint64_t devices_news(struct devices *devices) {
    pthread_mutex_lock(&devices->mutex);
    uint64_t news = devices->news;
    pthread_mutex_unlock(&devices->mutex);
    return news;
}

void devices_forget(struct devices *devices, int64_t screen) {
    pthread_mutex_lock(&devices->mutex);
    struct device_memory *known = find(devices, screen);
    if (known)
        memmove(known, known + 1, (size_t)(devices->list + --devices->count - known) * sizeof *known);
    for (size_t i = 0; i < DEVICE_SHOTS_MAX; i++)
        if (devices->shots[i].screen == screen)
            free_shot(&devices->shots[i]);
    pthread_mutex_unlock(&devices->mutex);
}

int64_t devices_now_ms(const struct desk *desk) {
    return clock_sample(&desk->clock).steady_ms;
}
