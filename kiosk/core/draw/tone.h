/* The tone of the warning before a screen is cleared: two soft notes, computed. */
#pragma once

#include <stdint.h>

enum {
    TONE_RATE = 48000, /* samples a second, one channel */
    TONE_MS = 800,
    TONE_SAMPLES = TONE_RATE / 1000 * TONE_MS,
    TONE_PEAK = 8192, /* a quarter of what a loudspeaker is given at most */
};

/* Begins and ends in silence, without a click. */
void tone_samples(int16_t out[TONE_SAMPLES]);
