/* Captions of a film: a WebVTT file (W3C WebVTT 1), or a SubRip file, as cues in the order of their time, and
 * what is wrong with them for people who read while they watch. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/compiler.h"
#include "core/base/fail.h"

enum {
    CAPTIONS_BYTES_MAX = 1 << 20,
    CAPTIONS_CUES_MAX = 2000,
    CAPTIONS_TEXT_MAX = 200, /* characters of a cue */
    CAPTIONS_LINES_MAX = 2,
    CAPTIONS_LINE_MAX = 40,  /* columns; a Chinese character has two */
    CAPTIONS_SPEED_MAX = 17, /* columns a second */
    CAPTIONS_SHORTEST_MS = 1000,
    CAPTIONS_LONGEST_MS = 7000,
};

struct caption {
    int64_t from_ms, to_ms; /* of the film; from < to */
    const char *text;       /* UTF-8, "\n" between lines, no other control characters, never empty */
    int line;               /* of the file, where its times stand */
};
struct captions {
    const struct caption *cues; /* by from_ms; those of one moment in the order written */
    size_t count;
};

/* Reads `size` bytes at `text` of the file called `file`; all is kept in `arena`. Tags are left out, but a
 * voice (<v Anna>) becomes "Anna: ". What cannot be read is reported with its line: a cue without a valid
 * time is left out, a text that is too long is cut, cues beyond CAPTIONS_CUES_MAX are left out. False, and
 * `out` as it is: the file is no captions at all (reported), or there is no memory (arena_wanted or refused).
 */
bool captions_read(const char *file, const char *text, size_t size, struct arena *arena,
                   struct report *report, struct captions *out) MUST_CHECK;

/* What is on at `ms` of the film: the cue that began last, until it ends or the next one begins. NULL: none.
 */
const struct caption *captions_at(const struct captions *captions, int64_t ms);
/* The first ms after `ms` at which captions_at may say something else; INT64_MAX: never. */
int64_t captions_edge(const struct captions *captions, int64_t ms);

/* Reports, as warnings at their lines: more than two lines, lines that are too long, on for less than 1 s or
 * more than 7 s, read faster than 17 columns a second, over the next one, after the film's end (Danish
 * industry guidelines for subtitling, 2019; BBC Subtitle Guidelines; Netflix Danish Timed Text Style Guide).
 */
void captions_check(const char *file, const struct captions *captions, int64_t length_ms,
                    struct report *report);
