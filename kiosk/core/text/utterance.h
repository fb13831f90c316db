/* What is to be said: lines, each in one language but for words of others. Data only; a voice says them
 * (player/voices). */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/base/compiler.h"

enum { UTTERANCE_MAX = 6000, UTTERANCE_RUNS_MAX = 240, UTTERANCE_TAG_MAX = 16 };

struct utterance_run {
    char language[UTTERANCE_TAG_MAX]; /* tag */
    size_t from;                      /* byte of the text; a run ends where the next one begins */
};
/* Zero-initialise. Where no room is left the rest stays unsaid. */
struct utterance {
    char text[UTTERANCE_MAX]; /* lines, each with its "\n"; UTF-8, NUL at its end */
    size_t length;
    struct utterance_run runs[UTTERANCE_RUNS_MAX];
    int count;
};

/* One line more; an empty one is none. Lines of one language after each other are one run. */
void utterance_add(struct utterance *to, const char *language, const char *line);
/* `length` bytes of `text` as a part of a line that goes on until utterance_end_line. */
void utterance_part(struct utterance *to, const char *language, const char *text, size_t length);
void utterance_end_line(struct utterance *to);
/* All that `more` says, too. */
void utterance_append(struct utterance *to, const struct utterance *more);
/* Its bytes from `from` to `end`, which are whole lines. */
void utterance_append_lines(struct utterance *to, const struct utterance *more, size_t from, size_t end);
/* The end of run `run`: byte of the text. */
size_t utterance_run_end(const struct utterance *what, int run) MUST_CHECK;
bool utterance_equal(const struct utterance *a, const struct utterance *b) MUST_CHECK;
