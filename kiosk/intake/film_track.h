/* A film's track (ISO/IEC 14496-12 §8.3): pictures or sound. */
#pragma once

#include "intake/film_avc.h"
#include "intake/film_box.h"
#include "intake/film_samples.h"

enum { FILM_LENGTH_SLACK_MS = 100 }; /* lengths that should be alike may differ by this */

struct film_track {
    bool sound;
    uint32_t scale; /* units of time a second */
    uint32_t each;  /* units a sample is shown or heard */
    uint32_t count; /* samples */
    uint64_t units; /* its whole length */
    int64_t delay;  /* units the encoder put before the beginning */
    struct avc avc; /* of pictures */
    struct samples samples;
};

/* `trak`: the box's body; the film's data lie from byte `begin` to before `end` of its file. `movie_scale`:
 * units of time a second in the film's head. */
bool film_track_read(struct stretch trak, uint32_t movie_scale, uint64_t begin, uint64_t end,
                     struct film_track *out, struct fail *fail) MUST_CHECK;
void film_track_finish(struct film_track *track);
/* Frames a second, as small numbers. */
void film_track_fps(const struct film_track *track, int64_t *num, int64_t *den);
/* In ms, without what the encoder put before it. */
int64_t film_track_ms(const struct film_track *track);
