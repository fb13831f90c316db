#include "enrol/hex.h"

#include <string.h>

static const char digits[] = "0123456789abcdef";

static unsigned value_of(char digit) {
    return (unsigned)(strchr(digits, digit) - digits);
}

bool hex_read(const char *text, void *bytes, size_t size) {
    uint8_t *out = bytes;
    if (!text || strlen(text) != 2 * size || strspn(text, digits) != 2 * size)
        return false;
    for (size_t i = 0; i < size; i++)
        out[i] = (uint8_t)(value_of(text[2 * i]) << 4 | value_of(text[2 * i + 1]));
    return true;
}

char *hex_write(const void *bytes, size_t size, char *text) {
    const uint8_t *in = bytes;
    for (size_t i = 0; i < size; i++) {
        text[2 * i] = digits[in[i] >> 4];
        text[2 * i + 1] = digits[in[i] & 15];
    }
    text[2 * size] = '\0';
    return text;
}
