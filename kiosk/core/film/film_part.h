/* What a slide plays of a film: some of its frames, once or again and again. Position is a function of the
 * time since it came on: a screen that joins in the middle shows what the others show. */
#pragma once

#include <stdint.h>

#include "core/film/film.h"

enum { FILM_LOOPS_MAX = 48 /* of half an hour are a day */ };

struct film_part {
    const struct film *film;
    int32_t first;  /* the frame it begins with */
    int32_t frames; /* how many, at least 1; first + frames ≤ film->frames */
    int32_t loops;  /* 1–FILM_LOOPS_MAX */
};

/* Of all rounds, in ms, rounded up. */
int64_t film_part_length_ms(const struct film_part *part);
/* The frame of the film that is on `ms` after it came on; before that the first, after its end the last. */
int32_t film_part_frame_at(const struct film_part *part, int64_t ms);
/* When in the film that frame begins, in ms: what captions go by. */
int64_t film_part_film_ms(const struct film_part *part, int64_t ms);
/* The first ms after `ms` at which the film has come to `film_ms`, or else begins its next round; INT64_MAX:
 * it ends before. */
int64_t film_part_when(const struct film_part *part, int64_t ms, int64_t film_ms);
