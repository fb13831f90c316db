/* The tables that say where a track's samples lie and when they are shown (ISO/IEC 14496-12 §8.6, §8.7): a
 * sample is a picture, or 1024 samples of sound. Each table is held against all the others before any of it
 * is believed. */
#pragma once

#include "intake/film_box.h"

enum {
    FILM_PEAK_BITS = 10 * 1000 * 1000, /* in any second: the 8 Mbit/s asked for, and an encoder's tolerance */
    FILM_ENCODERS_DELAY = 4,           /* pictures that wait for a later one */
    FILM_SOUND_SAMPLES_EACH = 1024,    /* of an AAC frame (ISO/IEC 14496-3 §4.5.1.1) */
    FILM_SOUND_BYTES_EACH = 2048,      /* more than any AAC frame of two channels: 6144 bits each */
};

/* The boxes of a track's stbl, as boxes_read found them; bytes NULL: it is not there. */
struct sample_boxes {
    struct stretch stts, stss, ctts, stsc, stsz, stco, co64;
};

/* One chunk: samples that lie behind each other in the file. */
struct sample_chunk {
    uint64_t at, size; /* bytes from the beginning of the file */
};
struct samples {
    uint32_t count;
    uint32_t *sizes;             /* bytes of each; owned */
    struct sample_chunk *chunks; /* as they lie in the file; owned */
    uint32_t chunk_count;
};

/* How long each sample of stts is, in units of the track's time scale: all `*each`, but the last may be
 * shorter when `last_shorter`. *total: all of them. */
bool samples_durations(struct stretch stts, bool last_shorter, uint32_t *each, uint32_t *count,
                       uint64_t *total, struct fail *fail) MUST_CHECK;
/* Sizes and places of the `count` samples, none larger than `size_max` bytes, all inside the `end` − `begin`
 * bytes of the film's data, behind each other and not on top of each other. */
bool samples_places(const struct sample_boxes *boxes, uint32_t count, uint32_t size_max, uint64_t begin,
                    uint64_t end, struct samples *out, struct fail *fail) MUST_CHECK;
void samples_finish(struct samples *samples);
/* Key pictures: the first, and at least one in `gap_max` pictures. */
bool samples_keys(struct stretch stss, uint32_t count, uint32_t gap_max, struct fail *fail) MUST_CHECK;
/* Pictures in the order they are shown: each has its own turn, without a gap, and none waits longer than
 * FILM_ENCODERS_DELAY pictures. *delay: of the first that is shown, in units of time. */
bool samples_order(struct stretch ctts, uint32_t count, uint32_t each, int64_t *delay,
                   struct fail *fail) MUST_CHECK;
/* The most bits in `window` samples in a row. */
uint64_t samples_peak(const struct samples *samples, uint32_t window);
/* False when a chunk of one lies on top of one of the other. */
bool samples_apart(const struct samples *a, const struct samples *b) MUST_CHECK;
