/* What a screen may let be heard: how loud, and when its loudspeaker plays films. Pure. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/time/schedule.h"

enum {
    SOUND_VOLUME_MAX = 10,  /* of what a visitor chooses; 0 is silence */
    SOUND_STEP_DB = 3,      /* from one volume to the next */
    SOUND_DB_MIN = -27,     /* the least `max_db`: that of volume 1 */
    SOUND_DELAY_MAX = 1000, /* ms */
};

/* "sound" of a screen. Zeroes: films are silent, everything else as loud as a visitor chooses. */
struct screen_sound {
    bool on;               /* films that visitors start are heard */
    double max_db;         /* nothing is louder; SOUND_DB_MIN–0, dB of full scale */
    struct schedule hours; /* of the loudspeaker, for films; hours alone, none: always */
    int delay_ms;          /* of the panel: so much later is the sound; negative: sooner */
};

/* The greatest volume that makes anything louder, 1–SOUND_VOLUME_MAX. */
int sound_volume_most(const struct screen_sound *sound);
/* How loud `volume` is, dB of full scale, at most max_db; −INFINITY: not heard. */
double sound_level_db(const struct screen_sound *sound, int volume);
/* Are films heard at `now_ms`? `headset`: at a socket, which has no hours. */
bool sound_plays_films(const struct screen_sound *sound, bool headset, const struct zone *zone,
                       int64_t now_ms);
