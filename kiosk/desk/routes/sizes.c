#include "desk/routes/sizes.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { SIZES_MAX = 4096 };

struct sizes {
    pthread_mutex_t mutex;
    struct known {
        unsigned char bits[HASH_SIZE];
        struct picture_size size; /* width 0: free */
    } list[SIZES_MAX];
};

struct sizes *sizes_create(void) {
    struct sizes *sizes = calloc(1, sizeof *sizes);
    if (sizes)
        pthread_mutex_init(&sizes->mutex, NULL);
    return sizes;
}

void sizes_destroy(struct sizes *sizes) {
    if (sizes)
        pthread_mutex_destroy(&sizes->mutex);
    free(sizes);
}

static struct known *place_of(struct sizes *sizes, const unsigned char bits[HASH_SIZE]) {
    return &sizes->list[(bits[0] << 8 | bits[1]) % SIZES_MAX];
}

bool sizes_find(struct sizes *sizes, const struct hash *hash, struct picture_size *size) {
    unsigned char bits[HASH_SIZE];
    if (!hash_bits(hash->hex, bits))
        return false;
    pthread_mutex_lock(&sizes->mutex);
    const struct known *known = place_of(sizes, bits);
    bool found = known->size.width > 0 && memcmp(known->bits, bits, sizeof bits) == 0;
    if (found)
        *size = known->size;
    pthread_mutex_unlock(&sizes->mutex);
    return found;
}

void sizes_put(struct sizes *sizes, const struct hash *hash, struct picture_size size) {
    struct known known = {.size = size};
    if (!hash_bits(hash->hex, known.bits))
        return;
    pthread_mutex_lock(&sizes->mutex);
    *place_of(sizes, known.bits) = known;
    pthread_mutex_unlock(&sizes->mutex);
}
