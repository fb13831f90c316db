/* A short sound through the loudspeaker. The device is opened for it and closed after it, on a thread of its
 * own, because that may take as long as it likes. Main thread. */
#pragma once

#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "stage/bell.h"

enum { SOUND_WHY_MAX = 160 };
struct sound {
    struct bell *bell; /* rung when a sound has ended */
    pthread_t thread;
    bool playing;
    atomic_bool ended;
    sem_t over;       /* all was heard, or is to end now */
    int16_t *samples; /* owned; the rest belongs to the thread while `playing` */
    size_t count, at;
    int rate, silence;
    bool failed;
    char why[SOUND_WHY_MAX];
    uint32_t played, failures;
};

void sound_init(struct sound *sound, struct bell *bell);
void sound_finish(struct sound *sound); /* ends it at once; fine with a zeroed one */

/* One channel. `samples` are malloc'd and taken, also on failure. False: one is being played, or no thread.
 */
bool sound_play(struct sound *sound, int16_t *samples, size_t count, int rate) MUST_CHECK;
void sound_hush(struct sound *sound); /* it ends as soon as it can */
/* To be called at every turn. The reason, once, when the sound could not be played for the first time; else
 * NULL. */
const char *sound_tick(struct sound *sound);
