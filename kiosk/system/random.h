/* Randomness for spreading load, from libsodium. */
#pragma once

double random_fraction(void); /* uniform in [0, 1) */
