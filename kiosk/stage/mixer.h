/* All that is heard, as one signal: a film, what is read aloud, a tone. Speech ducks the film; nothing is
 * louder than the limit. Pure but for reading the speech's pipe: no device, no clock, no thread; the caller
 * guards it. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stage/film_voice.h"
#include "stage/speech_pipe.h"

enum {
    MIXER_HZ = FILM_SOUND_HZ,
    MIXER_CHANNELS = FILM_SOUND_CHANNELS,
    MIXER_DUCK_DB = 15,    /* so much quieter is a film while somebody speaks, */
    MIXER_DUCK_MS = 100,   /* come to in this time, */
    MIXER_RISE_MS = 600,   /* and come back in this */
    MIXER_SETTLE_MS = 300, /* after speech; a pause between words is none */
    MIXER_END = 480,       /* samples: what is ended fades out */
    MIXER_TURN_MS = 20,    /* another volume is come to as softly */
};

/* mixer_init, mixer_finish. */
struct mixer {
    struct film_voice film;
    struct speech_pipe speech;
    const int16_t *tone; /* the caller's, one channel, while `tone_left` > 0 */
    size_t tone_left;
    double level, wanted; /* of everything: as it is, as it is to be; 0–1 */
    double limit;         /* no sample is more; 0–1 */
    double duck;          /* of the film */
    int spoken;           /* samples since somebody spoke */
    double squeeze;       /* what holds the limit */
};

void mixer_init(struct mixer *mixer); /* silent until mixer_level */
void mixer_finish(struct mixer *mixer);
/* Everything is heard at `level_db` from now on, and nothing is above `max_db`: dB of full scale, −INFINITY
 * and more; at most 0. */
void mixer_level(struct mixer *mixer, double level_db, double max_db);
void mixer_end_tone(struct mixer *mixer); /* it fades out */
/* Is there anything to be heard, now or soon? */
bool mixer_busy(const struct mixer *mixer);
/* Writes the next `count` stereo samples; the first is heard at `heard_ns`, monotonic, as far as is known. */
void mixer_mix(struct mixer *mixer, int16_t *out, int count, int64_t heard_ns);
