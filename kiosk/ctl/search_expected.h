/* Whether words lead where they should: a table of what people type, held against what they would find. */
#pragma once

#include "guide/search/search.h"

enum { SEARCH_EXPECTED_FIRST = 3 }; /* so many pages stand on the first leaf of what is found */

struct search_expected {
    const struct guide *guide;
    const struct search_index *index; /* of that guide */
    const struct screen *screen;
    int64_t now_ms; /* UTC */
    bool drafts;    /* also languages that visitors are not offered */
};

/* The ids of what was found as `kioskctl search` prints them, each once, at most `max`; they live as long as
 * the guide. Returns how many. */
size_t search_found_ids(const struct found *found, size_t count, const char **ids, size_t max);
/* The guide's number of the language `tag`; -1, and *why: it is none, or not for visitors (see `drafts`). */
int search_language(const struct guide *guide, const char *tag, bool drafts, const char **why) MUST_CHECK;

/* `path`: a line each of words, language and page, with tabs between; lines that begin with "#" and empty
 * ones are passed over, and the first may be the heads. Says on standard output, as FILE:LINE, each whose
 * page is not among the first SEARCH_EXPECTED_FIRST pages, with those that are, and how many were right.
 * False: one was wrong, or (said on standard error) the table cannot be read. */
bool search_expected(const struct search_expected *expected, const char *path) MUST_CHECK;
