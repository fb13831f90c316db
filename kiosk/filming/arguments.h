/* What ffmpeg and ffprobe are told, for each stage of making a film. All of it is done in one folder, where
 * the file is called ARGUMENTS_FILE: a name from outside never becomes an argument. Pure. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "filming/measured.h"
#include "filming/plan.h"

enum { ARGUMENTS_MAX = 110, ARGUMENTS_TEXT = 6000, ARGUMENTS_PART_S = 10 /* GOPs of a part */ };

#define ARGUMENTS_FILE "in"     /* a link to the file */
#define ARGUMENTS_GREYS "greys" /* flashes.h's frames */
#define ARGUMENTS_FILM "film.mp4"
#define ARGUMENTS_POSTER "film.png"
#define ARGUMENTS_LIST "parts" /* which parts the film is joined from */
#define ARGUMENTS_WORDS "words.vtt"

struct arguments {
    const char *argv[ARGUMENTS_MAX + 1];
    size_t count;
    char text[ARGUMENTS_TEXT];
    size_t used;
};
/* `out` is filled anew, and is not copied afterwards: its argv points into it. */

/* ffprobe: what is in ARGUMENTS_FILE, every packet counted. */
void arguments_probe(const char *container, struct arguments *out);
/* One look at all of it: ARGUMENTS_GREYS, and how loud it is. */
void arguments_measure(const char *container, const struct plan *plan, struct arguments *out);
/* The picture, from that frame on, in parts of ARGUMENTS_PART_S GOPs, "part-0000.mp4" …, of which the first
 * has the number `part`; each is written down in parts-PART.csv when it is whole. */
void arguments_encode(const char *container, const struct plan *plan, long part, struct arguments *out);
/* The parts of ARGUMENTS_LIST and the sound, evened, as long as `frames`: ARGUMENTS_FILM; and its first
 * frame, ARGUMENTS_POSTER. `measured` NULL: silent. */
void arguments_join(const char *container, const struct plan *plan, const struct measured *measured,
                    int64_t frames, struct arguments *out);
/* The subtitles of that track: ARGUMENTS_WORDS. */
void arguments_words(const char *container, int track, struct arguments *out);
