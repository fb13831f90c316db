/* A film's bytes, each MiB compared with its hash in the index before anybody sees a byte of it. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "core/film/film.h"
#include "film/fault.h"

/* Picture and sound of one moment lie in neighbouring chunks: with as many at hand none is read twice in a
 * row. */
enum { CHUNKS_KEPT = 3 };

struct chunks {
    int fd; /* the caller's */
    const struct film *film;
    struct film_fault *fault;
    struct chunk {
        uint8_t *bytes;  /* FILM_CHUNK_BYTES; NULL: not used yet */
        size_t number;   /* which it is; chunk_count: none */
        uint64_t wanted; /* when last */
    } kept[CHUNKS_KEPT];
    uint64_t turn;
};

/* Zero-initialised; finish in any case. `film` and `fault` outlive it. False: the file is not as long as the
 * index says. */
bool chunks_init(struct chunks *chunks, int fd, const struct film *film, struct film_fault *fault) MUST_CHECK;
void chunks_finish(struct chunks *chunks);

/* Up to `size` bytes from `at` on into `out`, fewer at the end of a chunk; 0: the film ends there. -1: they
 * are not those of the index, or cannot be read; `fault` says so, and nothing is read from then on. */
ptrdiff_t chunks_read(struct chunks *chunks, uint64_t at, void *out, size_t size) MUST_CHECK;
