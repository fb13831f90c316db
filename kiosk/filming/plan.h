/* What has to become of a film so that screens take it (core/film/film.h), or why it cannot be. Pure. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "core/film/film.h"
#include "filming/probe.h"

enum {
    PLAN_FILTER_MAX = 900,
    PLAN_PIXELS_MAX = 8192 * 4320, /* of a frame that is decoded: 8K */
    PLAN_ERRORS_MAX = 10,          /* while decoding; more are refused */
    PLAN_LUFS = -23,               /* EBU R 128 */
    PLAN_KBIT_MAX = 8000,          /* of the picture, a second */
    PLAN_SOUND_KBIT = 128,
    PLAN_BLACK = 24, /* of 255: a first frame that is darker on the average shows nothing */
};

struct plan_wish {
    bool light;  /* without CABAC: a third less to decode, for boards that get hot */
    bool anyway; /* more than PLAN_ERRORS_MAX errors are taken */
};
struct plan_words {
    int index; /* the track's */
    char language[REPORT_LANGUAGE_BYTES];
};
struct plan {
    int picture, sound; /* tracks; sound −1: none */
    int width, height;
    int fps_num, fps_den;
    int gop;  /* frames: one second, rounded up */
    int kbit; /* a second at most, of the picture */
    bool light, anyway;
    double seconds;               /* declared; 0: it is not */
    bool seconds_of_picture;      /* else of all that is in it */
    char filter[PLAN_FILTER_MAX]; /* ffmpeg's, from its decoder's frames to those of the film */
    struct plan_words words[FILM_CAPTIONS_MAX];
    size_t word_count;
};
/* False: an error in `findings` says why not. What is worth a look is a warning there; each change and its
 * reason stands in `changes`. */
bool plan_make(const struct probe *probe, const struct plan_wish *wish, struct plan *out,
               struct report *findings, struct report *changes) MUST_CHECK;

/* Parts of it, for plan_make. */
const struct probe_track *plan_picture(const struct probe *probe, struct report *findings);
bool plan_refuses(const struct probe *probe, const struct probe_track *picture, struct report *findings);
/* The picture upright, with square pixels, as large as screens take it. False: a side is too small. */
bool plan_size(const struct probe_track *picture, struct plan *plan, struct report *findings,
               struct report *changes);
void plan_speed(const struct probe_track *picture, struct plan *plan, struct report *changes);
/* Writes plan->filter; after plan_size and plan_speed. */
void plan_filter(const struct probe_track *picture, struct plan *plan, struct report *changes);

/* Where a finding about the whole file stands. */
extern const struct finding_place plan_error, plan_warning;
