#include "stage/sound.h"

#include <SDL2/SDL.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "system/thread.h"

enum { BUFFER = 1024, SILENT_BUFFERS = 3 /* until the last note has left the device */, PATIENCE_S = 3 };

void sound_init(struct sound *sound, struct bell *bell) {
    *sound = (struct sound){.bell = bell};
    sem_init(&sound->over, 0, 0);
}

/* SDL's own thread asks for more. */
static void feed(void *context, uint8_t *to, int bytes) {
    struct sound *sound = context;
    size_t wanted = (size_t)bytes / sizeof *sound->samples, left = sound->count - sound->at;
    size_t count = wanted < left ? wanted : left;
    memcpy(to, sound->samples + sound->at, count * sizeof *sound->samples);
    memset(to + count * sizeof *sound->samples, 0, (wanted - count) * sizeof *sound->samples);
    sound->at += count;
    if (count == 0 && ++sound->silence == SILENT_BUFFERS)
        sem_post(&sound->over);
}

/* A device that stops asking must not hold the thread for ever. */
static void wait_for_end(struct sound *sound) {
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += (time_t)(sound->count / (size_t)sound->rate) + PATIENCE_S;
    while (sem_clockwait(&sound->over, CLOCK_MONOTONIC, &until) != 0 && errno == EINTR) {
    }
}

/* Not through SDL_InitSubSystem, whose counts are the main thread's. */
static void *play(void *context) {
    struct sound *sound = context;
    SDL_AudioSpec wanted = {.freq = sound->rate,
                            .format = AUDIO_S16SYS,
                            .channels = 1,
                            .samples = BUFFER,
                            .callback = feed,
                            .userdata = sound};
    bool driver = SDL_AudioInit(NULL) == 0;
    SDL_AudioDeviceID device = driver ? SDL_OpenAudioDevice(NULL, 0, &wanted, NULL, 0) : 0;
    sound->failed = device == 0;
    if (device == 0) {
        snprintf(sound->why, sizeof sound->why, "%s", SDL_GetError());
    } else {
        SDL_PauseAudioDevice(device, 0);
        wait_for_end(sound);
        SDL_CloseAudioDevice(device);
    }
    if (driver)
        SDL_AudioQuit();
    SDL_TLSCleanup(); /* what SDL keeps for a thread, and frees for its own only */
    atomic_store(&sound->ended, true);
    bell_ring(sound->bell);
    return NULL;
}

bool sound_play(struct sound *sound, int16_t *samples, size_t count, int rate) {
    if (sound->playing) {
        free(samples);
        return false;
    }
    sound->samples = samples;
    sound->count = count;
    sound->rate = rate;
    sound->at = 0;
    sound->silence = 0;
    while (sem_trywait(&sound->over) == 0) {
    }
    atomic_store(&sound->ended, false);
    sound->playing = thread_start(&sound->thread, play, sound);
    if (!sound->playing) {
        free(sound->samples);
        sound->samples = NULL;
    }
    return sound->playing;
}

void sound_hush(struct sound *sound) {
    if (sound->playing)
        sem_post(&sound->over);
}

static void join(struct sound *sound) {
    pthread_join(sound->thread, NULL);
    sound->playing = false;
    free(sound->samples);
    sound->samples = NULL;
}

const char *sound_tick(struct sound *sound) {
    if (!sound->playing || !atomic_load(&sound->ended))
        return NULL;
    join(sound);
    sound->played += !sound->failed;
    sound->failures += sound->failed;
    return sound->failed && sound->failures == 1 ? sound->why : NULL;
}

void sound_finish(struct sound *sound) {
    if (!sound->bell)
        return;
    sound_hush(sound);
    if (sound->playing)
        join(sound);
    sem_destroy(&sound->over);
    *sound = (struct sound){0};
}
