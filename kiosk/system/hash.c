#include "system/hash.h"

#include <sodium.h>
#include <string.h>

#include "system/hash_stream.h"

void hash_start(struct hash_stream *stream) {
    crypto_generichash_init(&stream->state, NULL, 0, HASH_SIZE);
}

void hash_add(struct hash_stream *stream, const void *bytes, size_t size) {
    crypto_generichash_update(&stream->state, bytes, size);
}

struct hash hash_of_bits(const void *bits) {
    struct hash hash;
    sodium_bin2hex(hash.hex, sizeof hash.hex, bits, HASH_SIZE);
    return hash;
}

struct hash hash_end(struct hash_stream *stream) {
    unsigned char bits[HASH_SIZE];
    crypto_generichash_final(&stream->state, bits, sizeof bits);
    return hash_of_bits(bits);
}

struct hash hash_bytes(const void *bytes, size_t size) {
    struct hash_stream stream;
    hash_start(&stream);
    hash_add(&stream, bytes, size);
    return hash_end(&stream);
}

bool hash_valid(const char *hex) {
    return strlen(hex) == HASH_HEX && strspn(hex, "0123456789abcdef") == HASH_HEX;
}

bool hash_bits(const char *hex, unsigned char bits[HASH_SIZE]) {
    return hash_valid(hex) && sodium_hex2bin(bits, HASH_SIZE, hex, HASH_HEX, NULL, NULL, NULL) == 0;
}
