/* A tape of a film's sound, as its decoder writes it: sample n is a function of n. */
#pragma once

#include <math.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>

#include "core/film/film_ring.h"
#include "stage/film_tape.h"

struct tape_fixture {
    struct film_sound_head *head;
    int16_t *samples;
    struct film_tape *tape; /* held once */
    double hz, loud;        /* of the tone on it; 0–1 */
};

static inline bool tape_init(struct tape_fixture *fixture, double hz, double loud) {
    void *memory =
        mmap(NULL, (size_t)film_sound_bytes(), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        return false;
    *fixture = (struct tape_fixture){.head = memory,
                                     .samples = (int16_t *)(void *)((char *)memory + FILM_SOUND_HEAD),
                                     .tape = film_tape_create(memory),
                                     .hz = hz,
                                     .loud = loud};
    return fixture->tape != NULL;
}

static inline int16_t tape_sample(const struct tape_fixture *fixture, int64_t n) {
    return (int16_t)lrint(32767 * fixture->loud *
                          sin(6.283185307179586 * fixture->hz * (double)n / FILM_SOUND_HZ));
}

/* A turn begins at sample `from`; nothing of it is there yet. */
static inline void tape_seek(struct tape_fixture *fixture, uint32_t turn, int64_t from) {
    atomic_store(&fixture->head->to, 0);
    atomic_store(&fixture->head->from, from);
    atomic_store(&fixture->head->turn, turn);
    atomic_store(&fixture->head->to, from);
}

/* All before `until` is there, but for what has no room any more. */
static inline void tape_fill(struct tape_fixture *fixture, int64_t until) {
    int64_t to = atomic_load(&fixture->head->to);
    if (until - atomic_load(&fixture->head->from) > FILM_SOUND_SAMPLES)
        atomic_store(&fixture->head->from, until - FILM_SOUND_SAMPLES);
    for (; to < until; to++)
        for (int side = 0; side < FILM_SOUND_CHANNELS; side++)
            __atomic_store_n(&fixture->samples[to % FILM_SOUND_SAMPLES * FILM_SOUND_CHANNELS + side],
                             tape_sample(fixture, to), __ATOMIC_RELAXED);
    atomic_store_explicit(&fixture->head->to, to, memory_order_release);
}
