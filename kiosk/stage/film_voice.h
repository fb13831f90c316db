/* What is heard of a film: its sound follows the clock that its picture follows. Where the sound device's
 * clock is another one it is played a little faster or slower, at most by FILM_VOICE_BEND, and never jumps;
 * where it has to be elsewhere (the visitor went back, the device stood still) it fades out and in. Pure; the
 * caller guards it. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/film/film.h"
#include "stage/film_tape.h"

enum {
    FILM_VOICE_FADE = 480,  /* samples: 10 ms */
    FILM_VOICE_BLOCK = 256, /* samples at most in one call */
    FILM_VOICE_APART_MS = 35,
};
#define FILM_VOICE_BEND 0.005 /* of its speed */

/* Which part of which sound is heard when. */
struct film_heard {
    struct film_tape *tape; /* NULL: none */
    uint32_t turn;          /* of its decoder */
    int64_t shift;          /* sample n of the playing is n + shift of the turn */
    int64_t end;            /* samples of the playing: silence after them */
    int64_t zero_ns;        /* monotonic: when its sample 0 is heard */
    bool moving;            /* false: it stands still */
};

/* Zero-initialise. */
struct film_voice {
    struct film_heard now, next; /* the same tape, held; `next` once it has faded out */
    bool on, closing;            /* it is heard; it fades out */
    double at;                   /* the sample that is heard next */
    double apart;                /* samples it is behind its clock, smoothed */
    double level;                /* 0–1: fading */
    float last[FILM_SOUND_CHANNELS];
    float tail[FILM_SOUND_CHANNELS]; /* where it broke off, from where it sinks to silence, */
    int tail_left;                   /* in so many samples */
};

/* From now on this is heard; NULL: nothing. Main thread; the tape is held as long as it is needed. */
void film_voice_follow(struct film_voice *voice, const struct film_heard *heard);
/* Is there anything to be heard, now or soon? */
bool film_voice_busy(const struct film_voice *voice);
/* Writes the next `count` (at most FILM_VOICE_BLOCK) stereo samples, ±1; the first is heard at `heard_ns`,
 * monotonic, as far as is known. */
void film_voice_render(struct film_voice *voice, float *out, int count, int64_t heard_ns);
