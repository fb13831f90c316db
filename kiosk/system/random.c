#include "system/random.h"

#include <sodium.h>

double random_fraction(void) {
    return (double)randombytes_random() / 4294967296.0;
}

void random_bytes(void *out, size_t size) {
    randombytes_buf(out, size);
}
