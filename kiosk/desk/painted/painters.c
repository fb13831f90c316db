#include "desk/painted/painters.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "desk/painted/channel.h"

enum { DROPS_MAX = 8, DROP_MS = 200 };

struct seat {
    struct painter_process process; /* of whoever has taken the seat */
    /* under mutex */
    bool taken;
    char recent[PAINTER_KEEPS][PREVIEW_NAME_MAX + 1]; /* what it has open, the latest first */
    char drops[DROPS_MAX][PREVIEW_NAME_MAX + 1];      /* what it is to close */
    int drop_count;                                   /* more than DROPS_MAX: all */
};
struct painters {
    pthread_mutex_t mutex;
    pthread_cond_t free; /* a seat is */
    struct painters_settings settings;
    char *texts[4];
    struct seat seats[PAINTERS_MAX];
    int waiting;
    struct painters_health health;
};

static bool copy_text(struct painters *painters, int which, const char **text) {
    if (!*text)
        return true;
    *text = painters->texts[which] = strdup(*text);
    return *text != NULL;
}

static bool copy_place(struct painters *painters) {
    struct painter_place *place = &painters->settings.place;
    return copy_text(painters, 0, &place->program) && copy_text(painters, 1, &place->contents) &&
           copy_text(painters, 2, &place->feeds) && copy_text(painters, 3, &place->cache);
}

static bool init_locks(struct painters *painters) {
    pthread_condattr_t steady;
    if (pthread_mutex_init(&painters->mutex, NULL) != 0)
        return false;
    pthread_condattr_init(&steady);
    pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
    bool done = pthread_cond_init(&painters->free, &steady) == 0;
    pthread_condattr_destroy(&steady);
    if (!done)
        pthread_mutex_destroy(&painters->mutex);
    return done;
}

struct painters *painters_create(const struct painters_settings *settings, struct fail *fail) {
    struct painters *painters = calloc(1, sizeof *painters);
    if (!painters || !init_locks(painters)) {
        free(painters);
        fail_set(fail, "out of memory");
        return NULL;
    }
    painters->settings = *settings;
    struct painters_settings *own = &painters->settings;
    own->count = own->count < 1 ? 1 : own->count > PAINTERS_MAX ? PAINTERS_MAX : own->count;
    own->patience_ms = own->patience_ms > 0 ? own->patience_ms : PAINTERS_PATIENCE_MS;
    own->waiting = own->waiting > 0 ? own->waiting : PAINTERS_WAITING;
    bool fine = copy_place(painters) || fail_set(fail, "out of memory");
    for (int i = 0; fine && i < own->count; i++)
        fine = painter_process_start(&painters->seats[i].process, &own->place, fail);
    if (fine)
        return painters;
    painters_destroy(painters);
    return NULL;
}

void painters_destroy(struct painters *painters) {
    if (!painters)
        return;
    for (int i = 0; i < PAINTERS_MAX; i++)
        painter_process_end(&painters->seats[i].process);
    for (size_t i = 0; i < LENGTH(painters->texts); i++)
        free(painters->texts[i]);
    pthread_cond_destroy(&painters->free);
    pthread_mutex_destroy(&painters->mutex);
    free(painters);
}

static bool has_open(const struct seat *seat, const char *content) {
    for (int i = 0; i < PAINTER_KEEPS; i++)
        if (strcmp(seat->recent[i], content) == 0)
            return true;
    return false;
}

/* Under mutex: a free seat, of those one that has the content open. */
static struct seat *free_seat(struct painters *painters, const char *content) {
    struct seat *found = NULL;
    for (int i = 0; i < painters->settings.count; i++) {
        struct seat *seat = &painters->seats[i];
        if (!seat->taken && (!found || has_open(seat, content)))
            found = seat;
    }
    return found;
}

/* Under mutex; NULL: too many wait, or it was too long. */
static struct seat *take_seat(struct painters *painters, const char *content, int64_t due_ms) {
    struct timespec due = {.tv_sec = due_ms / 1000, .tv_nsec = due_ms % 1000 * 1000000};
    struct seat *seat = free_seat(painters, content);
    if (!seat && painters->waiting >= painters->settings.waiting)
        return NULL;
    painters->waiting++;
    while (!seat && channel_now_ms() < due_ms) {
        pthread_cond_timedwait(&painters->free, &painters->mutex, &due);
        seat = free_seat(painters, content);
    }
    painters->waiting--;
    if (seat)
        seat->taken = true;
    return seat;
}

/* Under mutex: the latest first, the oldest falls out. */
static void remember(struct seat *seat, const char *content) {
    int at = 0;
    while (at < PAINTER_KEEPS - 1 && strcmp(seat->recent[at], content) != 0)
        at++;
    for (; at > 0; at--)
        memcpy(seat->recent[at], seat->recent[at - 1], sizeof seat->recent[at]);
    strcpy(seat->recent[0], content);
}

/* Under mutex. */
static void forget_all(struct seat *seat) {
    memset(seat->recent, 0, sizeof seat->recent);
    seat->drop_count = 0;
}

/* By whoever has taken the seat: what it is to close. The pipe takes it at once, unless the painter hangs. */
static bool send_drops(struct painters *painters, struct seat *seat) {
    char drops[DROPS_MAX][PREVIEW_NAME_MAX + 1];
    pthread_mutex_lock(&painters->mutex);
    int count = seat->drop_count;
    bool fine = true;
    memcpy(drops, seat->drops, sizeof drops);
    seat->drop_count = 0;
    pthread_mutex_unlock(&painters->mutex);
    if (count > DROPS_MAX)
        return painter_process_drop(&seat->process, "", channel_now_ms() + DROP_MS);
    for (int i = 0; fine && i < count; i++)
        fine = painter_process_drop(&seat->process, drops[i], channel_now_ms() + DROP_MS);
    return fine;
}

/* By whoever has taken the seat: a painter that lives sits there. */
static bool fill_seat(struct painters *painters, struct seat *seat, struct fail *fail) {
    if (painter_process_lives(&seat->process) && send_drops(painters, seat))
        return true;
    painter_process_end(&seat->process);
    pthread_mutex_lock(&painters->mutex);
    forget_all(seat);
    pthread_mutex_unlock(&painters->mutex);
    return painter_process_start(&seat->process, &painters->settings.place, fail);
}

/* Under mutex. */
static enum painted count(struct painters *painters, enum painter_word word) {
    struct painters_health *health = &painters->health;
    switch (word) {
    case PAINTER_PICTURE:
        health->painted++;
        return PAINTED_DONE;
    case PAINTER_REFUSED:
        health->refused++;
        return PAINTED_REFUSED;
    case PAINTER_BEGINS:
        health->busy++;
        return PAINTED_BUSY;
    case PAINTER_LATE:
        health->late++;
        break;
    case PAINTER_DIED:
        health->died++;
        break;
    case PAINTER_LIED:
        health->lied++;
        break;
    }
    return PAINTED_FAILED;
}

/* What the painter was told to close while it painted stays on the list. */
static enum painted leave_seat(struct painters *painters, struct seat *seat, enum painter_word word,
                               const char *content) {
    bool ended = seat->process.pid == 0;
    if (ended && !painter_process_start(&seat->process, &painters->settings.place, NULL))
        seat->process = (struct painter_process){.fd = -1}; /* tried again with the next question */
    pthread_mutex_lock(&painters->mutex);
    if (ended)
        forget_all(seat);
    else if (word == PAINTER_PICTURE)
        remember(seat, content);
    enum painted result = count(painters, word);
    seat->taken = false;
    pthread_cond_signal(&painters->free);
    pthread_mutex_unlock(&painters->mutex);
    return result;
}

enum painted painters_ask(struct painters *painters, const struct preview_question *question,
                          struct painted_picture *out, struct fail *fail) {
    int64_t due_ms = channel_now_ms() + painters->settings.patience_ms;
    if (!preview_question_valid(question, fail))
        return PAINTED_REFUSED;
    pthread_mutex_lock(&painters->mutex);
    struct seat *seat = take_seat(painters, question->content, due_ms);
    painters->health.busy += !seat;
    pthread_mutex_unlock(&painters->mutex);
    if (!seat) {
        fail_set(fail, "all painters are busy");
        return PAINTED_BUSY;
    }
    enum painter_word word =
        fill_seat(painters, seat, fail)
            ? painter_process_ask(&seat->process, question, due_ms, &out->bytes, &out->size, fail)
            : PAINTER_DIED;
    return leave_seat(painters, seat, word, question->content);
}

enum painted painters_judge(struct painters *painters, const struct preview_question *question,
                            struct report *out, struct fail *fail) {
    struct preview_question asked = *question;
    struct painted_picture answer = {0};
    asked.findings = true;
    enum painted painted = painters_ask(painters, &asked, &answer, fail);
    if (painted == PAINTED_DONE && !preview_findings_read((const uint8_t *)answer.bytes, answer.size, out))
        painted = PAINTED_FAILED; /* it was looked at already */
    free(answer.bytes);
    return painted;
}

static void put_drop(struct seat *seat, const char *content) {
    for (int i = 0; i < PAINTER_KEEPS; i++)
        if (strcmp(seat->recent[i], content) == 0)
            seat->recent[i][0] = '\0';
    if (seat->drop_count < DROPS_MAX)
        strcpy(seat->drops[seat->drop_count], content);
    if (seat->drop_count <= DROPS_MAX)
        seat->drop_count++;
}

void painters_drop(struct painters *painters, const char *content) {
    if (!preview_name_valid(content))
        return;
    for (int i = 0; i < painters->settings.count; i++) {
        struct seat *seat = &painters->seats[i];
        pthread_mutex_lock(&painters->mutex);
        put_drop(seat, content);
        bool mine = !seat->taken;
        seat->taken = true;
        pthread_mutex_unlock(&painters->mutex);
        if (!mine)
            continue; /* with its next question */
        if (seat->process.pid > 0 && !send_drops(painters, seat))
            painter_process_end(&seat->process);
        pthread_mutex_lock(&painters->mutex);
        seat->taken = false;
        pthread_cond_signal(&painters->free);
        pthread_mutex_unlock(&painters->mutex);
    }
}

struct painters_health painters_health(struct painters *painters) {
    pthread_mutex_lock(&painters->mutex);
    struct painters_health health = painters->health;
    health.fenced = true;
    health.waiting = painters->waiting;
    for (int i = 0; i < painters->settings.count; i++)
        if (!painters->seats[i].taken && painters->seats[i].process.ready)
            health.fenced &= painters->seats[i].process.fenced;
    pthread_mutex_unlock(&painters->mutex);
    return health;
}
