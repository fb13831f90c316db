#include "desk/data/throttle.h"

#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum { KEY = 16 };

struct limit {
    int tries;
    int64_t every_ms;
};
static const struct limit by_address = {THROTTLE_ADDRESS_TRIES, THROTTLE_ADDRESS_MS},
                          by_account = {THROTTLE_ACCOUNT_TRIES, THROTTLE_ACCOUNT_MS},
                          by_both = {THROTTLE_KNOWN_TRIES, THROTTLE_KNOWN_MS};

/* It is empty at `full_ms` - tries × every, and full again at `full_ms`. */
struct bucket {
    unsigned char key[KEY];
    int64_t full_ms;
    bool used, known;
};
struct throttle {
    pthread_mutex_t mutex;
    unsigned char secret[crypto_shorthash_KEYBYTES * 2];
    struct bucket buckets[THROTTLE_BUCKETS];
};

struct throttle *throttle_create(void) {
    struct throttle *throttle = sodium_init() < 0 ? NULL : calloc(1, sizeof *throttle);
    if (throttle && pthread_mutex_init(&throttle->mutex, NULL) != 0) {
        free(throttle);
        return NULL;
    }
    if (throttle)
        randombytes_buf(throttle->secret, sizeof throttle->secret);
    return throttle;
}

void throttle_destroy(struct throttle *throttle) {
    if (!throttle)
        return;
    pthread_mutex_destroy(&throttle->mutex);
    free(throttle);
}

/* "" for one that does not matter; the lengths keep the two apart. */
static void key_of(const struct throttle *throttle, const char *address, const char *account,
                   unsigned char key[KEY]) {
    crypto_generichash_state state;
    crypto_generichash_init(&state, throttle->secret, sizeof throttle->secret, KEY);
    crypto_generichash_update(&state, (const unsigned char *)address, strlen(address) + 1);
    crypto_generichash_update(&state, (const unsigned char *)account, strlen(account) + 1);
    crypto_generichash_final(&state, key, KEY);
}

/* Worth keeping: one that somebody has emptied, and then one that is known. */
static bool less_worth(const struct bucket *a, const struct bucket *b) {
    if (!a->used || !b->used)
        return !a->used && b->used;
    return a->known != b->known ? !a->known : a->full_ms < b->full_ms;
}

static struct bucket *find(struct throttle *throttle, const char *address, const char *account, bool make) {
    unsigned char key[KEY];
    struct bucket *spare = &throttle->buckets[0];
    key_of(throttle, address, account, key);
    for (size_t i = 0; i < THROTTLE_BUCKETS; i++) {
        struct bucket *bucket = &throttle->buckets[i];
        if (bucket->used && memcmp(bucket->key, key, KEY) == 0)
            return bucket;
        if (less_worth(bucket, spare))
            spare = bucket;
    }
    if (!make)
        return NULL;
    *spare = (struct bucket){.used = true};
    memcpy(spare->key, key, KEY);
    return spare;
}

static int64_t wait_for(const struct bucket *bucket, const struct limit *limit, int64_t now_ms) {
    int64_t left = bucket->full_ms - now_ms - (limit->tries - 1) * limit->every_ms;
    return left > 0 ? left : 0;
}

static void take(struct bucket *bucket, const struct limit *limit, int64_t now_ms) {
    bucket->full_ms = (bucket->full_ms > now_ms ? bucket->full_ms : now_ms) + limit->every_ms;
}

int64_t throttle_try(struct throttle *throttle, const char *address, const char *account, int64_t now_ms) {
    int64_t wait = 0;
    pthread_mutex_lock(&throttle->mutex);
    struct bucket *both = find(throttle, address, account, false);
    if (both && both->known) {
        wait = wait_for(both, &by_both, now_ms);
        if (wait == 0)
            take(both, &by_both, now_ms);
    } else {
        struct bucket *house = find(throttle, address, "", true);
        wait = wait_for(house, &by_address, now_ms);
        if (wait == 0)
            take(house, &by_address,
                 now_ms); /* before another is looked for: an untouched one is given away */
        struct bucket *person = wait == 0 ? find(throttle, "", account, true) : NULL;
        if (person && (wait = wait_for(person, &by_account, now_ms)) == 0)
            take(person, &by_account, now_ms);
    }
    pthread_mutex_unlock(&throttle->mutex);
    return wait;
}

static void give_back(struct bucket *bucket, const struct limit *limit) {
    if (bucket)
        bucket->full_ms -= limit->every_ms;
}

void throttle_right(struct throttle *throttle, const char *address, const char *account, int64_t now_ms) {
    pthread_mutex_lock(&throttle->mutex);
    struct bucket *both = find(throttle, address, account, false);
    if (both && both->known) {
        give_back(both, &by_both);
    } else {
        give_back(find(throttle, address, "", false), &by_address);
        give_back(find(throttle, "", account, false), &by_account);
        both = find(throttle, address, account, true);
        both->known = true;
        both->full_ms = now_ms;
    }
    pthread_mutex_unlock(&throttle->mutex);
}
