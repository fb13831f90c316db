/* How a sentence is put together: its templates filled, parts in a row, and times in words. */
#pragma once

#include "desk/work/sentence.h"
#include "desk/work/sentence_words.h"

enum { PART = 400 };

struct telling {
    const struct sentence_order *order;
    int language;
    char *out; /* the phrase that is being put together, SENTENCE_MAX */
};

/* Fills the template, cut to `size`; `parts` may be NULL where it has no place for them. */
void sentence_fill(const struct telling *telling, enum sentence_word word, const char *const parts[3],
                   char *out, size_t size);
void sentence_part(const struct telling *telling, enum sentence_word word, const char *a, const char *b,
                   const char *c, char out[PART]);
/* A part of the phrase, with `before` between it and what is there. */
void sentence_append(const struct telling *telling, const char *before, const char *part);
/* The n-th of `count` things in a row: "a, b og c". */
void sentence_listed(const struct telling *telling, size_t n, size_t count, const char *part, char out[PART]);

/* A schedule, appended: "fra i morgen mandag–fredag kl. 9–16, dog ikke på helligdage"; nothing of one that is
 * always on. */
void sentence_schedule(const struct telling *telling, const struct schedule *schedule);
