#include "film/chunks.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "system/hash.h"

_Static_assert((int)HASH_HEX == (int)FILM_HASH_TEXT, "the index is hashed as objects are");

bool chunks_init(struct chunks *chunks, int fd, const struct film *film, struct film_fault *fault) {
    *chunks = (struct chunks){.fd = fd, .film = film, .fault = fault};
    off_t size = lseek(fd, 0, SEEK_END);
    if (size < 0)
        return film_fault_set(fault, FILM_TROUBLE_MACHINE, "the film cannot be read: %s", strerror(errno));
    if ((uint64_t)size != film->bytes || film->chunk_count != film_chunks(film->bytes))
        return film_fault_set(fault, FILM_TROUBLE_DAMAGED, "the film has %lld bytes, and %llu by its index",
                              (long long)size, (unsigned long long)film->bytes);
    return true;
}

void chunks_finish(struct chunks *chunks) {
    for (size_t i = 0; i < CHUNKS_KEPT; i++)
        free(chunks->kept[i].bytes);
    *chunks = (struct chunks){0};
}

static size_t length_of(const struct chunks *chunks, size_t number) {
    uint64_t left = chunks->film->bytes - (uint64_t)number * FILM_CHUNK_BYTES;
    return left < FILM_CHUNK_BYTES ? (size_t)left : FILM_CHUNK_BYTES;
}

/* Whole, into memory of our own: what the file becomes afterwards does not matter. */
static bool load(struct chunks *chunks, struct chunk *chunk, size_t number) {
    size_t size = length_of(chunks, number), used = 0;
    chunk->number = chunks->film->chunk_count;
    while (used < size) {
        ssize_t got = pread(chunks->fd, chunk->bytes + used, size - used,
                            (off_t)number * FILM_CHUNK_BYTES + (off_t)used);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return film_fault_set(chunks->fault, FILM_TROUBLE_MACHINE, "the film cannot be read: %s",
                                  strerror(errno));
        if (got == 0)
            return film_fault_set(chunks->fault, FILM_TROUBLE_DAMAGED,
                                  "the film became shorter while it was read");
        used += (size_t)got;
    }
    struct hash hash = hash_bytes(chunk->bytes, size);
    if (strcmp(hash.hex, chunks->film->chunks[number]) != 0)
        return film_fault_set(chunks->fault, FILM_TROUBLE_DAMAGED,
                              "MiB %zu of %zu of the film is not what its index says", number + 1,
                              chunks->film->chunk_count);
    chunk->number = number;
    return true;
}

/* The one that was wanted longest ago. */
static struct chunk *oldest(struct chunks *chunks) {
    struct chunk *found = &chunks->kept[0];
    for (size_t i = 1; i < CHUNKS_KEPT; i++)
        if (chunks->kept[i].wanted < found->wanted)
            found = &chunks->kept[i];
    return found;
}

static struct chunk *find(struct chunks *chunks, size_t number) {
    for (size_t i = 0; i < CHUNKS_KEPT; i++)
        if (chunks->kept[i].bytes && chunks->kept[i].number == number)
            return &chunks->kept[i];
    struct chunk *chunk = oldest(chunks);
    if (!chunk->bytes && !(chunk->bytes = malloc(FILM_CHUNK_BYTES))) {
        film_fault_set(chunks->fault, FILM_TROUBLE_MACHINE, "out of memory");
        return NULL;
    }
    return load(chunks, chunk, number) ? chunk : NULL;
}

ptrdiff_t chunks_read(struct chunks *chunks, uint64_t at, void *out, size_t size) {
    if (chunks->fault->trouble)
        return -1;
    if (at >= chunks->film->bytes)
        return 0;
    size_t number = (size_t)(at / FILM_CHUNK_BYTES), offset = (size_t)(at % FILM_CHUNK_BYTES);
    struct chunk *chunk = find(chunks, number);
    if (!chunk)
        return -1;
    chunk->wanted = ++chunks->turn;
    size_t left = length_of(chunks, number) - offset;
    if (size > left)
        size = left;
    memcpy(out, chunk->bytes + offset, size);
    return (ptrdiff_t)size;
}
