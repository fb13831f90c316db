/* A film as screens take it: one MP4 file of one shape, and its index, assets/NAME.film.json, which says what
 * is in it, so that whoever reckons with its length or draws its place never opens the file. The index is
 * signed with everything else; the film's bytes are compared with its hashes before they are decoded.
 *
 * The shape: H.264 High, 8 bit 4:2:0, progressive, square pixels, even sizes, at most 1920×1080 or 1080×1920,
 * constant 24–30 frames a second, closed GOPs of a second, AAC-LC 48 kHz stereo or no sound, moov first. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    FILM_LONG_MAX = 1920,  /* px, the longer side */
    FILM_SHORT_MAX = 1080, /* px, the shorter one */
    FILM_SIDE_MIN = 64,    /* px */
    FILM_FPS_MIN = 23,     /* 24000/1001 is more */
    FILM_FPS_MAX = 30,
    FILM_FPS_TERM_MAX = 30000, /* of 30000/1001 */
    FILM_SECONDS_MIN = 1,
    FILM_SECONDS_MAX = 1800,
    FILM_FRAMES_MAX = FILM_SECONDS_MAX * FILM_FPS_MAX,
    FILM_SOUND_HZ = 48000,
    FILM_SOUND_CHANNELS = 2,
    FILM_CHUNK_BYTES = 1 << 20, /* of each hash; the last chunk may be shorter */
    FILM_HASH_TEXT = 64,        /* hex digits of BLAKE2b-256 */
    FILM_CHUNKS_MAX = 512,
    FILM_CAPTIONS_MAX = 24, /* languages */
};
#define FILM_BYTES_MAX ((uint64_t)FILM_CHUNKS_MAX * FILM_CHUNK_BYTES)

/* A file of captions in a language. */
struct film_captions {
    const char *language; /* BCP 47 */
    const char *file;     /* name inside the site: "assets/film/ballerup.da.vtt" */
};

/* What the index says. Texts belong to whoever read it. */
struct film {
    const char *name;   /* of the index inside the site: "assets/film/ballerup.film.json" */
    const char *file;   /* of the film: "assets/film/ballerup.mp4" */
    const char *poster; /* of a picture that is its frame 0 */
    uint64_t bytes;
    const char *const *chunks; /* hashes of FILM_CHUNK_BYTES each, in order */
    size_t chunk_count;
    int width, height;        /* px */
    int32_t fps_num, fps_den; /* frames a second = fps_num / fps_den */
    int32_t frames;           /* 1–FILM_FRAMES_MAX */
    int64_t samples;          /* of sound, at FILM_SOUND_HZ; 0: it is silent */
    const char *speech;       /* BCP 47: the language that is spoken in it; NULL: nobody speaks */
    const struct film_captions *captions;
    size_t caption_count;
};

/* Is it a size, a speed, that screens take? */
bool film_size_valid(int width, int height);
bool film_fps_valid(int64_t num, int64_t den);
size_t film_chunks(uint64_t bytes); /* how many hashes a file of that size has */

/* Its length in ms, rounded up: the last frame is on for its whole time. */
int64_t film_length_ms(const struct film *film);
/* The frame that is on `ms` after it began: floor(ms · fps). Before the beginning 0; after the end the last
 * one, or, where it `loops`, as if it began again and again. */
int32_t film_frame_at(const struct film *film, int64_t ms, bool loops);
/* The first ms, from the beginning of a playing, at which that frame is on; the other way round. */
int64_t film_frame_ms(const struct film *film, int64_t frame);
/* The sample of sound that belongs to the beginning of that frame. */
int64_t film_frame_sample(const struct film *film, int64_t frame);
