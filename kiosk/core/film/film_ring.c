#include "core/film/film_ring.h"

#include "core/base/compiler.h"

_Static_assert(sizeof(struct film_sound_head) <= FILM_SOUND_HEAD, "the head fits before the samples");

/* Coded rows are a multiple of two macroblocks at most; what moves chroma reads two more. */
enum { CODED_ROWS = 32, READ_ROWS = 2 };

static uint64_t round_up(uint64_t n, uint64_t unit) {
    return (n + unit - 1) / unit * unit;
}

struct film_ring film_ring_of(int width, int height) {
    struct film_ring ring = {0};
    uint64_t at = 0;
    for (size_t i = 0; i < LENGTH(ring.planes); i++) {
        struct film_plane *plane = &ring.planes[i];
        plane->width = i == 0 ? width : width / 2;
        plane->height = i == 0 ? height : height / 2;
        plane->stride = (int)round_up((uint64_t)plane->width, 64);
        plane->at = at;
        uint64_t rows = round_up((uint64_t)plane->height, i == 0 ? CODED_ROWS : CODED_ROWS / 2) + READ_ROWS;
        at = round_up(at + (uint64_t)plane->stride * rows, 64);
    }
    ring.slot_bytes = round_up(at, 4096);
    ring.bytes = ring.slot_bytes * FILM_SLOTS;
    return ring;
}

struct film_plane film_ring_plane(const struct film_ring *ring, int slot, int plane) {
    struct film_plane found = ring->planes[plane];
    found.at += ring->slot_bytes * (uint64_t)slot;
    return found;
}

uint64_t film_sound_bytes(void) {
    return FILM_SOUND_HEAD + (uint64_t)FILM_SOUND_SAMPLES * FILM_SOUND_CHANNELS * sizeof(int16_t);
}
