/* A reviewer's answers as changes of a site's files. Decides everything, writes nothing. */
#pragma once

#include <stdint.h>

#include "review/answers.h"
#include "review/texts.h"

struct review_change {
    const char *file;     /* lives as long as the book */
    char *before, *after; /* malloc'd, a NUL behind them; `before` NULL: the file is new */
    size_t before_size, after_size;
};
/* Done in this order, each whole or not at all, an import that is broken off is finished by doing it again.
 */
struct review_import {
    struct review_change *changes;
    size_t count;
    size_t approved, corrected; /* of the answers */
    size_t left;                /* texts of the book that nobody has approved then */
    bool whole;                 /* none is left */
    bool named; /* so the language has a reviewer from now on: it has a file of its own to say so */
};

/* False: refused as a whole; `report` says why of each answer that does not fit: its text or its source was
 * changed since the page was made, or a correction would be an error in its file. finish in any case. */
bool review_import(struct review_import *import, const struct review_book *book,
                   const struct review_answers *answers, const struct site_files *files, int64_t now_ms,
                   struct report *report) MUST_CHECK;
void review_import_finish(struct review_import *import);
