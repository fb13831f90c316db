#include "system/random.h"

#include <sodium.h>

double random_fraction(void) {
    return (double)randombytes_random() / 4294967296.0;
}
