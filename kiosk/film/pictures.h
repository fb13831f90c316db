/* A film's pictures, one after the other from any frame on, decoded by libavcodec straight into slots. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include <libavcodec/avcodec.h>

#include "film/slots.h"
#include "film/track.h"

enum {
    PICTURES_THREADS = 2,
    /* Slots that have to be free before pictures_next: one for each frame that is being decoded, and one. */
    PICTURES_SLOTS = PICTURES_THREADS + 1,
};

/* Frames are counted on over the end of the film: frame n of round r is r × frames + n. */
struct pictures {
    struct track track;
    struct slots *slots;
    AVCodecContext *codec;
    AVPacket *packet;
    int64_t round;        /* frames in the rounds before the one that packets are of */
    int64_t next, wanted; /* comes out next; comes out first, what is before it is not told of */
    bool ending;          /* there are no packets any more */
    bool keys_only;
    _Atomic int misfit; /* enum misfit: what the decoder asked for does not fit a slot */
};

/* Zero-initialised; close in any case. `slots` are for the index's size. False: the film's fault says why. */
bool pictures_open(struct pictures *pictures, struct chunks *chunks, struct slots *slots) MUST_CHECK;
void pictures_close(struct pictures *pictures);
/* From `frame` (0 – frames − 1) on. */
bool pictures_seek(struct pictures *pictures, int32_t frame) MUST_CHECK;
/* Only key frames from the next seek on, and the end after the last; for looking a film through. */
void pictures_keys_only(struct pictures *pictures);

enum pictures_got {
    PICTURES_FRAME,  /* `frame` holds *number; the caller unrefs it */
    PICTURES_HUNGRY, /* not yet: call again, when PICTURES_SLOTS slots are free */
    PICTURES_END,    /* with keys_only */
    PICTURES_FAULT
};
/* Decodes at most one packet. */
enum pictures_got pictures_next(struct pictures *pictures, AVFrame *frame, int64_t *number) MUST_CHECK;
