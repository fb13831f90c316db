#include "player/pin.h"

#include <pthread.h>
#include <sodium.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "system/disk.h"
#include "system/thread.h"

enum { WRONG_MAX = 999, LOCK_STEPS = 3, MINUTE_S = 60 };
static const int lock_s[LOCK_STEPS] = {MINUTE_S, 5 * MINUTE_S, 15 * MINUTE_S};

/* What the thread is at. */
enum task { TASK_NONE, TASK_CHECK, TASK_KEEP };

struct pin {
    char hash[PIN_HASH_MAX];    /* "": none */
    char checked[PIN_HASH_MAX]; /* … when the check began: the thread's */
    char *path;
    struct bell *bell;
    pthread_t thread;
    enum task task;
    bool waits; /* `digits` are to be checked when the thread is free */
    char digits[PIN_MAX + 1];
    atomic_bool done;
    bool right, unwritten;     /* written by the thread before `done` */
    struct fail unwritten_why; /* … */
    bool told;                 /* that it is not written */
    int wrong;                 /* in a row */
    int64_t locked_until_s;    /* monotonic */
    int left_min;              /* of the lock, as the disk has it, or is about to */
    int kept_wrong;            /* what TASK_KEEP writes */
};

static bool digits_only(const char *pin) {
    size_t length = strlen(pin);
    return length >= PIN_MIN && length <= PIN_MAX && strspn(pin, "0123456789") == length;
}

bool pin_hash(const char *pin, char hash[PIN_HASH_MAX]) {
    _Static_assert(PIN_HASH_MAX >= crypto_pwhash_STRBYTES, "room for a hash");
    return digits_only(pin) && sodium_init() >= 0 &&
           crypto_pwhash_str(hash, pin, strlen(pin), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                             crypto_pwhash_MEMLIMIT_INTERACTIVE) == 0;
}

bool pin_hash_valid(const char *hash) {
    return strlen(hash) < PIN_HASH_MAX && sodium_init() >= 0 &&
           crypto_pwhash_str_needs_rehash(hash, crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                          crypto_pwhash_MEMLIMIT_INTERACTIVE) >= 0;
}

/* "4 60": four wrong ones in a row, no further one for 60 s. */
static bool keep(struct pin *pin, int wrong, int left_s) {
    char line[32];
    int length = snprintf(line, sizeof line, "%d %d\n", wrong, left_s);
    if (!pin->path || disk_write(pin->path, line, (size_t)length, &pin->unwritten_why))
        return true;
    pin->unwritten = true;
    return false;
}

static void recall(struct pin *pin, int64_t now_s) {
    char *bytes = NULL;
    size_t size;
    int wrong, left_s;
    if (pin->path && disk_read(pin->path, 32, &bytes, &size, NULL) &&
        sscanf(bytes, "%d %d", &wrong, &left_s) == 2 && wrong >= 0 && left_s >= 0) {
        pin->wrong = wrong < WRONG_MAX ? wrong : WRONG_MAX;
        left_s = left_s < lock_s[LOCK_STEPS - 1] ? left_s : lock_s[LOCK_STEPS - 1];
        pin->locked_until_s = now_s + left_s;
        pin->left_min = (left_s + MINUTE_S - 1) / MINUTE_S;
    }
    free(bytes);
}

void pin_set(struct pin *pin, const char *hash) {
    snprintf(pin->hash, sizeof pin->hash, "%s", hash);
}

bool pin_made(const struct pin *pin) {
    return pin->hash[0] != '\0';
}

struct pin *pin_create(const char *hash, const char *folder, struct bell *bell, int64_t now_s) {
    struct pin *pin = calloc(1, sizeof *pin);
    if (!pin)
        return NULL;
    pin_set(pin, hash);
    pin->bell = bell;
    pin->path = folder ? disk_path(folder, "pin-tries") : NULL;
    pin->locked_until_s = now_s;
    recall(pin, now_s);
    return pin;
}

void pin_destroy(struct pin *pin) {
    if (!pin)
        return;
    if (pin->task != TASK_NONE)
        pthread_join(pin->thread, NULL);
    free(pin->path);
    sodium_memzero(pin, sizeof *pin);
    free(pin);
}

bool pin_locked(const struct pin *pin, int64_t now_s) {
    return now_s < pin->locked_until_s;
}

/* How long none is taken after so many wrong ones, s. */
static int lock_after(int wrong) {
    int step = wrong / PIN_TRIES - 1;
    return wrong % PIN_TRIES != 0 ? 0 : lock_s[step < LOCK_STEPS - 1 ? step : LOCK_STEPS - 1];
}

static int one_more(int wrong) {
    return wrong < WRONG_MAX ? wrong + 1 : WRONG_MAX;
}

/* The power may be cut while the PIN is being checked: it counts as wrong until it was right. */
static void *check(void *context) {
    struct pin *pin = context;
    int wrong = one_more(pin->wrong);
    bool kept = keep(pin, wrong, lock_after(wrong));
    pin->right = pin->checked[0] && sodium_init() >= 0 &&
                 crypto_pwhash_str_verify(pin->checked, pin->digits, strlen(pin->digits)) == 0;
    sodium_memzero(pin->digits, sizeof pin->digits);
    if (pin->right && kept)
        (void)keep(pin, 0, 0);
    atomic_store(&pin->done, true);
    bell_ring(pin->bell);
    return NULL;
}

static bool begin(struct pin *pin, enum task task, void *(*run)(void *)) {
    atomic_store(&pin->done, false);
    bool begun = thread_start(&pin->thread, run, pin);
    pin->task = begun ? task : TASK_NONE;
    return begun;
}

static bool begin_check(struct pin *pin) {
    memcpy(pin->checked, pin->hash, sizeof pin->checked);
    bool begun = begin(pin, TASK_CHECK, check);
    if (!begun)
        sodium_memzero(pin->digits, sizeof pin->digits);
    return begun;
}

bool pin_ask(struct pin *pin, const char *digits, int64_t now_s) {
    if (pin->task == TASK_CHECK || pin->waits || pin_locked(pin, now_s))
        return false;
    snprintf(pin->digits, sizeof pin->digits, "%s", digits);
    pin->waits = pin->task == TASK_KEEP;
    return pin->waits || begin_check(pin);
}

static void *keep_lock(void *context) {
    struct pin *pin = context;
    (void)keep(pin, pin->kept_wrong, pin->left_min * MINUTE_S);
    atomic_store(&pin->done, true);
    bell_ring(pin->bell);
    return NULL;
}

/* What is left of the lock is written once a minute: a start in between costs at most that. On the thread,
 * because the disk may take as long as it likes. */
static void keep_left(struct pin *pin, int64_t now_s) {
    int64_t left_s = pin_locked(pin, now_s) ? pin->locked_until_s - now_s : 0;
    int left_min = (int)((left_s + MINUTE_S - 1) / MINUTE_S), before = pin->left_min;
    if (left_min == before)
        return;
    pin->left_min = left_min;
    pin->kept_wrong = pin->wrong;
    if (!begin(pin, TASK_KEEP, keep_lock))
        pin->left_min = before;
}

enum pin_answer pin_take(struct pin *pin, int64_t now_s) {
    enum task task = pin->task;
    if (task == TASK_NONE) {
        keep_left(pin, now_s);
        return PIN_WAITING;
    }
    if (!atomic_load(&pin->done))
        return PIN_WAITING;
    pthread_join(pin->thread, NULL);
    pin->task = TASK_NONE;
    if (task == TASK_KEEP) {
        bool waits = pin->waits;
        pin->waits = false;
        return waits && !begin_check(pin) ? PIN_WRONG : PIN_WAITING;
    }
    pin->wrong = pin->right ? 0 : one_more(pin->wrong);
    int lock = pin->right ? 0 : lock_after(pin->wrong);
    pin->locked_until_s = now_s + lock;
    pin->left_min = lock / MINUTE_S;
    return pin->right ? PIN_RIGHT : PIN_WRONG;
}

bool pin_forgetful(struct pin *pin, struct fail *fail) {
    if (pin->task != TASK_NONE || !pin->unwritten || pin->told)
        return false;
    *fail = pin->unwritten_why;
    return pin->told = true;
}
