/* Speech as espeak-ng writes it: a WAV stream through a pipe, played at the device's rate. It comes when it
 * comes: what is not there is silence, what is no such stream is passed over. Pure but for reading the pipe;
 * the caller guards it. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SPEECH_PIPE_HEAD = 44 /* bytes */, SPEECH_PIPE_SAMPLES = 2048, SPEECH_PIPE_FADE = 240 /* samples */ };

struct speech_pipe {
    int fd; /* owned, not blocking; −1: nobody speaks */
    bool paused;
    bool bad; /* no stream that can be played: read to its end, unheard */
    uint8_t head[SPEECH_PIPE_HEAD];
    size_t head_size;
    int rate; /* Hz; 0: not known yet */
    int16_t samples[SPEECH_PIPE_SAMPLES];
    size_t odd; /* 1: half a sample was read last */
    size_t count, at;
    float near[4]; /* the samples around what is heard */
    double phase;  /* between the middle two, 0–1 */
    double level;  /* 0–1: stands still and goes on without a click */
    float last, tail;
    int tail_left; /* in so many samples what broke off sinks to silence */
};

void speech_pipe_init(struct speech_pipe *pipe);
/* Takes `fd`, from which a stream is read from now on; −1: silence. What came before breaks off, and its
 * samples are overwritten. */
void speech_pipe_open(struct speech_pipe *pipe, int fd);
/* Is something said, or to be? False once the stream has ended and was heard. */
bool speech_pipe_busy(const struct speech_pipe *pipe);
/* Writes the next `count` samples at 48 kHz, ±1. True: some of them are speech. */
bool speech_pipe_render(struct speech_pipe *pipe, float *out, int count);
