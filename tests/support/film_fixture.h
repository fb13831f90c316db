/* Small films for tests, made by ffmpeg in the shape that screens take, with the number of each frame in its
 * picture; their indexes; and what ffmpeg itself decodes of them. */
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/compiler.h"
#include "core/film/film.h"
#include "system/disk.h"
#include "system/hash.h"

enum { FILM_FIXTURE_CHUNKS = 4, FILM_FIXTURE_BLOCK = 8 /* px of each bit of a frame's number */ };

struct film_fixture {
    char folder[64], path[96], index[96];
    struct film film;
    char *bytes; /* of the file */
    char hashes[FILM_FIXTURE_CHUNKS][FILM_HASH_TEXT + 1];
    const char *chunks[FILM_FIXTURE_CHUNKS];
    uint8_t *pictures; /* all frames as I420, by ffmpeg */
    int16_t *sound;    /* and its sound; NULL: none */
    size_t samples;    /* of `sound` */
};

/* A frame's number, in the blocks at its upper left, lowest bit first. */
#define FILM_FIXTURE_NUMBER                                                                                  \
    "geq=lum='if(lt(Y\\,8)*lt(X\\,64)\\,if(mod(floor(N/pow(2\\,floor(X/8)))\\,2)\\,235\\,16)\\,lum(X\\,Y))'" \
    ":cb='cb(X\\,Y)':cr='cr(X\\,Y)'"

/* `luma` of a picture with that stride, or of rows without gaps. */
static inline int film_fixture_number(const uint8_t *luma, int stride) {
    int number = 0;
    for (int bit = 0; bit < 8; bit++)
        if (luma[(ptrdiff_t)stride * 4 + bit * FILM_FIXTURE_BLOCK + FILM_FIXTURE_BLOCK / 2] > 125)
            number |= 1 << bit;
    return number;
}

static inline bool film_fixture_run(const char *command) {
    return system(command) == 0; /* NOLINT(cert-env33-c): arguments are ours */
}

static inline void film_fixture_hash(struct film_fixture *fixture) {
    fixture->film.chunk_count = film_chunks(fixture->film.bytes);
    for (size_t i = 0; i < fixture->film.chunk_count && i < FILM_FIXTURE_CHUNKS; i++) {
        size_t at = i * FILM_CHUNK_BYTES, left = (size_t)fixture->film.bytes - at;
        struct hash hash = hash_bytes(fixture->bytes + at, left < FILM_CHUNK_BYTES ? left : FILM_CHUNK_BYTES);
        memcpy(fixture->hashes[i], hash.hex, sizeof hash.hex);
        fixture->chunks[i] = fixture->hashes[i];
    }
    fixture->film.chunks = fixture->chunks;
}

/* Writes what `film` says as the index. */
static inline bool film_fixture_write_index(const struct film_fixture *fixture, const struct film *film) {
    FILE *file = fopen(fixture->index, "w");
    if (!file)
        return false;
    fprintf(file, "{\"spec\": 1, \"file\": \"assets/film/f.mp4\", \"poster\": \"assets/film/f.png\", ");
    fprintf(file, "\"bytes\": %llu, \"chunks\": [", (unsigned long long)film->bytes);
    for (size_t i = 0; i < film->chunk_count; i++)
        fprintf(file, "%s\"%s\"", i ? ", " : "", film->chunks[i]);
    fprintf(file, "], \"width\": %d, \"height\": %d, \"fps\": [%d, %d], \"frames\": %d, \"samples\": %lld}\n",
            film->width, film->height, film->fps_num, film->fps_den, film->frames, (long long)film->samples);
    return fclose(file) == 0;
}

static inline bool film_fixture_read(const char *folder, const char *name, char **bytes, size_t *size) {
    char path[128];
    struct fail why;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return disk_read(path, 64 << 20, bytes, size, &why);
}

/* The file that `fixture->path` names now is the film. */
static inline bool film_fixture_take(struct film_fixture *fixture) {
    size_t size = 0;
    free(fixture->bytes);
    fixture->bytes = NULL;
    if (!film_fixture_read(fixture->folder, "film.mp4", &fixture->bytes, &size))
        return false;
    fixture->film.bytes = size;
    film_fixture_hash(fixture);
    return film_fixture_write_index(fixture, &fixture->film);
}

/* libx264's options are what makes the shape: `more` are others. */
static inline bool film_fixture_encode(struct film_fixture *fixture, const char *more) {
    const struct film *film = &fixture->film;
    char command[1600], sound[120] = "-an";
    double seconds = (double)film->frames * film->fps_den / film->fps_num;
    int second = (film->fps_num + film->fps_den - 1) / film->fps_den;
    if (film->samples > 0)
        snprintf(sound, sizeof sound, "-c:a aac -aac_pns 0 -ac 2 -b:a 64k -af atrim=end_sample=%lld",
                 (long long)film->samples);
    snprintf(
        command, sizeof command,
        "ffmpeg -nostdin -v error -y -f lavfi -i "
        "\"testsrc2=s=%dx%d:r=%d/%d:d=%.4f,trim=end_frame=%d,format=yuv420p," FILM_FIXTURE_NUMBER
        "\" -f lavfi -i \"sine=f=440:r=48000:d=%.4f\" %s -c:v libx264 -profile:v high"
        " -level 4.0 -g %d -keyint_min %d -sc_threshold 0 -bf 2 -refs 3 -flags +cgop -crf 26 -color_range tv"
        " %s -map_metadata -1 -movflags +faststart %s",
        film->width, film->height, film->fps_num, film->fps_den, seconds + 0.2, film->frames, seconds + 0.2,
        sound, second, second, more, fixture->path);
    return film_fixture_run(command) && film_fixture_take(fixture);
}

static inline bool film_fixture_decode(struct film_fixture *fixture) {
    char command[400], *bytes = NULL;
    size_t size = 0, frame = (size_t)fixture->film.width * (size_t)fixture->film.height * 3 / 2;
    snprintf(command, sizeof command,
             "ffmpeg -nostdin -v error -y -i %s -f rawvideo -pix_fmt yuv420p %s/film.yuv", fixture->path,
             fixture->folder);
    if (!film_fixture_run(command) || !film_fixture_read(fixture->folder, "film.yuv", &bytes, &size))
        return false;
    fixture->pictures = (uint8_t *)bytes;
    if (size != frame * (size_t)fixture->film.frames)
        return false;
    if (fixture->film.samples == 0)
        return true;
    snprintf(command, sizeof command, "ffmpeg -nostdin -v error -y -i %s -vn -f s16le %s/film.pcm",
             fixture->path, fixture->folder);
    if (!film_fixture_run(command) || !film_fixture_read(fixture->folder, "film.pcm", &bytes, &size))
        return false;
    fixture->sound = (int16_t *)(void *)bytes;
    fixture->samples = size / 4;
    return fixture->samples >= (size_t)fixture->film.samples; /* whole packets */
}

static inline void film_fixture_finish(struct film_fixture *fixture) {
    struct fail why;
    free(fixture->bytes);
    free(fixture->pictures);
    free(fixture->sound);
    if (fixture->folder[0])
        (void)!disk_remove(fixture->folder, &why);
    *fixture = (struct film_fixture){0};
}

/* A film of `film`'s size, speed, frames and samples. Zero-initialised; finish in any case. False: ffmpeg is
 * not installed (said on standard output), or has failed. */
static inline bool film_fixture_make(struct film_fixture *fixture, const struct film *film) {
    fixture->film = *film;
    strcpy(fixture->folder, "/tmp/kiosk-film-XXXXXX");
    if (!film_fixture_run("command -v ffmpeg >/dev/null")) {
        fixture->folder[0] = '\0';
        puts("skipped: ffmpeg is not installed (tests/install test)");
        return false;
    }
    if (!mkdtemp(fixture->folder))
        return false;
    snprintf(fixture->path, sizeof fixture->path, "%s/film.mp4", fixture->folder);
    snprintf(fixture->index, sizeof fixture->index, "%s/film.film.json", fixture->folder);
    return film_fixture_encode(fixture, "") && film_fixture_decode(fixture);
}
