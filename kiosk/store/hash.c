#include "store/hash.h"

#include <sodium.h>
#include <string.h>

#include "store/hash_stream.h"

void hash_start(struct hash_stream *stream) {
    crypto_generichash_init(&stream->state, NULL, 0, 32);
}

void hash_add(struct hash_stream *stream, const void *bytes, size_t size) {
    crypto_generichash_update(&stream->state, bytes, size);
}

struct hash hash_end(struct hash_stream *stream) {
    struct hash hash;
    unsigned char digest[32];
    crypto_generichash_final(&stream->state, digest, sizeof digest);
    sodium_bin2hex(hash.hex, sizeof hash.hex, digest, sizeof digest);
    return hash;
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
