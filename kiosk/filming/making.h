/* A film out of any file that people have: NAME.mp4, its poster NAME.png, its captions and its index
 * NAME.film.json, all of them or none. */
#pragma once

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "filming/plan.h"

enum making_stage { MAKING_LOOK, MAKING_MEASURE, MAKING_ENCODE, MAKING_JOIN, MAKING_STAGES };

struct making_captions {
    char language[REPORT_LANGUAGE_BYTES];
    const char *file;
};
struct making {
    const char *file;
    const char *output; /* making_output_valid */
    const char *speech; /* BCP 47; NULL: nobody said */
    struct making_captions captions[FILM_CAPTIONS_MAX];
    size_t caption_count;
    struct plan_wish wish;
    void (*tell)(void *context, enum making_stage stage, double part); /* 0–1 of that stage */
    void *context;
    const volatile sig_atomic_t *stop; /* not 0: end soon; may be NULL */
};
enum making_end {
    MAKING_DONE,
    MAKING_REFUSED, /* an error in `findings` says why */
    MAKING_STOPPED, /* the same again goes on from there */
    MAKING_TROUBLE, /* of this machine: `fail` says what */
};
struct made {
    int width, height, fps_num, fps_den, frames;
    double seconds;
    uint64_t bytes;
    bool sound;
    size_t caption_count;
};
/* "…/assets/film/NAME", NAME of a–z, 0–9 and "-". */
bool making_output_valid(const char *output);
/* Blocking, for minutes. What was changed, and why, stands in `changes`. */
enum making_end making_run(const struct making *making, struct made *made, struct report *findings,
                           struct report *changes, struct fail *fail) MUST_CHECK;
