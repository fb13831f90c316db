#include "enrol/listing.h"

#include <string.h>

void listing_start(struct listing *listing) {
    crypto_generichash_init(&listing->state, NULL, 0, LISTING_HASH);
}

void listing_add(struct listing *listing, const void *bytes, size_t size) {
    const uint8_t length[4] = {(uint8_t)(size >> 24), (uint8_t)(size >> 16), (uint8_t)(size >> 8),
                               (uint8_t)size};
    crypto_generichash_update(&listing->state, length, sizeof length);
    crypto_generichash_update(&listing->state, bytes, size);
}

void listing_add_text(struct listing *listing, const char *text) {
    listing_add(listing, text, strlen(text));
}

void listing_end(struct listing *listing, uint8_t hash[LISTING_HASH]) {
    crypto_generichash_final(&listing->state, hash, LISTING_HASH);
}
