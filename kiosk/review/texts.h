/* The texts of one language in the files of a site, each beside the one it was translated from, in the order
 * in which a visitor meets them: words, the guide with its pages, directories, slides. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/base/arena.h"
#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "guide/written/guide.h"
#include "system/hash.h"

enum { REVIEW_TEXTS_MAX = 20000, REVIEW_NAME_MAX = 120 /* bytes of a reviewer's name */ };

struct review_text {
    const char *id;   /* "FILE#/PATH" or "FILE#3": unique */
    const char *file; /* where the translation stands */
    const char *path; /* there, as in json_edit.h; NULL: bytes `at` to `at` + `size` of a page's text */
    size_t at, size;
    const char *group; /* "pages/cpr"; the same for those that follow each other */
    const char *label; /* "title", "words/back", "3" */
    const char *source, *text;
    struct hash source_hash, text_hash;
    const char *reviewer, *reviewed_on; /* who has approved it, read beside this source; NULL: nobody */
};
struct review_book {
    struct arena *arena;
    const char *language, *source_language;
    struct review_text *texts;
    size_t count;
    size_t absent;   /* texts of the guide that are there in the source language alone */
    size_t approved; /* of count */
};

/* "playlists/guide/reviews/TAG.json": who has approved which text. Returns `out`. */
const char *review_file(const char *language, char out[LANGUAGE_FILE_MAX]);
/* All texts of `language`, one of the guide's; `source` is another one, NULL: the site's first. False:
 * `fail`, zeroed by the caller, says why. finish in any case. */
bool review_book_read(struct review_book *book, const struct site_files *files, const struct guide *guide,
                      const char *language, const char *source, struct fail *fail) MUST_CHECK;
void review_book_finish(struct review_book *book);
const struct review_text *review_book_find(const struct review_book *book, const char *id); /* or NULL */
