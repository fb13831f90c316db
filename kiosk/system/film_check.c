#include "system/film_check.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "system/hash.h"
#include "system/intake_client.h"

const char *film_index_argument(const struct film *film, char out[FILM_INDEX_ARGUMENT]) {
    snprintf(out, FILM_INDEX_ARGUMENT, "%dx%d,%" PRId32 "/%" PRId32 ",%" PRId32 ",%" PRId64 ",%" PRIu64,
             film->width, film->height, film->fps_num, film->fps_den, film->frames, film->samples,
             film->bytes);
    return out;
}

/* Bytes of one chunk. */
static size_t chunk_bytes(const struct film *film, size_t chunk) {
    uint64_t begin = (uint64_t)chunk * FILM_CHUNK_BYTES;
    return (size_t)(film->bytes - begin < FILM_CHUNK_BYTES ? film->bytes - begin : FILM_CHUNK_BYTES);
}

/* How many bytes there were of them; less than `size` at the end of the file, −1 with errno. */
static ssize_t read_at(int fd, char *bytes, size_t size, uint64_t at) {
    size_t done = 0;
    while (done < size) {
        ssize_t got = pread(fd, bytes + done, size - done, (off_t)(at + done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -1;
        if (got == 0)
            break;
        done += (size_t)got;
    }
    return (ssize_t)done;
}

static enum film_fitness chunk_check(int fd, const struct film *film, size_t chunk, char *bytes,
                                     struct fail *fail) {
    size_t size = chunk_bytes(film, chunk);
    ssize_t got = read_at(fd, bytes, size, (uint64_t)chunk * FILM_CHUNK_BYTES);
    if (got < 0) {
        fail_set(fail, "cannot be read: %s", strerror(errno));
        return FILM_UNKNOWN;
    }
    if ((size_t)got == size && strcmp(hash_bytes(bytes, size).hex, film->chunks[chunk]) == 0)
        return FILM_FIT;
    fail_set(fail, "MiB %zu of the film is not what its index says: kioskctl film add makes both anew",
             chunk + 1);
    return FILM_UNFIT;
}

enum film_fitness film_chunks_check(int fd, const struct film *film, size_t from, size_t count,
                                    struct fail *fail) {
    enum film_fitness fitness = FILM_FIT;
    char *bytes = malloc(FILM_CHUNK_BYTES);
    if (!bytes) {
        fail_set(fail, "out of memory");
        return FILM_UNKNOWN;
    }
    for (size_t i = from; fitness == FILM_FIT && i < film->chunk_count && i - from < count; i++)
        fitness = chunk_check(fd, film, i, bytes, fail);
    free(bytes);
    return fitness;
}

enum film_fitness film_check(int fd, const struct film *film, struct fail *fail) {
    char index[FILM_INDEX_ARGUMENT], *out = NULL;
    size_t size = 0;
    const char *const args[] = {"--index", film_index_argument(film, index), NULL};
    const struct intake_request request = {
        .format = "film", .args = args, .file = &fd, .max = FILM_FOUND_MAX};
    if (lseek(fd, 0, SEEK_SET) != 0) {
        fail_set(fail, "cannot be read: %s", strerror(errno));
        return FILM_UNKNOWN;
    }
    enum intake_progress progress = intake_run_judged(&request, &out, &size, fail);
    free(out);
    if (progress != INTAKE_DONE)
        return progress == INTAKE_REFUSED ? FILM_UNFIT : FILM_UNKNOWN;
    return film_chunks_check(fd, film, 0, film->chunk_count, fail);
}
