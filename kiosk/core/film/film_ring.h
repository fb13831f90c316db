/* How decoded frames and sound lie in the memory that the player and kiosk-film share: reckoned by both from
 * the film's index, so that nothing the decoder says decides where the player reads.
 *
 * Frames: FILM_SLOTS slots of planar Y, U, V (4:2:0, BT.709, limited range), one after another. Behind the
 * rows of a plane there are some that only the decoder uses: it writes whole macroblocks, and reads a little
 * further. Sound: a head, then a ring of FILM_SOUND_SAMPLES stereo samples, 16 bit, little-endian; sample n
 * lies at n mod FILM_SOUND_SAMPLES. Samples are counted from frame 0 of the round in which a turn began, and
 * on over the end of the film: a round has film_frame_sample(film, film->frames). */
#pragma once

#include <stdint.h>

#include "core/film/film.h"

enum {
    FILM_SLOTS = 16,
    FILM_SOUND_SAMPLES = 2 * FILM_SOUND_HZ, /* two seconds */
    FILM_SOUND_HEAD = 64,                   /* bytes */
};

struct film_plane {
    uint64_t at; /* bytes from the beginning of the memory; a multiple of 64 */
    int stride;  /* bytes of a row; a multiple of 64 */
    int width, height;
};
struct film_ring {
    struct film_plane planes[3]; /* of slot 0: Y, U, V */
    uint64_t slot_bytes;         /* a multiple of 4096 */
    uint64_t bytes;              /* of all slots */
};

/* `width`, `height`: film_size_valid. */
struct film_ring film_ring_of(int width, int height);
/* The plane of another slot, 0–FILM_SLOTS − 1. */
struct film_plane film_ring_plane(const struct film_ring *ring, int slot, int plane);
uint64_t film_sound_bytes(void);

/* What lies at the beginning of the sound's memory. Written by the decoder alone; read by the player with
 * acquire: the samples from `from` to before `to` are there, for the turn `turn`. `to` − `from` is at most
 * FILM_SOUND_SAMPLES; a player that reads another relation takes it for silence. */
struct film_sound_head {
    _Atomic uint32_t turn;
    _Atomic int64_t from, to;
};
