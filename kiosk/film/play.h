/* A film for the player: frames into shared memory as long as it wants them (core/film/film_message.h). */
#pragma once

#include "film/pictures.h"
#include "film/soundtrack.h"
#include "film/talk.h"

/* Zero-initialised but for the first four. */
struct play {
    int socket;
    uint8_t *frames; /* film_ring.bytes */
    void *sound;     /* film_sound_bytes; NULL: nobody hears it */
    struct chunks *chunks;
    struct talk talk;
    struct slots slots;
    struct pictures pictures;
    struct soundtrack soundtrack;
    AVFrame *given[FILM_SLOTS]; /* what the player holds, so that libav leaves it alone */
    AVFrame *frame;
};

/* Plays until the player says FILM_QUIT or is gone (true), or something is wrong (false): the fault of
 * `chunks` says what. */
bool play_run(struct play *play) MUST_CHECK;
/* Tells the player why there is nothing more. */
void play_fail(struct play *play, const struct film_fault *fault);
void play_finish(struct play *play);
