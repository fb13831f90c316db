#include "stage/mixer.h"

#include <math.h>
#include <string.h>

#define FULL 32767.0
#define RECOVER_S 0.1 /* so slowly the limit lets go: to 1/e */

static double gain_of(double db) {
    return pow(10, db / 20);
}

void mixer_init(struct mixer *mixer) {
    *mixer = (struct mixer){.duck = 1, .squeeze = 1, .limit = 1, .spoken = MIXER_HZ};
    speech_pipe_init(&mixer->speech);
}

void mixer_finish(struct mixer *mixer) {
    film_voice_follow(&mixer->film, NULL);
    speech_pipe_open(&mixer->speech, -1);
    mixer_init(mixer);
}

void mixer_level(struct mixer *mixer, double level_db, double max_db) {
    mixer->limit = gain_of(max_db < 0 ? max_db : 0);
    mixer->wanted = gain_of(level_db < max_db ? level_db : max_db);
    if (!mixer_busy(mixer)) /* nobody hears the step */
        mixer->level = mixer->wanted;
}

void mixer_end_tone(struct mixer *mixer) {
    if (mixer->tone_left > MIXER_END)
        mixer->tone_left = MIXER_END;
}

bool mixer_busy(const struct mixer *mixer) {
    return mixer->tone_left > 0 || speech_pipe_busy(&mixer->speech) || film_voice_busy(&mixer->film);
}

/* What each sample is times the one before. */
struct slopes {
    double least, down, up; /* of the film */
    double turn;            /* of the level: this share of what is left */
    double recover;
};

static struct slopes slopes_of(void) {
    double least = gain_of(-MIXER_DUCK_DB), ms = MIXER_HZ / 1000.0;
    return (struct slopes){.least = least,
                           .down = pow(least, 1 / (MIXER_DUCK_MS * ms)),
                           .up = pow(1 / least, 1 / (MIXER_RISE_MS * ms)),
                           .turn = 1 - exp(-1 / (MIXER_TURN_MS * ms)),
                           .recover = exp(-1 / (RECOVER_S * MIXER_HZ))};
}

/* As many dB in each moment, so that ears hear a slope and no step. */
static double duck_next(struct mixer *mixer, const struct slopes *slopes) {
    bool down = mixer->spoken < MIXER_SETTLE_MS * MIXER_HZ / 1000;
    double duck = mixer->duck * (down ? slopes->down : slopes->up);
    mixer->duck = duck < slopes->least ? slopes->least : duck > 1 ? 1 : duck;
    return mixer->duck;
}

static float tone_next(struct mixer *mixer) {
    if (mixer->tone_left == 0)
        return 0;
    float fading = mixer->tone_left < MIXER_END ? (float)mixer->tone_left / MIXER_END : 1;
    mixer->tone_left--;
    return fading * (float)*mixer->tone++ / 32768.0F;
}

/* The loudest side within the limit; both sides alike, so that nothing wanders. */
static double squeeze_next(struct mixer *mixer, double left, double right, const struct slopes *slopes) {
    double loud = fmax(fabs(left), fabs(right)), recovered = 1 - (1 - mixer->squeeze) * slopes->recover;
    mixer->squeeze = loud * recovered > mixer->limit ? mixer->limit / loud : recovered;
    return mixer->squeeze;
}

static int16_t whole(double value, double limit) {
    double most = floor(limit * FULL), scaled = floor(value * FULL + 0.5);
    return (int16_t)(scaled > most ? most : scaled < -most ? -most : scaled);
}

static void mix_block(struct mixer *mixer, int16_t *out, int count, int64_t heard_ns) {
    float film[FILM_VOICE_BLOCK * MIXER_CHANNELS], speech[FILM_VOICE_BLOCK];
    film_voice_render(&mixer->film, film, count, heard_ns);
    bool speaks = speech_pipe_render(&mixer->speech, speech, count);
    const struct slopes slopes = slopes_of();
    for (int i = 0; i < count; i++) {
        mixer->spoken = speaks ? 0 : mixer->spoken < MIXER_HZ ? mixer->spoken + 1 : MIXER_HZ;
        mixer->level += (mixer->wanted - mixer->level) * slopes.turn;
        double both = (double)(speech[i] + tone_next(mixer)), duck = duck_next(mixer, &slopes);
        double left = ((double)film[2 * i] * duck + both) * mixer->level,
               right = ((double)film[2 * i + 1] * duck + both) * mixer->level;
        double squeeze = squeeze_next(mixer, left, right, &slopes);
        out[2 * i] = whole(left * squeeze, mixer->limit);
        out[2 * i + 1] = whole(right * squeeze, mixer->limit);
    }
    explicit_bzero(speech, sizeof speech); /* it may be what a visitor typed */
}

void mixer_mix(struct mixer *mixer, int16_t *out, int count, int64_t heard_ns) {
    while (count > 0) {
        int block = count < FILM_VOICE_BLOCK ? count : FILM_VOICE_BLOCK;
        mix_block(mixer, out, block, heard_ns);
        out += (size_t)block * MIXER_CHANNELS;
        count -= block;
        heard_ns += (int64_t)block * 1000000000 / MIXER_HZ;
    }
}
