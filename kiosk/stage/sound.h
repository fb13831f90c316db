/* The loudspeaker, or the headset's socket: its one owner, for films, for what is read aloud and for tones. A
 * thread of its own opens the device when there is something to be heard, and closes it after; that may take
 * as long as it likes. Where there is none, or it is unplugged, everything goes on unheard, and it is looked
 * for again now and then. Main thread. */
#pragma once

#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "stage/bell.h"
#include "stage/mixer.h"

enum { SOUND_WHY_MAX = 160 };

/* Zero-initialise, then sound_init. */
struct sound {
    struct bell *bell; /* rung when a tone or what is said has ended, and when the device comes or goes */
    pthread_t thread;
    bool running;
    sem_t wake; /* of the thread: there is something to do */
    atomic_bool ending;
    pthread_mutex_t lock; /* of what follows */
    struct mixer mixer;
    bool toning, toned; /* a tone is heard; it ended */
    bool away, changed; /* there is no device; which is not told yet */
    int64_t latency_ns; /* from the mixer to the ear */
    int64_t asked_ns;   /* when the device asked last, monotonic */
    char why[SOUND_WHY_MAX];
    /* the main thread's */
    int16_t *tone; /* owned */
    char said[SOUND_WHY_MAX];
    uint32_t played, failures;
};

void sound_init(struct sound *sound, struct bell *bell);
void sound_finish(struct sound *sound); /* ends it at once; fine with a zeroed one */

/* Everything is as loud as `level_db`, and nothing louder than `max_db` (mixer.h). Silent before. */
void sound_level(struct sound *sound, double level_db, double max_db);
/* A tone of one channel at MIXER_HZ. `samples` are malloc'd and taken, also on failure. False: one is being
 * played, or no thread. */
bool sound_tone(struct sound *sound, int16_t *samples, size_t count) MUST_CHECK;
bool sound_tones(const struct sound *sound); /* one is being played */
/* Takes `fd`, not blocking, of a stream as espeak-ng writes it (speech_pipe.h); what was said before ends. */
void sound_speak(struct sound *sound, int fd);
bool sound_speaks(struct sound *sound);             /* something is said, or is to be */
void sound_pause(struct sound *sound, bool paused); /* what is said stands still, or goes on */
void sound_hush(struct sound *sound);               /* nobody speaks, nothing tones */
/* What a film sounds like from now on (film_voice.h); NULL: nothing. */
void sound_film(struct sound *sound, const struct film_heard *heard);
/* Is anything heard, as far as is known? False: there is no device. */
bool sound_audible(struct sound *sound);
/* To be called at every turn. NULL: nothing has changed; "": it is heard again; else why nothing is heard
 * from now on. */
const char *sound_tick(struct sound *sound);
