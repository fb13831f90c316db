/* The kept film, and other films made of it by changing a box: what stands around it keeps fitting. */
#pragma once

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "system/disk.h"

enum { FILM_FILE_MAX = 1 << 20 };

struct film_file {
    uint8_t *bytes; /* owned; NULL: the box named is not there */
    size_t size;
};

static inline uint32_t film_u32(const uint8_t *at) {
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static inline void film_put_u32(uint8_t *at, uint32_t value) {
    for (int i = 0; i < 4; i++)
        at[i] = (uint8_t)(value >> (24 - 8 * i));
}

/* 2 s, 25 pictures a second of 128 × 72 px with two B pictures in a row, a key picture a second, sound. */
static inline struct film_file film_file_kept(void) {
    char *bytes = NULL;
    size_t size = 0;
    struct fail fail;
    if (!disk_read(TEST_DATA "/data/film/tiny.mp4", FILM_FILE_MAX, &bytes, &size, &fail))
        abort();
    return (struct film_file){(uint8_t *)bytes, size};
}

/* The chain of boxes "moov/trak/tkhd"; "trak2" is the second of its type. The number of boxes found, each by
 * where its head stands; 0: one is not there. */
enum { FILM_DEPTH_MAX = 10 };
static inline size_t film_file_find(const struct film_file *film, const char *path,
                                    size_t chain[FILM_DEPTH_MAX]) {
    size_t at = 0, end = film->size, depth = 0;
    while (*path) {
        size_t length = strcspn(path, "/");
        int wanted = length == 5 ? path[4] - '0' : 1;
        bool found = false;
        for (; at + 8 <= end && !found; at += found ? 0 : film_u32(film->bytes + at)) {
            if (film_u32(film->bytes + at) < 8)
                return 0;
            found = memcmp(film->bytes + at + 4, path, 4) == 0 && --wanted == 0;
        }
        if (!found)
            return 0;
        chain[depth++] = at;
        end = at + film_u32(film->bytes + at);
        bool list = memcmp(path, "stsd", 4) == 0 || memcmp(path, "dref", 4) == 0;
        at += list ? 16 : memcmp(path, "meta", 4) == 0 ? 12 : 8;
        path += length + (path[length] == '/');
    }
    return depth;
}

/* Places in the file move by `by`. */
static inline void film_file_shift(struct film_file *film, int64_t by) {
    static const char *const tables[] = {"moov/trak/mdia/minf/stbl/stco", "moov/trak2/mdia/minf/stbl/stco"};
    for (size_t i = 0; i < 2; i++) {
        size_t chain[FILM_DEPTH_MAX], depth = film_file_find(film, tables[i], chain);
        uint8_t *box = depth ? film->bytes + chain[depth - 1] : NULL;
        for (uint32_t k = 0; box && k < film_u32(box + 12); k++)
            film_put_u32(box + 16 + 4 * k, (uint32_t)(film_u32(box + 16 + 4 * k) + by));
    }
}

/* In the body of the box `path`, from byte `at` on, `cut` bytes become the `size` bytes `bytes`. `at` may be
 * −4, its type, or −8, its size. `path` "": in the file itself. */
static inline struct film_file film_file_splice(const struct film_file *film, const char *path, int at,
                                                size_t cut, const void *bytes, size_t size) {
    size_t chain[FILM_DEPTH_MAX], depth = film_file_find(film, path, chain);
    if (*path && depth == 0)
        return (struct film_file){0};
    size_t from = (*path ? chain[depth - 1] + 8 : 0) + (size_t)(ptrdiff_t)at;
    struct film_file made = {malloc(film->size + size + 1), film->size - cut + size};
    if (!made.bytes || from + cut > film->size)
        abort();
    memcpy(made.bytes, film->bytes, from);
    if (size)
        memcpy(made.bytes + from, bytes, size);
    memcpy(made.bytes + from + size, film->bytes + from + cut, film->size - from - cut);
    if (size == cut)
        return made;
    int64_t by = (int64_t)size - (int64_t)cut;
    depth -= at == -8 && cut > 8 ? 1 : 0; /* the whole box goes */
    for (size_t i = 0; i < depth; i++)
        film_put_u32(made.bytes + chain[i], (uint32_t)(film_u32(made.bytes + chain[i]) + by));
    if (strcmp(path, "mdat") != 0)
        film_file_shift(&made, by);
    return made;
}

/* How much of the file kiosk-intake looks at: up to behind the head of mdat. */
static inline size_t film_file_head(const struct film_file *film) {
    size_t chain[FILM_DEPTH_MAX] = {0};
    return film_file_find(film, "mdat", chain) ? chain[0] + 8 : film->size;
}
