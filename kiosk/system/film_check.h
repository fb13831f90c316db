/* Is a film what its index says: its shape, by kiosk-intake's word, and every byte of it, by its hashes? */
#pragma once

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "core/film/film.h"

enum { FILM_INDEX_ARGUMENT = 120, FILM_FOUND_MAX = 4096 /* bytes of what kiosk-intake says */ };
/* What kiosk-intake film is told of the index, behind --index. Returns `out`. */
const char *film_index_argument(const struct film *film, char out[FILM_INDEX_ARGUMENT]);

enum film_fitness {
    FILM_FIT,
    FILM_UNFIT,   /* it is another film than its index says, or none that screens take: the content's fault */
    FILM_UNKNOWN, /* this machine could not tell: memory, time, no jail, a disk that does not read */
};
/* `count` hashes from number `from` on, those that the film has of them, against what `fd` holds. */
enum film_fitness film_chunks_check(int fd, const struct film *film, size_t from, size_t count,
                                    struct fail *fail) MUST_CHECK;
/* All of it, for who can wait. */
enum film_fitness film_check(int fd, const struct film *film, struct fail *fail) MUST_CHECK;
