#include "player/pin.h"

#include <inttypes.h>
#include <pthread.h>
#include <signal.h>
#include <sodium.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/disk.h"

enum { WRONG_MAX = 999 };

struct pin {
    char hash[PIN_HASH_MAX];
    char *path;
    struct bell *bell;
    pthread_t thread;
    bool asked;
    char digits[PIN_MAX + 1];
    atomic_bool done;
    bool right; /* written by the thread before `done` */
    int wrong;  /* in a row */
    int64_t locked_until_s;
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

static void remember(const struct pin *pin) {
    char line[64];
    if (!pin->path)
        return;
    int length = snprintf(line, sizeof line, "%d %" PRId64 "\n", pin->wrong, pin->locked_until_s);
    bool written = disk_write(pin->path, line, (size_t)length, NULL);
    (void)written; /* without a runtime folder the lock holds until the program ends */
}

static void recall(struct pin *pin) {
    char *bytes = NULL;
    size_t size;
    int wrong;
    int64_t until;
    if (pin->path && disk_read(pin->path, 64, &bytes, &size, NULL) &&
        sscanf(bytes, "%d %" SCNd64, &wrong, &until) == 2 && wrong >= 0 && wrong <= WRONG_MAX) {
        pin->wrong = wrong;
        pin->locked_until_s = until;
    }
    free(bytes);
}

struct pin *pin_create(const char *hash, const char *runtime_folder, struct bell *bell) {
    struct pin *pin = calloc(1, sizeof *pin);
    if (!pin)
        return NULL;
    if (hash)
        snprintf(pin->hash, sizeof pin->hash, "%s", hash);
    pin->bell = bell;
    pin->path = runtime_folder ? disk_path(runtime_folder, "pin") : NULL;
    recall(pin);
    return pin;
}

void pin_destroy(struct pin *pin) {
    if (!pin)
        return;
    if (pin->asked)
        pthread_join(pin->thread, NULL);
    free(pin->path);
    sodium_memzero(pin, sizeof *pin);
    free(pin);
}

/* A clock that was set back must not lock for longer than the longest lock. */
bool pin_locked(const struct pin *pin, int64_t wall_s) {
    return wall_s < pin->locked_until_s && pin->locked_until_s - wall_s <= 15 * 60;
}

static void *check(void *context) {
    struct pin *pin = context;
    pin->right = pin->hash[0] && sodium_init() >= 0 &&
                 crypto_pwhash_str_verify(pin->hash, pin->digits, strlen(pin->digits)) == 0;
    sodium_memzero(pin->digits, sizeof pin->digits);
    atomic_store(&pin->done, true);
    bell_ring(pin->bell);
    return NULL;
}

bool pin_ask(struct pin *pin, const char *digits, int64_t wall_s) {
    if (pin->asked || pin_locked(pin, wall_s))
        return false;
    snprintf(pin->digits, sizeof pin->digits, "%s", digits);
    atomic_store(&pin->done, false);
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before); /* signals are the main thread's */
    pin->asked = pthread_create(&pin->thread, NULL, check, pin) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return pin->asked;
}

enum pin_answer pin_take(struct pin *pin, int64_t wall_s) {
    static const int lock_s[] = {60, 5 * 60, 15 * 60};
    if (!pin->asked || !atomic_load(&pin->done))
        return PIN_WAITING;
    pthread_join(pin->thread, NULL);
    pin->asked = false;
    bool changed = !pin->right || pin->wrong > 0;
    pin->wrong = pin->right ? 0 : pin->wrong + (pin->wrong < WRONG_MAX);
    if (pin->right)
        pin->locked_until_s = 0;
    else if (pin->wrong % PIN_TRIES == 0) {
        int step = pin->wrong / PIN_TRIES - 1;
        pin->locked_until_s = wall_s + lock_s[step < 2 ? step : 2];
    }
    if (changed)
        remember(pin);
    return pin->right ? PIN_RIGHT : PIN_WRONG;
}
