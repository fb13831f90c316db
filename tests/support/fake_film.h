/* What tests/support/fake_film.c draws and how it is told to misbehave, for the tests that read it. */
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* Frame n is 4 × 4 fields, bright for each bit of n that is 1, from the upper left, lowest bit first. */
enum { FAKE_FIELDS = 4, FAKE_BRIGHT = 235, FAKE_DARK = 16, FAKE_TONE = 12345, FAKE_SOUND_LIES = 8 };

/* $FAKE_FILM: "KIND" or "KIND:N", at its N-th frame (from 0); unset: it behaves. See fake_film.c. */
#define FAKE_FILM "FAKE_FILM"
/* $FAKE_FILM_STARTS: a file that gets a byte for each start. */
#define FAKE_FILM_STARTS "FAKE_FILM_STARTS"

/* The frame's number, from the middles of the fields of a picture of it, `at(context, x, y)` being bright or
 * not for x, y from 0 to 1. */
static inline int32_t fake_frame_read(bool (*at)(void *context, double x, double y), void *context) {
    int32_t n = 0;
    for (int bit = 0; bit < FAKE_FIELDS * FAKE_FIELDS; bit++)
        if (at(context, (bit % FAKE_FIELDS + 0.5) / FAKE_FIELDS, (bit / FAKE_FIELDS + 0.5) / FAKE_FIELDS))
            n |= 1 << bit;
    return n;
}
