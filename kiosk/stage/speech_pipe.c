#include "stage/speech_pipe.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "core/film/film.h"

#define FULL 32768.0F

enum { RATE_MIN = 8000, RATE_MAX = 48000 };

void speech_pipe_init(struct speech_pipe *pipe) {
    *pipe = (struct speech_pipe){.fd = -1};
}

void speech_pipe_open(struct speech_pipe *pipe, int fd) {
    float last = pipe->last;
    bool broken = last != 0;
    if (pipe->fd >= 0)
        close(pipe->fd);
    explicit_bzero(pipe, sizeof *pipe); /* it may be what a visitor typed */
    pipe->fd = fd;
    pipe->level = 1;
    pipe->tail = last;
    pipe->tail_left = broken ? SPEECH_PIPE_FADE : 0;
}

bool speech_pipe_busy(const struct speech_pipe *pipe) {
    return pipe->fd >= 0 || pipe->tail_left > 0;
}

static uint32_t number(const uint8_t *bytes, int count) {
    uint32_t value = 0;
    for (int i = count; i > 0; i--)
        value = value << 8 | bytes[i - 1];
    return value;
}

/* RIFF, WAVE, PCM, one channel of 16 bits, then the samples: all that espeak-ng writes. */
static void read_head(struct speech_pipe *pipe) {
    const uint8_t *head = pipe->head;
    uint32_t rate = number(head + 24, 4);
    pipe->bad = memcmp(head, "RIFF", 4) != 0 || memcmp(head + 8, "WAVEfmt ", 8) != 0 ||
                number(head + 20, 2) != 1 || number(head + 22, 2) != 1 || number(head + 34, 2) != 16 ||
                memcmp(head + 36, "data", 4) != 0 || rate < RATE_MIN || rate > RATE_MAX;
    pipe->rate = pipe->bad ? RATE_MAX : (int)rate;
}

static void end(struct speech_pipe *pipe) {
    close(pipe->fd);
    pipe->fd = -1;
}

/* False: there is nothing now. */
static bool read_some(struct speech_pipe *pipe) {
    bool head = pipe->head_size < SPEECH_PIPE_HEAD;
    uint8_t *to = head ? pipe->head + pipe->head_size : (uint8_t *)pipe->samples + pipe->odd;
    size_t most = head ? SPEECH_PIPE_HEAD - pipe->head_size : sizeof pipe->samples - pipe->odd;
    ssize_t got;
    do
        got = read(pipe->fd, to, most);
    while (got < 0 && errno == EINTR);
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
        return false;
    if (got <= 0) {
        end(pipe);
        return false;
    }
    if (head) {
        pipe->head_size += (size_t)got;
        if (pipe->head_size == SPEECH_PIPE_HEAD)
            read_head(pipe);
        return true;
    }
    size_t bytes = pipe->odd + (size_t)got;
    pipe->count = bytes / 2;
    pipe->at = 0;
    pipe->odd = bytes % 2;
    return true;
}

/* The next sample of the stream, which is little-endian, as is what it runs on; false: none now. */
static bool next(struct speech_pipe *pipe, float *sample) {
    while (pipe->fd >= 0 && pipe->at == pipe->count) {
        uint8_t half = ((uint8_t *)pipe->samples)[pipe->count * 2 % sizeof pipe->samples];
        pipe->count = pipe->at = 0;
        ((uint8_t *)pipe->samples)[0] = half;
        if (!read_some(pipe))
            break;
    }
    if (pipe->at == pipe->count)
        return false;
    *sample = pipe->bad ? 0 : (float)pipe->samples[pipe->at] / FULL;
    pipe->samples[pipe->at++] = 0;
    return true;
}

/* Catmull-Rom. */
static float between(const float *p, float t) {
    return p[1] + 0.5F * t *
                      (p[2] - p[0] +
                       t * (2 * p[0] - 5 * p[1] + 4 * p[2] - p[3] + t * (3 * (p[1] - p[2]) + p[3] - p[0])));
}

/* One sample on at the device's rate; false: nothing more is there. */
static bool advance(struct speech_pipe *pipe) {
    pipe->phase += (double)pipe->rate / FILM_SOUND_HZ;
    while (pipe->phase >= 1) {
        float sample = 0;
        bool got = next(pipe, &sample);
        memmove(pipe->near, pipe->near + 1, sizeof pipe->near - sizeof *pipe->near);
        pipe->near[3] = sample;
        pipe->phase -= 1;
        if (!got)
            return false;
    }
    return true;
}

/* The head comes first, and says how fast. */
static bool is_ready(struct speech_pipe *pipe) {
    while (pipe->fd >= 0 && pipe->rate == 0)
        if (!read_some(pipe))
            break;
    return pipe->rate > 0 && (pipe->fd >= 0 || pipe->at < pipe->count);
}

/* Where it breaks off it sinks to silence. */
static void sink(struct speech_pipe *pipe, float *out, int count) {
    if (count > 0 && pipe->last != 0) {
        pipe->tail = pipe->last;
        pipe->tail_left = SPEECH_PIPE_FADE;
        pipe->last = 0;
    }
    for (int i = 0; i < count && pipe->tail_left > 0; i++, pipe->tail_left--)
        out[i] = pipe->tail * (float)pipe->tail_left / SPEECH_PIPE_FADE;
}

bool speech_pipe_render(struct speech_pipe *pipe, float *out, int count) {
    int i = 0;
    memset(out, 0, sizeof *out * (size_t)count);
    for (; i < count; i++) {
        pipe->level += pipe->paused ? -1.0 / SPEECH_PIPE_FADE : 1.0 / SPEECH_PIPE_FADE;
        pipe->level = pipe->level < 0 ? 0 : pipe->level > 1 ? 1 : pipe->level;
        if ((pipe->paused && pipe->level == 0) || !is_ready(pipe))
            break;
        if (!advance(pipe)) {
            memset(pipe->near, 0, sizeof pipe->near);
            break;
        }
        pipe->last = (float)pipe->level * between(pipe->near, (float)pipe->phase);
        out[i] = pipe->last;
    }
    bool speaks = i > 0 && !pipe->bad;
    sink(pipe, out + i, count - i);
    return speaks;
}
