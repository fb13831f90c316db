#include "stage/film_tape.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "core/film/film_ring.h"

struct film_tape {
    const struct film_sound_head *head;
    const int16_t *samples;
    int holders;
};

struct film_tape *film_tape_create(const void *memory) {
    struct film_tape *tape = malloc(sizeof *tape);
    if (!tape)
        return NULL;
    *tape = (struct film_tape){
        .head = memory, .samples = (const int16_t *)((const char *)memory + FILM_SOUND_HEAD), .holders = 1};
    return tape;
}

struct film_tape *film_tape_hold(struct film_tape *tape) {
    tape->holders++;
    return tape;
}

void film_tape_release(struct film_tape *tape) {
    if (!tape || --tape->holders > 0)
        return;
    munmap((void *)(uintptr_t)tape->head, (size_t)film_sound_bytes());
    free(tape);
}

/* What it says is read once; no relation of it but the right one can lead anywhere. */
static bool is_there(const struct film_sound_head *head, uint32_t turn, int64_t from, int64_t end) {
    if (atomic_load_explicit(&head->turn, memory_order_acquire) != turn)
        return false;
    int64_t to = atomic_load_explicit(&head->to, memory_order_acquire),
            begin = atomic_load_explicit(&head->from, memory_order_acquire);
    return begin >= 0 && begin <= to && to - begin <= FILM_SOUND_SAMPLES && from >= begin && end <= to;
}

bool film_tape_read(const struct film_tape *tape, uint32_t turn, int64_t from, int count, int16_t *out) {
    if (count < 0 || count > FILM_SOUND_SAMPLES || from < 0 || from > INT64_MAX - count ||
        !is_there(tape->head, turn, from, from + count))
        return false;
    for (int i = 0; i < count; i++)
        for (int side = 0; side < FILM_SOUND_CHANNELS; side++) {
            const int16_t *at = &tape->samples[(from + i) % FILM_SOUND_SAMPLES * FILM_SOUND_CHANNELS + side];
            out[i * FILM_SOUND_CHANNELS + side] = __atomic_load_n(at, __ATOMIC_RELAXED);
        }
    atomic_thread_fence(memory_order_acquire);
    return is_there(tape->head, turn, from, from + count); /* nothing was written over meanwhile */
}
