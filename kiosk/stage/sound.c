#include "stage/sound.h"

#include <SDL2/SDL.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "system/thread.h"

#define MS_NS 1000000LL
#define SECOND_NS 1000000000LL
#define LOOK_NS (250 * MS_NS)       /* at a device that is open */
#define AGAIN_NS (5 * SECOND_NS)    /* for one that is not there */
#define PATIENCE_NS (3 * SECOND_NS) /* with one that asks for nothing */
#define LINGER_NS (8 * SECOND_NS)   /* what is opened anew swallows the first words */
#define UNHEARD_NS (20 * MS_NS)     /* without one, so much at a time goes by */

enum { BUFFER = 1024, PERIODS = 2 /* that a device holds */ };

static int64_t now_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * SECOND_NS + now.tv_nsec;
}

void sound_init(struct sound *sound, struct bell *bell) {
    *sound = (struct sound){.bell = bell};
    sem_init(&sound->wake, 0, 0);
    pthread_mutex_init(&sound->lock, NULL);
    mixer_init(&sound->mixer);
}

/* The next samples; true: something ended with them that the main thread waits for. */
static bool mix(struct sound *sound, int16_t *to, int count, int64_t heard_ns) {
    bool spoke = speech_pipe_busy(&sound->mixer.speech);
    mixer_mix(&sound->mixer, to, count, heard_ns);
    bool toned = sound->toning && sound->mixer.tone_left == 0;
    if (toned)
        sound->toning = false;
    sound->toned |= toned;
    return toned || (spoke && !speech_pipe_busy(&sound->mixer.speech));
}

/* SDL's own thread asks for more. */
static void feed(void *context, uint8_t *to, int bytes) {
    struct sound *sound = context;
    int count = bytes / (int)(sizeof(int16_t) * MIXER_CHANNELS);
    pthread_mutex_lock(&sound->lock);
    sound->asked_ns = now_ns();
    bool ended = mix(sound, (int16_t *)(void *)to, count, sound->asked_ns + sound->latency_ns);
    pthread_mutex_unlock(&sound->lock);
    if (ended)
        bell_ring(sound->bell);
}

/* The thread's own: the device, and when it was needed last. */
struct device {
    SDL_AudioDeviceID id; /* 0: none */
    bool driver;
    int64_t again_ns;   /* not looked for before */
    int64_t needed_ns;  /* when there was something to be heard last */
    int64_t unheard_ns; /* until when it has gone by without a device */
};

/* It is told once, until it is otherwise. */
static void tell(struct sound *sound, bool away, const char *why) {
    pthread_mutex_lock(&sound->lock);
    bool news = sound->away != away;
    sound->away = away;
    sound->changed |= news;
    if (news)
        snprintf(sound->why, sizeof sound->why, "%s", why);
    pthread_mutex_unlock(&sound->lock);
    if (news)
        bell_ring(sound->bell);
}

/* Not through SDL_InitSubSystem, whose counts are the main thread's. */
static void close_device(struct device *device) {
    if (device->id != 0)
        SDL_CloseAudioDevice(device->id);
    if (device->driver)
        SDL_AudioQuit();
    device->id = 0;
    device->driver = false;
}

static void lose_device(struct sound *sound, struct device *device, const char *why) {
    tell(sound, true, why);
    close_device(device);
    device->again_ns = now_ns() + AGAIN_NS;
    device->unheard_ns = now_ns();
}

static void open_device(struct sound *sound, struct device *device) {
    SDL_AudioSpec wanted = {.freq = MIXER_HZ,
                            .format = AUDIO_S16SYS,
                            .channels = MIXER_CHANNELS,
                            .samples = BUFFER,
                            .callback = feed,
                            .userdata = sound};
    SDL_AudioSpec got;
    device->driver = SDL_AudioInit(NULL) == 0;
    device->id = device->driver ? SDL_OpenAudioDevice(NULL, 0, &wanted, &got, 0) : 0;
    if (device->id == 0) {
        lose_device(sound, device, SDL_GetError());
        return;
    }
    pthread_mutex_lock(&sound->lock);
    sound->latency_ns = (int64_t)got.samples * PERIODS * SECOND_NS / MIXER_HZ;
    sound->asked_ns = now_ns();
    pthread_mutex_unlock(&sound->lock);
    tell(sound, false, "");
    SDL_PauseAudioDevice(device->id, 0);
}

static void look_at_device(struct sound *sound, struct device *device) {
    pthread_mutex_lock(&sound->lock);
    int64_t quiet_ns = now_ns() - sound->asked_ns;
    pthread_mutex_unlock(&sound->lock);
    if (SDL_GetAudioDeviceStatus(device->id) != SDL_AUDIO_PLAYING)
        lose_device(sound, device, "the sound device has gone");
    else if (quiet_ns > PATIENCE_NS)
        lose_device(sound, device, "the sound device takes nothing more");
}

/* Nobody hears it, and it passes as if somebody did. */
static void pass_unheard(struct sound *sound, struct device *device) {
    int16_t nothing[MIXER_HZ / 1000 * 20 * MIXER_CHANNELS];
    bool ended = false;
    int64_t now = now_ns();
    if (now - device->unheard_ns > SECOND_NS)
        device->unheard_ns = now;
    for (; device->unheard_ns < now; device->unheard_ns += UNHEARD_NS) {
        pthread_mutex_lock(&sound->lock);
        ended |=
            mix(sound, nothing, (int)(sizeof nothing / sizeof *nothing) / MIXER_CHANNELS, device->unheard_ns);
        pthread_mutex_unlock(&sound->lock);
    }
    explicit_bzero(nothing, sizeof nothing);
    if (ended)
        bell_ring(sound->bell);
}

/* How long nothing is to be done, ns; −1: until it is woken. */
static int64_t attend(struct sound *sound, struct device *device) {
    pthread_mutex_lock(&sound->lock);
    bool busy = mixer_busy(&sound->mixer);
    pthread_mutex_unlock(&sound->lock);
    int64_t now = now_ns();
    if (busy)
        device->needed_ns = now;
    bool wanted = device->id != 0 ? now - device->needed_ns < LINGER_NS : busy;
    if (!wanted) {
        close_device(device);
        return -1;
    }
    if (device->id != 0)
        look_at_device(sound, device);
    else if (now >= device->again_ns)
        open_device(sound, device);
    if (device->id != 0)
        return LOOK_NS;
    pass_unheard(sound, device);
    return UNHEARD_NS;
}

static void rest(struct sound *sound, int64_t ns) {
    if (ns < 0) {
        while (sem_wait(&sound->wake) != 0 && errno == EINTR) {
        }
        return;
    }
    int64_t until_ns = now_ns() + ns;
    struct timespec until = {(time_t)(until_ns / SECOND_NS), (long)(until_ns % SECOND_NS)};
    while (sem_clockwait(&sound->wake, CLOCK_MONOTONIC, &until) != 0 && errno == EINTR) {
    }
}

static void *keep(void *context) {
    struct sound *sound = context;
    struct device device = {.unheard_ns = now_ns()};
    while (!atomic_load(&sound->ending))
        rest(sound, attend(sound, &device));
    close_device(&device);
    SDL_TLSCleanup(); /* what SDL keeps for a thread, and frees for its own only */
    return NULL;
}

/* There is something to be heard, or no longer. */
static bool wake(struct sound *sound) {
    if (!sound->running)
        sound->running = thread_start(&sound->thread, keep, sound);
    sem_post(&sound->wake);
    return sound->running;
}

void sound_level(struct sound *sound, double level_db, double max_db) {
    pthread_mutex_lock(&sound->lock);
    mixer_level(&sound->mixer, level_db, max_db);
    pthread_mutex_unlock(&sound->lock);
}

static void drop_tone(struct sound *sound) {
    free(sound->tone);
    sound->tone = NULL;
}

bool sound_tone(struct sound *sound, int16_t *samples, size_t count) {
    if (sound->tone || !wake(sound)) {
        free(samples);
        return false;
    }
    sound->tone = samples;
    pthread_mutex_lock(&sound->lock);
    sound->mixer.tone = samples;
    sound->mixer.tone_left = count;
    sound->toning = true;
    sound->toned = false;
    pthread_mutex_unlock(&sound->lock);
    wake(sound);
    return true;
}

bool sound_tones(const struct sound *sound) {
    return sound->tone != NULL;
}

void sound_speak(struct sound *sound, int fd) {
    pthread_mutex_lock(&sound->lock);
    speech_pipe_open(&sound->mixer.speech, fd);
    pthread_mutex_unlock(&sound->lock);
    if (fd >= 0 && !wake(sound))
        sound_speak(sound, -1);
}

bool sound_speaks(struct sound *sound) {
    pthread_mutex_lock(&sound->lock);
    bool speaks = sound->mixer.speech.fd >= 0;
    pthread_mutex_unlock(&sound->lock);
    return speaks;
}

void sound_pause(struct sound *sound, bool paused) {
    pthread_mutex_lock(&sound->lock);
    sound->mixer.speech.paused = paused;
    pthread_mutex_unlock(&sound->lock);
}

void sound_hush(struct sound *sound) {
    pthread_mutex_lock(&sound->lock);
    speech_pipe_open(&sound->mixer.speech, -1);
    mixer_end_tone(&sound->mixer);
    pthread_mutex_unlock(&sound->lock);
}

void sound_film(struct sound *sound, const struct film_heard *heard) {
    pthread_mutex_lock(&sound->lock);
    bool before = film_voice_busy(&sound->mixer.film);
    film_voice_follow(&sound->mixer.film, heard);
    bool begins = !before && film_voice_busy(&sound->mixer.film);
    pthread_mutex_unlock(&sound->lock);
    if (begins)
        wake(sound);
}

bool sound_audible(struct sound *sound) {
    pthread_mutex_lock(&sound->lock);
    bool audible = !sound->away;
    pthread_mutex_unlock(&sound->lock);
    return audible;
}

const char *sound_tick(struct sound *sound) {
    pthread_mutex_lock(&sound->lock);
    bool toned = sound->toned && sound->tone, changed = sound->changed, away = sound->away;
    sound->toned = sound->changed = false;
    memcpy(sound->said, sound->why, sizeof sound->said);
    pthread_mutex_unlock(&sound->lock);
    if (toned) {
        sound->played += !away;
        sound->failures += away;
        drop_tone(sound);
    }
    return changed ? sound->said : NULL;
}

void sound_finish(struct sound *sound) {
    if (!sound->bell)
        return;
    sound_hush(sound);
    atomic_store(&sound->ending, true);
    sem_post(&sound->wake);
    if (sound->running)
        pthread_join(sound->thread, NULL);
    mixer_finish(&sound->mixer);
    drop_tone(sound);
    sem_destroy(&sound->wake);
    pthread_mutex_destroy(&sound->lock);
    *sound = (struct sound){0};
}
