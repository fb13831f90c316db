#include "stage/film_voice.h"

#include <math.h>
#include <string.h>

#define SETTLE_S 1.0 /* device clocks are seen through callbacks that come when they like */
#define PULL 0.3     /* of what it is apart, so much a second */
#define FULL 32768.0F

enum { POINTS = 4, SOURCE_MAX = FILM_VOICE_BLOCK + FILM_VOICE_BLOCK / 100 + 2 * POINTS };

void film_voice_follow(struct film_voice *voice, const struct film_heard *heard) {
    struct film_heard wanted = heard ? *heard : (struct film_heard){0};
    if (wanted.tape != voice->now.tape) {
        struct film_tape *old = voice->now.tape;
        if (wanted.tape)
            film_tape_hold(wanted.tape);
        voice->now = (struct film_heard){.tape = wanted.tape};
        film_tape_release(old);
        if (voice->on) {
            memcpy(voice->tail, voice->last, sizeof voice->tail);
            voice->tail_left = FILM_VOICE_FADE;
        }
        voice->on = voice->closing = false;
    }
    voice->next = wanted;
}

bool film_voice_busy(const struct film_voice *voice) {
    return voice->on || voice->tail_left > 0 || (voice->next.tape && voice->next.moving);
}

static double target_of(const struct film_heard *heard, int64_t heard_ns) {
    return (double)(heard_ns - heard->zero_ns) * FILM_SOUND_HZ / 1e9;
}

/* What it plays is what it is to play, but for the clock's steps that bending makes good. */
static bool goes_on(const struct film_voice *voice) {
    const struct film_heard *now = &voice->now, *next = &voice->next;
    double step = fabs((double)(next->zero_ns - now->zero_ns)) / 1e6;
    return next->moving && now->turn == next->turn && now->shift == next->shift &&
           step < FILM_VOICE_APART_MS && voice->at < (double)next->end;
}

/* The samples around the next `count`, and where among them the first lies. */
static bool fetch(const struct film_voice *voice, double at, double speed, int count, int16_t *source,
                  double *offset) {
    int64_t first = (int64_t)floor(at) - 1;
    int needed = (int)ceil(speed * count) + POINTS;
    *offset = at - (double)first;
    return film_tape_read(voice->now.tape, voice->now.turn, first + voice->now.shift, needed, source);
}

/* Catmull-Rom through four neighbours; exact where it meets a sample. */
static float between(const int16_t *p, double t) {
    double a = p[-FILM_SOUND_CHANNELS], b = p[0], c = p[FILM_SOUND_CHANNELS], d = p[2 * FILM_SOUND_CHANNELS];
    double value = b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
    return (float)value / FULL;
}

static void begin(struct film_voice *voice, int64_t heard_ns) {
    int16_t source[SOURCE_MAX * FILM_SOUND_CHANNELS];
    double offset, target = target_of(&voice->next, heard_ns);
    voice->now = voice->next;
    if (!voice->now.tape || !voice->now.moving || target < 0 || target >= (double)voice->now.end ||
        !fetch(voice, target, 1 + FILM_VOICE_BEND, FILM_VOICE_BLOCK, source, &offset))
        return;
    voice->on = true;
    voice->closing = false;
    voice->at = target;
    voice->apart = 0;
    voice->level = 0;
}

/* How fast it plays: by how far it is from its clock. */
static double speed_of(struct film_voice *voice, int count, int64_t heard_ns) {
    double apart = target_of(&voice->next, heard_ns) - voice->at;
    double share = count / (SETTLE_S * FILM_SOUND_HZ);
    voice->apart += (apart - voice->apart) * share;
    if (fabs(voice->apart) > FILM_VOICE_APART_MS * FILM_SOUND_HZ / 1000.0)
        voice->closing = true;
    double bend = PULL * voice->apart / FILM_SOUND_HZ;
    return 1 + (bend > FILM_VOICE_BEND ? FILM_VOICE_BEND : bend < -FILM_VOICE_BEND ? -FILM_VOICE_BEND : bend);
}

static void play(struct film_voice *voice, float *out, int count, double speed) {
    int16_t source[SOURCE_MAX * FILM_SOUND_CHANNELS];
    double offset;
    if (!fetch(voice, voice->at, speed, count, source, &offset)) {
        memcpy(voice->tail, voice->last, sizeof voice->tail);
        voice->tail_left = FILM_VOICE_FADE;
        voice->on = false;
        return;
    }
    for (int i = 0; i < count && voice->on; i++) {
        double at = offset + i * speed, whole = floor(at);
        voice->level += voice->closing ? -1.0 / FILM_VOICE_FADE : 1.0 / FILM_VOICE_FADE;
        voice->level = voice->level > 1 ? 1 : voice->level < 0 ? 0 : voice->level;
        for (int side = 0; side < FILM_SOUND_CHANNELS; side++) {
            const int16_t *near = &source[(int)whole * FILM_SOUND_CHANNELS + side];
            voice->last[side] = (float)voice->level * between(near, at - whole);
            out[i * FILM_SOUND_CHANNELS + side] = voice->last[side];
        }
        voice->on = !(voice->closing && voice->level == 0);
    }
    voice->at += count * speed;
}

static void sink(struct film_voice *voice, float *out, int count) {
    for (int i = 0; i < count && voice->tail_left > 0; i++, voice->tail_left--)
        for (int side = 0; side < FILM_SOUND_CHANNELS; side++)
            out[i * FILM_SOUND_CHANNELS + side] +=
                voice->tail[side] * (float)voice->tail_left / FILM_VOICE_FADE;
}

void film_voice_render(struct film_voice *voice, float *out, int count, int64_t heard_ns) {
    memset(out, 0, sizeof *out * (size_t)count * FILM_SOUND_CHANNELS);
    if (!voice->on)
        begin(voice, heard_ns);
    if (voice->on) {
        if (goes_on(voice))
            voice->now.zero_ns = voice->next.zero_ns;
        else
            voice->closing = true;
        double speed = voice->closing ? 1 : speed_of(voice, count, heard_ns);
        play(voice, out, count, speed);
    }
    sink(voice, out, count);
}
