/* Randomness, from libsodium. */
#pragma once

#include <stddef.h>

double random_fraction(void);              /* uniform in [0, 1), for spreading load */
void random_bytes(void *out, size_t size); /* for secrets */
