/* The frames' memory as libav sees it: each slot is given to the decoder for one frame, and is free again
 * when neither the decoder nor whoever took the frame from it holds it any more. Of any thread. */
#pragma once

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

#include <libavcodec/avcodec.h>

#include "core/film/film_ring.h"

struct slots;
struct slot {
    struct slots *slots;
    bool used;
};
struct slots {
    uint8_t *memory; /* the caller's, ring.bytes of it */
    struct film_ring ring;
    pthread_mutex_t lock;
    struct slot slot[FILM_SLOTS];
};

void slots_init(struct slots *slots, uint8_t *memory, int width, int height);
void slots_finish(struct slots *slots); /* when no frame is held any more */
/* Gives `frame` the first free slot: data, linesize and buf[0]. False: there is none, or no memory. */
bool slots_give(struct slots *slots, AVFrame *frame);
int slots_free(struct slots *slots); /* how many are */
/* Which slot is `frame` in, beginning at its first byte and row for row? -1: in none. */
int slots_find(const struct slots *slots, const AVFrame *frame);
