#include <sodium.h>
#include <string.h>

#include "desk/data/token_parts.h"

void token_make(char text[TOKEN_TEXT]) {
    unsigned char bits[(TOKEN_TEXT - 1) / 2];
    randombytes_buf(bits, sizeof bits);
    sodium_bin2hex(text, TOKEN_TEXT, bits, sizeof bits);
    sodium_memzero(bits, sizeof bits);
}

bool token_hash(const char *text, unsigned char hash[TOKEN_HASH]) {
    bool whole = strlen(text) == TOKEN_TEXT - 1 && strspn(text, "0123456789abcdef") == TOKEN_TEXT - 1;
    crypto_generichash(hash, TOKEN_HASH, (const unsigned char *)text, whole ? TOKEN_TEXT - 1 : 0, NULL, 0);
    return whole;
}
