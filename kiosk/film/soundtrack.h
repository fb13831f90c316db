/* A film's sound, decoded by libavcodec into the ring that the player hears (core/film/film_ring.h). */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include <libavcodec/avcodec.h>

#include "core/film/film_ring.h"
#include "film/track.h"

/* Samples are counted on over the end of the film, as in film_ring.h; where the film has a picture and no
 * sound there is silence. */
struct soundtrack {
    struct track track;
    AVCodecContext *codec;
    AVPacket *packet;
    AVFrame *frame;
    struct film_sound_head *head; /* the caller's memory: film_sound_bytes */
    int16_t *ring;
    int64_t round; /* samples in the rounds before the one that packets are of */
    int64_t to;    /* the next sample to be written */
};

/* Zero-initialised; close in any case. `memory` is zeroed. False: the film's fault says why. */
bool soundtrack_open(struct soundtrack *sound, struct chunks *chunks, void *memory) MUST_CHECK;
void soundtrack_close(struct soundtrack *sound);
/* A new turn, from the beginning of `frame` on. What was there is gone. */
bool soundtrack_seek(struct soundtrack *sound, int32_t frame, uint32_t turn) MUST_CHECK;
/* Decodes until the samples before `until` are there. More than FILM_SOUND_SAMPLES ahead of what is heard
 * would overwrite it. */
bool soundtrack_fill(struct soundtrack *sound, int64_t until) MUST_CHECK;
