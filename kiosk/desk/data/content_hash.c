#include "desk/data/content_hash.h"

#include <sodium.h>
#include <string.h>

struct content_hash content_hash_of_bits(const void *bits) {
    struct content_hash hash;
    sodium_bin2hex(hash.hex, sizeof hash.hex, bits, CONTENT_HASH);
    return hash;
}

struct content_hash content_hash(const void *bytes, size_t size) {
    unsigned char bits[CONTENT_HASH];
    crypto_generichash(bits, sizeof bits, bytes, size, NULL, 0);
    return content_hash_of_bits(bits);
}

bool content_hash_bits(const char *hex, unsigned char bits[CONTENT_HASH]) {
    size_t got = 0;
    return strlen(hex) == CONTENT_HASH_HEX && strspn(hex, "0123456789abcdef") == CONTENT_HASH_HEX &&
           sodium_hex2bin(bits, CONTENT_HASH, hex, CONTENT_HASH_HEX, NULL, &got, NULL) == 0 &&
           got == CONTENT_HASH;
}
